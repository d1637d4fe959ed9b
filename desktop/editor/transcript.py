"""Carries a text through Qt's documents, which know only one line end, without changing it."""

from collections.abc import Iterator
from itertools import chain

_PARAGRAPH_END = "\u2029"  # what QTextDocument.toRawText() has between blocks

# The first four begin a new block when a QTextDocument takes them in, and cannot be told apart
# afterwards; the others PySide takes for a byte order mark where a string begins with them.
_SWALLOWED = ("\r", _PARAGRAPH_END, "\ufdd0", "\ufdd1", "\ufeff", "\ufffe")

# Noncharacters first: Unicode keeps them for uses inside a program, no text has them.
_CANDIDATES = (range(0xFDD2, 0xFDF0), range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))


class Transcript:
    """How one text is written in a QTextDocument: `shown` goes in, `restored` takes it out.

    A text whose line ends are all CRLF is shown with plain line ends and gets CRLF back; every
    other character that a document would swallow is replaced by one that the text does not have.
    """

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
        stand_ins = [ord(char) for char, _ in zip(_unused(text), _SWALLOWED, strict=False)]
        self._into = {ord(char): put for char, put in zip(_SWALLOWED, stand_ins, strict=True)}
        self._back = {put: char for char, put in self._into.items()}

    def shown(self, text: str) -> str:
        """`text` as it is put into the document."""
        if self._newline != "\n":
            text = text.replace(self._newline, "\n")
        return text if text.isascii() and "\r" not in text else text.translate(self._into)

    def restored(self, raw: str) -> str:
        """The text that `raw`, from `QTextDocument.toRawText()`, stands for."""
        text = raw.replace(_PARAGRAPH_END, self._newline)
        return text if text.isascii() else text.translate(self._back)


def for_layout(text: str) -> str:
    """`text` for a QTextLayout, which breaks lines at U+2028 only, looking as in a document."""
    return Transcript(text).shown(text).replace("\n", "\u2028") if not text.isprintable() else text


def from_outside(text: str) -> str:
    """`text` from the clipboard: any line end becomes one, noncharacters are dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(_PARAGRAPH_END, "\n")
    return "".join(char for char in text if not "\ufdd0" <= char <= "\ufdef")


def _unused(text: str) -> Iterator[str]:
    return (char for char in map(chr, chain(*_CANDIDATES)) if char not in text)
