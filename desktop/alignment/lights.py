"""What lights up in the rows: the shared pieces of both sides, sentence by sentence."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from time import perf_counter

from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from core.alignment.evidence import SharedKind
from core.alignment.session import Row, Sentence, TextSide
from desktop import theme
from services.alignment_evidence import Evidence

Lit = list[tuple[int, int, SharedKind]]
"""Pieces of a sentence: from where to where, in characters, and why."""

_Key = tuple[tuple[str, ...], tuple[str, ...]]


class Lights:
    """Knows for the rows it was asked to look at what each sentence shares with the other side."""

    def __init__(self) -> None:
        self._evidence: Evidence | None = None
        self._found: dict[_Key, dict[TextSide, list[Lit]]] = {}
        self._waiting: dict[int, Row] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether there are rows that nobody has looked at yet."""
        return bool(self._waiting)

    def set_evidence(self, evidence: Evidence | None) -> None:
        """Look for other things from now on, or for nothing."""
        self._evidence = evidence
        self._found.clear()
        self._waiting.clear()

    def of(self, number: int, row: Row, side: TextSide) -> list[Lit] | None:
        """What lights up in the sentences of one side; None before the row was looked at."""
        found = self._found.get(_key(row))
        if found is None and self._evidence is not None and row.is_pair:
            self._waiting[number] = row
        return found[side] if found else None

    def look(self, in_view: range, seconds: float) -> list[int]:
        """Look at rows that were asked for and can be seen, for so long; which ones they were."""
        end, looked = perf_counter() + seconds, []
        while self._waiting and perf_counter() < end:
            number, row = self._waiting.popitem()
            if number in in_view and self._evidence is not None:
                self._found[_key(row)] = _look(self._evidence, row)
                looked.append(number)
        return looked


def _look(evidence: Evidence, row: Row) -> dict[TextSide, list[Lit]]:
    shared = evidence.of(row.text(TextSide.SOURCE), row.text(TextSide.TARGET))
    return {
        TextSide.SOURCE: _by_sentence(row.source, [(*s.source, s.kind) for s in shared]),
        TextSide.TARGET: _by_sentence(row.target, [(*s.target, s.kind) for s in shared]),
    }


def ranges(text: str, lit: Lit) -> list[QTextLayout.FormatRange]:
    """The lit pieces of a text as Qt's layouts paint them."""
    return [_range(text, begin, end, _tint(kind)) for begin, end, kind in lit]


def _tint(kind: SharedKind) -> QColor:
    colours = theme.tokens()
    return {
        SharedKind.NUMBER: colours.hint_tint,
        SharedKind.NAME: colours.warning_tint,
        SharedKind.TERM: colours.inserted_tint,
    }[kind]


def _range(text: str, begin: int, end: int, tint: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = _utf16(text[:begin]), _utf16(text[begin:end])
    form = QTextCharFormat()
    form.setBackground(tint)
    made.format = form
    return made


def _utf16(text: str) -> int:
    """Qt counts UTF-16 units, Python characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _key(row: Row) -> _Key:
    """The texts sentence by sentence: the same text may be cut elsewhere."""
    return tuple(s.text for s in row.source), tuple(s.text for s in row.target)


def _by_sentence(
    cell: Sequence[Sentence], pieces: Sequence[tuple[int, int, SharedKind]]
) -> list[Lit]:
    """Pieces of the whole text of a cell, told for each of its sentences."""
    starts = [0, *accumulate(len(sentence.text) + 1 for sentence in cell)]
    return [
        list(_within(start, start + len(sentence.text), pieces))
        for start, sentence in zip(starts, cell, strict=False)
    ]


def _within(
    start: int, end: int, pieces: Sequence[tuple[int, int, SharedKind]]
) -> Iterator[tuple[int, int, SharedKind]]:
    for begin, stop, kind in pieces:
        if begin < end and stop > start:
            yield max(begin, start) - start, min(stop, end) - start, kind
