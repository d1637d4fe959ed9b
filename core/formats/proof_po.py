"""Reads PO a second way, strictly and without polib, to prove what was written."""

import re
from dataclasses import dataclass, field

from core.errors import ExportError
from core.formats.proof import Entry

_STATEMENT = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[([0-9]+)\])?)[ \t]*)?"((?:[^"\\]|\\.)*)"[ \t]*'
)
_CHARSET = re.compile(rb"Content-Type:[^\r\n]*charset=([\w.:-]+)")
_DOMAIN = re.compile(r'domain[ \t]*"(?:[^"\\]|\\.)*"[ \t]*')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {
    "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "\\": "\\", '"': '"',
}  # fmt: skip


def read_back_po(data: bytes, encoding: str | None = None) -> list[Entry]:
    """Every living entry but the header, plural forms one by one, in the order of the file.

    The bytes are read in `encoding`, or in the charset that the file itself declares. Raises
    ExportError where they break the grammar of PO or are in another encoding.
    """
    try:
        text = data.decode(encoding or _declared(data)).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise ExportError(f"The PO does not read back: {error}.") from None
    reader = _Reader()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not reader.take(line.strip(" \t")):
            raise ExportError(f"The PO does not read back: line {number} is not understood.")
    reader.close()
    return [entry for message in reader.messages if message.id for entry in message.entries()]


def _declared(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    found = _CHARSET.search(data)
    return found[1].decode("ascii") if found else "utf-8"


@dataclass(slots=True)
class _Message:
    fuzzy: bool = False
    context: str = ""
    id: str = ""
    plural: str | None = None
    strings: dict[int, str] = field(default_factory=dict)

    def entries(self) -> list[Entry]:
        found = []
        for form, target in sorted(self.strings.items()):
            source = self.plural if form and self.plural is not None else self.id
            found.append(Entry(source, target, "fuzzy" if self.fuzzy and target else ""))
        return found


class _Reader:
    """Takes a PO line by line; every line either belongs somewhere or is refused."""

    def __init__(self) -> None:
        self.messages: list[_Message] = []
        self._message = _Message()
        self._keyword = ""
        self._form = 0

    def take(self, line: str) -> bool:
        if not line or _DOMAIN.fullmatch(line):
            return True
        if line.startswith("#"):
            self._comment(line)
            return True
        match = _STATEMENT.fullmatch(line)
        if not match:
            return False
        keyword, form, quoted = match[1], match[2], match[3]
        if keyword:
            self._begin(keyword.partition("[")[0], int(form or 0))
        return self._append(_ESCAPE.sub(_meaning, quoted))

    def close(self) -> None:
        if self._message.strings:
            self.messages.append(self._message)
        self._message = _Message()
        self._keyword = ""

    def _comment(self, line: str) -> None:
        if self._message.strings:
            self.close()
        if line.startswith(("#,", "#=")):
            self._message.fuzzy |= "fuzzy" in (flag.strip() for flag in line[2:].split(","))

    def _begin(self, keyword: str, form: int) -> None:
        if keyword in ("msgctxt", "msgid") and self._message.strings:
            self.close()
        self._keyword, self._form = keyword, form

    def _append(self, text: str) -> bool:
        message = self._message
        if self._keyword == "msgctxt":
            message.context += text
        elif self._keyword == "msgid":
            message.id += text
        elif self._keyword == "msgid_plural":
            message.plural = (message.plural or "") + text
        elif self._keyword == "msgstr":
            message.strings[self._form] = message.strings.get(self._form, "") + text
        else:
            return False
        return True


def _meaning(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[0])
