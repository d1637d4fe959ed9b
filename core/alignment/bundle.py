"""Several texts laid one behind the other, so that what is learnt from each serves all."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.alignment.bead import Bead

Text = tuple[Sequence[str], Sequence[str]]


@dataclass(slots=True)
class Bundle:
    """Both sides of several texts as one, and the beads in it that stand already.

    The sentences that are known to translate each other come first. A fence, which is a bead of
    two empty sentences, keeps each text apart from the next.
    """

    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    fixed: list[Bead] = field(default_factory=list)
    _starts: list[tuple[int, int]] = field(default_factory=list)
    _fences: set[Bead] = field(default_factory=set)

    def teach(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Lay down sentences that translate each other; before any text."""
        for pair in sentences:
            self._add_pair(*pair)

    def add(self, text: Text, accepted: Iterable[Bead] = ()) -> None:
        """Lay a text behind the others; its accepted beads stand as they are."""
        if self._starts:
            self._fences.add(self._add_pair("", ""))
        start = len(self.source), len(self.target)
        self._starts.append(start)
        self.fixed += (_moved(bead, *start) for bead in accepted)
        self.source += text[0]
        self.target += text[1]

    def apart(self, beads: Iterable[Bead]) -> list[tuple[Bead, ...]]:
        """The beads of each text, with its sentences counted from 0."""
        parts: list[list[Bead]] = [[] for _ in self._starts]
        rows, columns = ([start[side] for start in self._starts] for side in (0, 1))
        for bead in beads:
            starts, first = (rows, bead.source[0]) if bead.source else (columns, bead.target[0])
            text = bisect_right(starts, first) - 1
            if text >= 0 and bead not in self._fences:
                row, column = self._starts[text]
                parts[text].append(_moved(bead, -row, -column))
        return [tuple(part) for part in parts]

    def _add_pair(self, source: str, target: str) -> Bead:
        bead = Bead((len(self.source),), (len(self.target),), 1.0)
        self.fixed.append(bead)
        self.source.append(source)
        self.target.append(target)
        return bead


def _moved(bead: Bead, rows: int, columns: int) -> Bead:
    source = tuple(number + rows for number in bead.source)
    return Bead(source, tuple(number + columns for number in bead.target), bead.confidence)
