"""Beads that stand already: what a person accepted, around which everything else is aligned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.alignment.band import Band
from core.alignment.bead import Bead
from core.alignment.lattice import SHAPES, Step
from core.alignment.tokens import Ints

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """The rows and columns of the lattice: sentences, and fixed groups of them as one.

    `rows[i]` and `columns[j]` are the numbers of the sentences. `row_beads` and `column_beads`
    hold the fixed bead of a row or column where it has one. Alignments that keep the order of
    the fixed beads have behind i rows at least `floor[i]` columns and at most `ceiling[i]`.
    """

    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    row_beads: dict[int, Bead]
    column_beads: dict[int, Bead]
    floor: Ints
    ceiling: Ints

    def pairs(self) -> tuple[Ints, Ints]:
        """The rows and the columns of fixed beads with both sides."""
        column_of = {bead: column for column, bead in self.column_beads.items()}
        both = [(row, column_of[bead]) for row, bead in self.row_beads.items() if bead.target]
        places = np.array(both, dtype=np.int64).reshape(-1, 2)
        return places[:, 0], places[:, 1]

    def bead(self, step: Step, confidence: float) -> Bead:
        """What a step in the lattice stands for."""
        a, b = SHAPES[step.shape]
        fixed = (
            self.row_beads.get(step.source_end - 1)
            if a
            else self.column_beads.get(step.target_end - 1)
        )
        if fixed:
            return fixed
        source = self.rows[step.source_end - a : step.source_end]
        target = self.columns[step.target_end - b : step.target_end]
        return Bead(sum(source, ()), sum(target, ()), confidence)

    def alone(self) -> tuple[Bead, ...]:
        """The beads of two texts of which one is empty."""
        left = [self.row_beads.get(i, Bead(row, (), 1.0)) for i, row in enumerate(self.rows)]
        right = [
            self.column_beads.get(j, Bead((), column, 1.0)) for j, column in enumerate(self.columns)
        ]
        return (*left, *right)

    def forbidden(self, band: Band) -> npt.NDArray[np.bool_]:
        """By shape and cell, the beads that would break up a fixed one."""
        result = np.zeros((len(SHAPES), band.cells), dtype=np.bool_)
        if not self.row_beads and not self.column_beads:
            return result
        rows, columns = band.places(np.arange(band.cells))
        row_names, column_names = self._names()
        for shape, (a, b) in enumerate(SHAPES):
            if (a, b) == (1, 1):
                result[shape] = row_names[rows] != column_names[columns]
            elif a and b:
                for names, ends, size in ((row_names, rows, a), (column_names, columns, b)):
                    for back in range(size):
                        result[shape] |= names[np.maximum(ends - back, 0)] != 0
            else:
                result[shape] = row_names[rows] > 0 if a else column_names[columns] > 0
        return result

    def _names(self) -> tuple[Ints, Ints]:
        """What the fixed bead of each row and column is called, by the cell behind it.

        0 is none, a pair has a number above 0, and what is to stay alone one below.
        """
        names: dict[Bead, int] = {}
        rows = np.zeros(len(self.rows) + 1, dtype=np.int64)
        columns = np.zeros(len(self.columns) + 1, dtype=np.int64)
        for beads, side in ((self.row_beads, rows), (self.column_beads, columns)):
            for number, bead in beads.items():
                name = names.setdefault(bead, len(names) + 1)
                side[number + 1] = name if bead.source and bead.target else -name
        return rows, columns


def make_units(source: int, target: int, fixed: Sequence[Bead]) -> Units:
    """The units of texts of so many sentences.

    Fixed beads come in the order of both texts and share no sentence; of a bead, the sentences
    of each side stand side by side.
    """
    rows = _grouped(source, [bead.source for bead in fixed if bead.source])
    columns = _grouped(target, [bead.target for bead in fixed if bead.target])
    row_of = {group: number for number, group in enumerate(rows)}
    column_of = {group: number for number, group in enumerate(columns)}
    return Units(
        rows,
        columns,
        {row_of[bead.source]: bead for bead in fixed if bead.source},
        {column_of[bead.target]: bead for bead in fixed if bead.target},
        *_bounds(fixed, row_of, column_of),
    )


def joined(sentences: Sequence[str], groups: Sequence[Group]) -> list[str]:
    """The text of each group."""
    return [" ".join(sentences[number] for number in group) for group in groups]


def _grouped(count: int, groups: Sequence[Group]) -> tuple[Group, ...]:
    first = {group[0]: group for group in groups}
    inside = {number for group in groups for number in group[1:]}
    return tuple(first.get(n, (n,)) for n in range(count) if n not in inside)


def _bounds(
    fixed: Sequence[Bead], row_of: dict[Group, int], column_of: dict[Group, int]
) -> tuple[Ints, Ints]:
    floor = np.zeros(len(row_of) + 1, dtype=np.int64)
    ceiling = np.full(len(row_of) + 1, len(column_of), dtype=np.int64)
    column = 0
    for bead in fixed:
        column = column_of[bead.target] + 1 if bead.target else column
        if bead.source:
            floor[row_of[bead.source] + 1] = column
    column = len(column_of)
    for bead in reversed(fixed):
        column = column_of[bead.target] if bead.target else column
        if bead.source:
            ceiling[row_of[bead.source]] = column
    return np.maximum.accumulate(floor), np.minimum.accumulate(ceiling[::-1])[::-1]
