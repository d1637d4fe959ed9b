"""The lines of a PO file: made plain enough for polib to read, and changed one entry at a time.

polib alone would lose or refuse what gettext allows: previous texts of obsolete entries (its issue
158), the places of obsolete entries, line breaks other than LF, comments and flags without a space
after their sign, `domain` lines, U+2028 in a text. It also drops the last letter of an unfinished
string, and an entry without msgstr. So polib reads a plain copy of the lines, and changes go into
the original lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import TextWrapper

import polib
import regex

from core.errors import UnreadableFileError

_LINE = regex.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_STRING = regex.compile(
    r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s*)?("[^"\\]*+(?:\\.[^"\\]*+)*+")'
)
_PLAIN_STRING = regex.compile(r'(#[~|]|) ?(msg\w+(?:\[\d\])?|) ?"')
# Which keyword each may follow; at the beginning of a file there is none.
_MAY_FOLLOW = {
    "msgctxt": regex.compile(r"msgstr.*|"),
    "msgid": regex.compile(r"msgctxt|msgstr.*|"),
    "msgid_plural": regex.compile(r"msgid"),
    "msgstr": regex.compile(r"msgid"),
}
_DOMAIN = regex.compile(r'domain\s*"[^"]*"')
_FLAGS = regex.compile(r"#[,=]")
_TRANSLATOR = regex.compile(r"#(?![.:,|~=])")
_PLURAL_STRING = regex.compile(r"msgstr\[(\d)\]")
_ODD_ESCAPE = regex.compile(r"(?<!\\)(?:\\\\)*\\[^ntrvbf\"\\]")
_CHARSET = regex.compile(r"(?<=Content-Type:.*charset\s*=\s*)[\w.:-]*", regex.IGNORECASE)

SENT_BACK = "Sent back: "
"""What the translator comment begins with that carries the reason of a rejected target."""

_GETTEXT_WIDTH = 79


class _Plain(str):
    """Text that polib splits where PO has lines: at LF alone, not at U+2028 or a form feed."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - polib never asks
        return self.split("\n")


@dataclass(slots=True)
class PoLines:
    """The lines of a PO file and what ended each of them."""

    lines: list[str]
    ends: list[str]

    @classmethod
    def of(cls, text: str) -> "PoLines":
        """The lines of `text`; every one, also the last without an end."""
        matches = [match for match in _LINE.finditer(text) if match[0]]
        return cls([match[1] for match in matches], [match[2] for match in matches])

    def text(self) -> str:
        """The whole text, as it came where nothing was changed."""
        return "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))

    def has_domains(self) -> bool:
        """Whether `domain` lines tell that the file holds several catalogues."""
        return any(_DOMAIN.fullmatch(line.strip()) for line in self.lines)

    def has_odd_escapes(self) -> bool:
        """Whether a backslash stands before something that PO gives no meaning."""
        return any(_ODD_ESCAPE.search(line) for line in self.lines if not line.startswith("#"))

    def parse(self) -> polib.POFile:
        """The entries as polib's model.

        Raises UnreadableFileError with the line that is not PO.
        """
        plain = [_plain(line, number) for number, line in enumerate(self.lines, 1)]
        _check_order(plain)
        try:
            return polib.pofile(_Plain("\n".join(plain)), encoding="utf-8")
        except OSError as error:
            number = regex.search(r"line (\d+)", str(error))
            raise unreadable(int(number[1]) if number else len(plain)) from None

    def replace(self, start: int, end: int, lines: Sequence[str]) -> None:
        """Put `lines` in the place of those from `start` to `end`, ended as their neighbours."""
        line_end = self.ends[min(start, len(self.ends) - 1)] or "\n"
        last = self.ends[end - 1] if end > start else line_end
        if start == len(self.ends) and self.ends and not self.ends[-1]:
            self.ends[-1] = line_end
        self.lines[start:end] = lines
        self.ends[start:end] = [line_end] * (len(lines) - 1) + [last] if lines else []

    def declare_utf8(self) -> None:
        """Make the header say that the file is in UTF-8."""
        for number, line in enumerate(self.lines):
            if _CHARSET.search(line):
                self.lines[number] = _CHARSET.sub("UTF-8", line, count=1)
                return

    def width(self) -> int:
        """The width at which the file wraps its strings, 0 where it does not wrap them."""
        strings = [line.rstrip() for line in self.lines if not line.startswith("#")]
        broken = [
            len(line)
            for line, following in pairwise(strings)
            if line.startswith('"') and following.startswith('"') and not line.endswith('\\n"')
        ]
        if broken:
            return max(_GETTEXT_WIDTH, *broken)
        return 0 if any(len(line) > _GETTEXT_WIDTH for line in strings) else _GETTEXT_WIDTH


def unreadable(line: int) -> UnreadableFileError:
    """What to tell of a file with a line that breaks the grammar of PO."""
    return UnreadableFileError(
        f"The PO file is broken in line {line}: it is no complete statement of a PO file. "
        "Mend that line, or ask for the file anew."
    )


@dataclass(frozen=True, slots=True)
class PoEntryLines:
    """Changes the lines of one entry, whose first line (of comments or of text) is `start`.

    Every method leaves the lines alone where nothing has to change, and counts anew where it is,
    so they can be called in any order.
    """

    file: PoLines
    start: int
    width: int

    def set_string(self, form: int | None, text: str) -> None:
        """Make `text` the msgstr of a plural form, or of an entry without plural (None)."""
        after = None
        for first, last, number in self._strings():
            if number == form:
                if _joined(self.file.lines[first:last]) != text:
                    self.file.replace(first, last, self._statement(form, text))
                return
            if after is None or (number or 0) < (form or 0):
                after = last
        if text and after is not None:
            self.file.replace(after, after, self._statement(form, text))

    def set_fuzzy(self, fuzzy: bool) -> None:
        """Set or take away the flag, and keep all others."""
        places = [number for number in self._head() if _FLAGS.match(self._line(number))]
        with_flag = [number for number in places if "fuzzy" in _flags(self._line(number))]
        if fuzzy and not with_flag:
            if places:
                line = self._line(places[0])
                self.file.lines[places[0]] = f"{line[:2]} fuzzy, {line[2:].strip()}"
            else:
                place = self._before_previous()
                self.file.replace(place, place, ["#, fuzzy"])
        if not fuzzy:
            for number in reversed(with_flag):
                self._drop_fuzzy(number)

    def set_reason(self, reason: str) -> None:
        """Make `reason` the only translator comment that says why the target was sent back."""
        wanted = f"# {SENT_BACK}{' '.join(reason.split())}".rstrip() if reason else ""
        ours = [n for n in self._head() if self._line(n).startswith(f"# {SENT_BACK}".rstrip())]
        if [self.file.lines[number] for number in ours] == ([wanted] if wanted else []):
            return
        for number in reversed(ours):
            self.file.replace(number, number + 1, [])
        if wanted:
            place = self._after_comments()
            self.file.replace(place, place, [wanted])

    def _line(self, number: int) -> str:
        return self.file.lines[number].strip()

    def _head(self) -> range:
        """The numbers of the lines before the entry proper: its comments and flags."""
        numbers = range(self.start, len(self.file.lines))
        return range(
            self.start, next(n for n in numbers if self._line(n).startswith(("msgctxt", "msgid")))
        )

    def _after_comments(self) -> int:
        head = self._head()
        others = (n for n in head if self._line(n) and not _TRANSLATOR.match(self._line(n)))
        return next(others, head.stop)

    def _before_previous(self) -> int:
        head = self._head()
        return next((n for n in head if self._line(n).startswith("#|")), head.stop)

    def _strings(self) -> Iterator[tuple[int, int, int | None]]:
        """First line, line after the last, and plural form of every msgstr of the entry."""
        number, stop = self._head().stop, len(self.file.lines)
        while number < stop and not self._line(number).startswith("msgstr"):
            number += 1
        while number < stop and self._line(number).startswith("msgstr"):
            first = number
            number += 1
            while number < stop and self._line(number).startswith('"'):
                number += 1
            form = _PLURAL_STRING.match(self._line(first))
            yield first, number, int(form[1]) if form else None

    def _statement(self, form: int | None, text: str) -> list[str]:
        keyword = "msgstr" if form is None else f"msgstr[{form}]"
        return statement(keyword, text, self.width)

    def _drop_fuzzy(self, number: int) -> None:
        line = self._line(number)
        kept = [flag for flag in _flags(line) if flag != "fuzzy"]
        if kept:
            self.file.lines[number] = f"{line[:2]} {', '.join(kept)}"
        else:
            self.file.replace(number, number + 1, [])


def statement(keyword: str, text: str, width: int) -> list[str]:
    """`keyword "text"` as gettext would break it into lines; `width` 0 breaks at \\n alone."""
    escaped = [polib.escape(part) for part in _LINE_FEEDS.findall(text)] or [""]
    if len(escaped) == 1 and (not width or len(keyword) + len(escaped[0]) + 3 <= width):
        return [f'{keyword} "{escaped[0]}"']
    if width:
        wrapper = TextWrapper(
            width - 2,
            expand_tabs=False,
            replace_whitespace=False,
            drop_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
        escaped = [piece for part in escaped for piece in wrapper.wrap(part)]
    return [f'{keyword} ""', *(f'"{part}"' for part in escaped)]


_LINE_FEEDS = regex.compile(r"[^\n]*\n|[^\n]+")


def _joined(lines: Sequence[str]) -> str:
    """The text of a statement spread over `lines`."""
    return "".join(polib.unescape(line[line.index('"') + 1 : line.rindex('"')]) for line in lines)


def _check_order(plain: Sequence[str]) -> None:
    """Refuse what polib would join or overwrite: statements out of order, half obsolete entries.

    The lines of an entry are all living or all obsolete (`#~`), and a string goes on (as a line
    that begins with a quotation mark) only in lines of its own kind.
    """
    last, place, kind = "", 0, ""
    for number, line in enumerate(plain, 1):
        match = _PLAIN_STRING.match(line)
        if not match:
            continue
        keyword = match[2]
        begins = keyword in ("msgctxt", "msgid") or (match[1] == "#|" and keyword)
        if match[1] != kind and not (begins and last != "msgctxt"):
            raise unreadable(number)
        kind = match[1]
        if kind == "#|" or not keyword:
            continue
        if not _may_follow(keyword, last):
            raise unreadable(place if begins else number)
        last, place = keyword, number
    if not last:
        raise UnreadableFileError("This is no PO file, or an empty one: it has no msgid.")
    if not last.startswith("msgstr"):
        raise unreadable(place)


def _may_follow(keyword: str, last: str) -> bool:
    if keyword.startswith("msgstr["):
        return last == "msgid_plural" or (last.startswith("msgstr[") and keyword > last)
    return bool(_MAY_FOLLOW[keyword].fullmatch(last))


def _flags(line: str) -> list[str]:
    return [flag.strip() for flag in line[2:].split(",")]


def _plain(line: str, number: int) -> str:
    """`line` as polib reads it rightly; empty for what polib drops or cannot understand."""
    stripped = line.strip()
    if not stripped or _DOMAIN.fullmatch(stripped):
        return ""
    if not stripped.startswith("#"):
        match = _STRING.fullmatch(stripped)
        if not match:
            raise unreadable(number)
        return " ".join(filter(None, match.groups()))
    sign, rest = stripped[:2], stripped[2:].strip()
    if sign in ("#.", "#:", "#,", "#="):
        return f"{sign.replace('=', ',')} {rest}" if rest else ""
    if sign in ("#~", "#|"):
        match = _STRING.fullmatch(rest)
        return " ".join([sign, *filter(None, match.groups())]) if match else ""
    return f"# {stripped[1:].removeprefix(' ')}"
