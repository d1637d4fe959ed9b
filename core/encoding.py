"""Bytes into text and back: which encoding a file is in, and exactly the same bytes again."""

import codecs
from dataclasses import dataclass

import regex

from core.errors import EncodingError, UnreadableFileError


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding a person can choose; `name` is Python's codec name."""

    name: str
    title: str


ENCODINGS: tuple[Encoding, ...] = (
    Encoding("utf-8", "Unicode (UTF-8)"),
    Encoding("utf-16-le", "Unicode (UTF-16 LE)"),
    Encoding("utf-16-be", "Unicode (UTF-16 BE)"),
    Encoding("cp1251", "Cyrillic (Windows-1251)"),
    Encoding("kz1048", "Kazakh (KZ-1048)"),
    Encoding("koi8-r", "Cyrillic (KOI8-R)"),
    Encoding("cp866", "Cyrillic (DOS 866)"),
    Encoding("ptcp154", "Cyrillic, Asian (PTCP154)"),
    Encoding("cp1250", "Central European, Turkmen (Windows-1250)"),
    Encoding("cp1252", "Western European (Windows-1252)"),
)
"""What a person can choose from, the likely ones first."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the codec its bytes were read in, and whether a byte order mark stood before it.

    The mark is not part of `text`; line breaks are as in the file.
    """

    text: str
    encoding: str
    bom: bool


MARKS: dict[str, bytes] = {
    "utf-8": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,  # before UTF-16 LE, whose mark it begins with
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
"""The byte order mark of each codec that has one."""

_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word, Excel or OpenDocument file, or a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)

# Codecs of one byte per character that are told apart by what the text would look like, in the
# order in which they win when nothing speaks against either.
_EIGHT_BIT = ("cp1251", "kz1048", "koi8-r", "cp866", "cp1252", "cp1250")
_SAMPLE = 1 << 16

# Letters beyond ASCII of the languages the program works with.
_OUR_LETTERS = regex.compile(r"[а-яёәғқңөұүһіўҳӣӯҷäçňöşüýž]", regex.IGNORECASE)
# The commonest letters of Russian and of the Turkic languages; a text read in the wrong codec has
# few of them, which tells KOI8-R from Windows-1251 even in capitals.
_COMMON = regex.compile(r"[аеинорстлы]", regex.IGNORECASE)
_LETTERS = regex.compile(r"[^\P{L}a-zA-Z]")
_MIXED_WORD = regex.compile(r"(?<=[a-zA-Z])\p{Cyrillic}|\p{Cyrillic}(?=[a-zA-Z])")
_CASE_JUMP = regex.compile(r"(?<=\p{Ll})\p{Lu}")
# Signs that prose does not put beside a letter; a wrong codec makes them out of letters.
_SIGNS = r"[\p{So}\p{Sm}\p{Sk}\p{Sc}\p{No}]"
_SIGN = regex.compile(rf"(?<=\p{{L}}){_SIGNS}|{_SIGNS}(?=\p{{L}})")
# What a text read as UTF-16 by mistake is full of.
_NOT_OURS = regex.compile(r"[^\p{Latin}\p{Cyrillic}\p{Common}\p{Inherited}]|[\x00-\x08]")
_CONTROL = regex.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text in `data`, read in `encoding`, or in the one that `detect` finds.

    Raises UnreadableFileError for what is no text, EncodingError where `encoding` does not fit.
    """
    refuse_other_kinds(data)
    name = detect(data) if encoding is None else _resolved(data, encoding)
    mark = MARKS.get(name, b"")
    bom = bool(mark) and data.startswith(mark)
    text = decode_strictly(data[len(mark) :] if bom else data, name)
    if "\x00" in text:
        raise UnreadableFileError(
            "The file holds NUL characters, which no text has; it may be damaged, "
            "of another kind, or in another encoding."
        )
    return DecodedText(text, name, bom)


def encode(text: str, encoding: str, bom: bool) -> bytes:
    """The bytes of `text`; of a DecodedText exactly those it was read from.

    Raises EncodingError naming the first character that `encoding` does not have.
    """
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise EncodingError(
            f"The encoding {title(encoding)} has no “{character}” (U+{ord(character):04X}); "
            "choose UTF-8."
        ) from None
    return (MARKS.get(encoding, b"") if bom else b"") + data


def holds(encoding: str, text: str) -> bool:
    """Whether every character of `text` exists in `encoding`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def title(encoding: str) -> str:
    """What people call the codec `encoding`."""
    return next((known.title for known in ENCODINGS if known.name == encoding), encoding)


def detect(data: bytes) -> str:
    """The name of the codec that `data` is most likely written in.

    Byte order marks decide; then UTF-16 by where its NUL bytes stand; then UTF-8, which other
    encodings hardly ever satisfy by chance; then the codec of one byte per character whose
    reading looks most like the languages the program works with.

    Raises UnreadableFileError where nothing looks like text.
    """
    for name, mark in MARKS.items():
        if data.startswith(mark):
            return name
    if b"\x00" in data:
        return _utf16_by_nulls(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _is_damaged_utf8(data) else _best_eight_bit(data)
    return "utf-8"


def decode_strictly(data: bytes, encoding: str) -> str:
    """The text of `data`, or EncodingError naming the line and byte that do not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise undecodable(encoding, line, data[error.start]) from None
    except (LookupError, UnicodeError):  # “idna” and “undefined” are codecs, but of no text
        raise EncodingError(
            f"There is no encoding called “{encoding}”. Choose one of: "
            f"{', '.join(known.name for known in ENCODINGS)}."
        ) from None


def undecodable(encoding: str, line: int, byte: int) -> EncodingError:
    """What to tell of a `byte` in a `line` (from 1) that means nothing in `encoding`."""
    return EncodingError(
        f"The file is not in {title(encoding)}: in line {line} stands the byte "
        f"0x{byte:02X}, which has no meaning there. Choose another encoding."
    )


def refuse_other_kinds(data: bytes) -> None:
    """Raise UnreadableFileError where `data` begins like a file of a kind that is no plain text."""
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise UnreadableFileError(
                f"This is no text file but {kind}. Save its text as UTF-8 and import that."
            )


def _resolved(data: bytes, encoding: str) -> str:
    """The canonical name of a chosen encoding; "utf-16" alone takes its byte order from `data`."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    if name == "utf-16" and not data.startswith((MARKS["utf-16-le"], MARKS["utf-16-be"])):
        return _utf16_without_mark(data)
    if name in ("utf-16", "utf-32"):
        return f"{name}-be" if data.startswith(MARKS[f"{name}-be"]) else f"{name}-le"
    return "utf-8" if name == "utf-8-sig" else name


def _utf16_without_mark(data: bytes) -> str:
    """The byte order in which the text is one of ours; EncodingError where neither is."""
    for name in ("utf-16-le", "utf-16-be"):
        if _is_ours(decode_strictly(data, name)):
            return name
    raise EncodingError(
        "The file is not in Unicode (UTF-16): read like that, it is full of letters that no "
        "language here has. Choose another encoding."
    )


def _utf16_by_nulls(data: bytes) -> str:
    even, odd = data[::2].count(0), data[1::2].count(0)
    name = "utf-16-be" if even > odd else "utf-16-le"
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = "\x01"
    if not _is_ours(text):
        raise UnreadableFileError(
            "This is no text file: it holds NUL bytes. It may be damaged or of another kind."
        )
    return name


def _is_ours(text: str) -> bool:
    """Whether hardly any of the characters are in scripts that no language here is written in."""
    return len(_NOT_OURS.findall(text)) * 10 <= len(text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether all but a few of the characters beyond ASCII are UTF-8; decoding then names them."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong * 10 < len(text) - len(text.encode("ascii", "ignore"))


def _best_eight_bit(data: bytes) -> str:
    readings = []
    for name in _EIGHT_BIT:
        try:
            readings.append((name, data[:_SAMPLE].decode(name)))
        except UnicodeDecodeError:
            continue
    best, text = max(readings, key=lambda reading: _likeness(reading[1]), default=("", "\x01"))
    if _looks_random(text):
        raise UnreadableFileError(
            "This does not look like a text file in any encoding Terjiman knows. "
            "If it is one, choose its encoding."
        )
    return best


def _likeness(text: str) -> int:
    """How much a reading looks like our languages: more for common letters, less for oddities."""

    def count(pattern: regex.Pattern[str]) -> int:
        return len(pattern.findall(text))

    foreign = count(_LETTERS) - count(_OUR_LETTERS)
    oddities = count(_CASE_JUMP) + 2 * count(_MIXED_WORD) + 2 * count(_SIGN) + 3 * count(_CONTROL)
    return count(_COMMON) - foreign - oddities


def _looks_random(text: str) -> bool:
    """Whether control characters are more than one in fifty, which no text has."""
    return len(_CONTROL.findall(text)) * 50 > len(text)
