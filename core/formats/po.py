"""PO, the format of gettext: polib reads it, and targets go back into its own lines."""

import codecs
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import polib
import regex

from core.encoding import MARKS, DecodedText, decode, detect, encode, holds, title
from core.errors import EncodingError
from core.formats.format import Block, Filled, ParsedFile
from core.formats.po_lines import SENT_BACK, PoEntryLines, PoLines
from core.language import language, match_tag
from core.segment import CONFIRMED, Origin, OriginKind, State

_CHARSET = regex.compile(rb"Content-Type:[^\n]*?charset\s*=\s*([\w.:-]+)", regex.IGNORECASE)
# Only the number is used; the expression is the file's own code and is looked at, never run.
_PLURALS = regex.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=[-\sn\d()?:!=<>&|%*/+]*;?")
_SCRIPTS = {"cyrillic": "Cyrl", "latin": "Latn"}


class PoFormat:
    """PO and POT. The key of a block is the number of its entry from 0, counting obsolete entries
    and not the header; plural forms but the first have `#` and their number after it.

    PO knows only whether a target is fuzzy: draft and rejected are, all that is confirmed is not.
    A rejected target has its reason in a translator comment, which makes it rejected again when
    the file is read.
    """

    name = "po"
    title = "Gettext (PO)"
    endings: tuple[str, ...] = (".po", ".pot")
    running_text = False

    def read(self, data: bytes, encoding: str | None = None) -> ParsedFile:
        """The entries that are not obsolete; each plural form is a block of its own.

        Raises UnreadableFileError with the line, or EncodingError where the declared charset
        cannot be true.
        """
        decoded, warnings = _decoded(data, encoding)
        lines = PoLines.of(decoded.text)
        po = lines.parse()
        target = match_tag(_bcp47(po.metadata.get("Language", ""))) or ""
        blocks = [
            replace(block, paragraph=number) for number, block in enumerate(_blocks(po, target))
        ]
        return ParsedFile(
            tuple(blocks),
            decoded.encoding,
            match_tag(_bcp47(po.metadata.get("X-Source-Language", ""))) or "",
            target,
            (*warnings, *_warnings(lines, po)),
        )

    def fill(self, original: bytes, encoding: str, filled: Mapping[str, Filled]) -> bytes:
        """The same lines with other targets, fuzzy flags and reasons; nothing else differs.

        The header stays as it is, its dates and generator too: the file then differs in what was
        translated and in nothing else, and a second export changes nothing. Only a charset that
        cannot hold the targets (a template's CHARSET, Kazakh in Windows-1251) becomes UTF-8.
        """
        decoded, _ = _decoded(original, encoding)
        lines = PoLines.of(decoded.text)
        po = lines.parse()
        language_tag = match_tag(_bcp47(po.metadata.get("Language", ""))) or ""
        forms = defaultdict[int, dict[int, Filled]](dict)
        touched = set()
        for block in _blocks(po, language_tag):
            entry, form = _numbers(block.key)
            was = Filled(block.source, block.target, block.state)
            now = filled.get(block.key, was)
            forms[entry][form] = now
            if (now.target, now.state, now.reason) != (was.target, was.state, was.reason):
                touched.add(entry)
        width = lines.width()
        for entry in sorted(touched, reverse=True):
            _refill(po[entry], forms[entry], lines, width)
        text = lines.text()
        return original if text == decoded.text else _encoded(decoded, lines, original)


def _refill(entry: polib.POEntry, forms: Mapping[int, Filled], lines: PoLines, width: int) -> None:
    """Make the lines of an entry say what `forms` say.

    Entries are refilled from the last to the first, because line numbers after one may move.
    """
    place = PoEntryLines(lines, max(entry.linenum - 1, 0), width)
    for form in sorted(forms):
        place.set_string(form if entry.msgid_plural else None, forms[form].target)
    targets = [value for value in forms.values() if value.target]
    if targets or entry.msgstr or any(entry.msgstr_plural.values()):
        place.set_fuzzy(any(value.state not in CONFIRMED for value in targets))
    reasons = [value.reason for value in targets if value.state is State.REJECTED]
    if not reasons or any(reasons):
        place.set_reason(next(filter(None, reasons), ""))


def _encoded(decoded: DecodedText, lines: PoLines, original: bytes) -> bytes:
    text = lines.text()
    is_utf8 = decoded.encoding == "utf-8"
    undeclared = is_utf8 and not _declared(original) and not text.isascii()
    if holds(decoded.encoding, text) and not undeclared:
        return encode(text, decoded.encoding, decoded.bom)
    lines.declare_utf8()
    return encode(lines.text(), "utf-8", bom=is_utf8 and decoded.bom)


def _decoded(data: bytes, encoding: str | None) -> tuple[DecodedText, list[str]]:
    """The text, and warnings about its charset; the header decides unless `encoding` is given."""
    if encoding:
        return decode(data, encoding), []
    declared = _declared(data)
    if declared and b"\x00" not in data and not data.startswith(MARKS["utf-8"]):
        try:
            return decode(data, declared), []
        except EncodingError as error:
            raise EncodingError(f"{error} It looks like {title(detect(data))}.") from None
    found = decode(data)
    if found.encoding.startswith("utf-16"):
        return found, ["The file is in UTF-16, which gettext itself does not read."]
    if declared or (data.isascii() and not _CHARSET.search(data)):
        return found, []
    return found, [f"The file names no known encoding; it was read as {title(found.encoding)}."]


def _declared(data: bytes) -> str:
    """The codec the header names, empty where it names none that exists."""
    match = _CHARSET.search(data)
    if not match:
        return ""
    name = match[1].decode("ascii")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def _blocks(po: polib.POFile, target: str) -> Iterable[Block]:
    for number, entry in enumerate(po):
        if entry.obsolete or not entry.msgid:
            continue
        if not entry.msgid_plural:
            yield _block(str(number), entry, entry.msgid, entry.msgstr)
            continue
        for form in sorted({*range(_form_count(po, target)), *entry.msgstr_plural}):
            key = f"{number}#{form}" if form else str(number)
            source = entry.msgid_plural if form else entry.msgid
            yield _block(key, entry, source, entry.msgstr_plural.get(form, ""))


def _block(key: str, entry: polib.POEntry, source: str, target: str) -> Block:
    state = State.TRANSLATED if target else State.NEW
    if target and "fuzzy" in entry.flags:
        sent_back = any(line.startswith(SENT_BACK) for line in entry.tcomment.split("\n"))
        state = State.REJECTED if sent_back else State.DRAFT
    return Block(
        key,
        source,
        target,
        state,
        Origin(OriginKind.IMPORTED) if target else Origin(),
        note="\n".join(text for text in (entry.comment, entry.tcomment) if text),
        context=entry.msgctxt or "",
    )


def _form_count(po: polib.POFile, target: str) -> int:
    """How many plural forms the header gives, or else the target language usually has."""
    usual = language(target or "en").plurals
    given = _PLURALS.fullmatch(po.metadata.get("Plural-Forms", "").strip())
    found = given or _PLURALS.fullmatch(usual)
    return int(found[1]) if found else 2


def _numbers(key: str) -> tuple[int, int]:
    entry, _, form = key.partition("#")
    return int(entry), int(form or 0)


def _bcp47(name: str) -> str:
    """A locale name (`uz_UZ.UTF-8@cyrillic`) as a BCP 47 tag."""
    locale, _, variant = name.strip().partition("@")
    script = _SCRIPTS.get(variant.lower())
    base = locale.partition(".")[0]
    return f"{base}-{script}" if script else base


def _warnings(lines: PoLines, po: polib.POFile) -> list[str]:
    names = [(entry.msgctxt, entry.msgid) for entry in po if not entry.obsolete]
    double = len(names) - len(set(names))
    plurals = po.metadata.get("Plural-Forms", "").strip()
    findings = {
        "The file holds no entries.": not names,
        "The file has no header, so its language and encoding were guessed.": not po.metadata,
        f"Entries that repeat another one, kept although gettext refuses them: {double}.": double,
        f"The header's plural forms make no sense: “{plurals[:60]}”.": (
            plurals and not _PLURALS.fullmatch(plurals)
        ),
        "Some entries have gaps between their plural forms.": any(map(_has_gap, po)),
        "The file ends its lines in several ways; each line keeps its own.": (
            len(set(lines.ends) - {""}) > 1
        ),
        "The file holds several domains; their entries are shown as one list.": (
            lines.has_domains()
        ),
        "Some escape sequences are unknown to PO and are shown as they stand.": (
            lines.has_odd_escapes()
        ),
    }
    return [sentence for sentence, found in findings.items() if found]


def _has_gap(entry: polib.POEntry) -> bool:
    forms = entry.msgstr_plural
    return bool(forms) and len(forms) != max(forms) + 1
