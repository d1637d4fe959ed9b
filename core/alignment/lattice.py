"""Sums over all alignments in a band (forward–backward), and the best one by expected gain."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.alignment.band import Band
from core.alignment.tokens import Floats, Ints
from core.progress import Progress

SHAPES: tuple[tuple[int, int], ...] = (
    (1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (4, 1), (1, 4), (3, 2), (2, 3),
    (3, 3),
)  # fmt: skip
"""The beads looked for: so many source sentences for so many target sentences."""

_INSERTION = SHAPES.index((0, 1))
Scores = npt.NDArray[np.float32]
"""shape (len(SHAPES), cells): a number for every bead by the cell it ends in."""


@dataclass(frozen=True, slots=True)
class Step:
    """A bead in a path: its shape (a number in SHAPES) and the cell (i, j) it ends in."""

    shape: int
    source_end: int
    target_end: int
    cell: int


class _Moves:
    """Which cells of a row beads end in, and which cells of earlier rows they begin in.

    Beads without a source sentence stay in their row and are not among them.
    """

    def __init__(self, band: Band) -> None:
        rows = len(band.low)
        self._runs: list[tuple[int, list[int], list[int], list[int]]] = []
        for shape, (a, b) in enumerate(SHAPES):
            if not 0 < a < rows:
                continue
            first = np.maximum(band.low[a:], band.low[:-a] + b)
            last = np.minimum(band.high[a:], band.high[:-a] + b)
            ends = band.offsets[a:-1] + first - band.low[a:]
            begins = band.offsets[: -a - 1] + first - b - band.low[:-a]
            padding = [0] * a
            self._runs.append(
                (
                    shape,
                    padding + (last - first + 1).tolist(),
                    padding + ends.tolist(),
                    padding + begins.tolist(),
                )
            )

    def into(self, row: int) -> Iterator[tuple[int, slice, slice]]:
        """Shape, cells of ends and cells of beginnings, of all that ends in `row`."""
        for shape, sizes, ends, begins in self._runs:
            size = sizes[row]
            if size > 0:
                end, begin = ends[row], begins[row]
                yield shape, slice(end, end + size), slice(begin, begin + size)


def evidence(band: Band, scores: Scores, progress: Progress) -> float:
    """The log of the sum of the weights of all alignments."""
    return float(_forward(band, _Moves(band), scores, progress)[-1])


def posteriors(band: Band, scores: Scores, progress: Progress) -> tuple[Scores, float]:
    """The probability of every bead given both texts, and the log of the sum over alignments.

    The forward–backward algorithm (Baum et al. 1970) over log weights: a bead's probability is
    the weight of all alignments that contain it, divided by that of all.
    """
    moves = _Moves(band)
    before = _forward(band, moves, scores, progress.part(0, 0.4))
    after = _backward(band, moves, scores, progress.part(0.4, 0.8))
    total = float(before[-1])
    result = np.full_like(scores, -np.inf)
    ending = after - total
    for shape, ends, begins in _all_moves(band, progress.part(0.8, 1)):
        result[shape, ends] = before[begins] + scores[shape, ends] + ending[ends]
    return np.exp(np.minimum(result, 0, out=result), out=result), total


def _all_moves(band: Band, progress: Progress) -> Iterator[tuple[int, Ints, Ints]]:
    """Every shape with the cells its beads end in and those they begin in."""
    rows, columns = band.places(np.arange(band.cells))
    for shape, (a, b) in enumerate(progress.track(SHAPES, len(SHAPES))):
        ends = np.flatnonzero(rows >= a)
        row, column = rows[ends] - a, columns[ends] - b
        inside = (band.low[row] <= column) & (column <= band.high[row])
        row, column = row[inside], column[inside]
        yield shape, ends[inside], band.offsets[row] + column - band.low[row]


def _forward(band: Band, moves: _Moves, scores: Scores, progress: Progress) -> Floats:
    """For every cell the log of the sum of all partial alignments up to it."""
    sums = np.full(band.cells, -np.inf)
    sums[0] = 0
    rows = len(band.low)
    for row in progress.track(range(rows), rows):
        for shape, ends, begins in moves.into(row):
            sums[ends] = np.logaddexp(sums[ends], sums[begins] + scores[shape, ends])
        own = slice(int(band.offsets[row]), int(band.offsets[row + 1]))
        steps = np.cumsum(scores[_INSERTION, own], dtype=np.float64)
        sums[own] = np.logaddexp.accumulate(sums[own] - steps) + steps
    return sums


def _backward(band: Band, moves: _Moves, scores: Scores, progress: Progress) -> Floats:
    """For every cell the log of the sum of all partial alignments from it to the end."""
    sums = np.full(band.cells, -np.inf)
    sums[-1] = 0
    rows = len(band.low)
    for row in progress.track(reversed(range(rows)), rows):
        own = slice(int(band.offsets[row]), int(band.offsets[row + 1]))
        steps = np.cumsum(scores[_INSERTION, own], dtype=np.float64)
        sums[own] = (np.logaddexp.accumulate((sums[own] + steps)[::-1]))[::-1] - steps
        for shape, ends, begins in moves.into(row):
            sums[begins] = np.logaddexp(sums[begins], sums[ends] + scores[shape, ends])
    return sums


def best_path(band: Band, gains: Scores, progress: Progress) -> list[Step]:
    """The alignment with the largest sum of gains, bead by bead."""
    moves = _Moves(band)
    totals = np.full(band.cells, -np.inf)
    totals[0] = 0
    choice = np.zeros(band.cells, dtype=np.int8)
    rows = len(band.low)
    for row in progress.track(range(rows), rows):
        for shape, ends, begins in moves.into(row):
            offered = totals[begins] + gains[shape, ends]
            better = offered > totals[ends]
            np.copyto(totals[ends], offered, where=better)
            np.copyto(choice[ends], np.int8(shape), where=better)
        own = slice(int(band.offsets[row]), int(band.offsets[row + 1]))
        steps = np.cumsum(gains[_INSERTION, own], dtype=np.float64)
        level = totals[own] - steps
        highest = np.maximum.accumulate(level)
        choice[own][highest > level] = _INSERTION
        totals[own] = highest + steps
    return _trace(band, choice)


def _trace(band: Band, choice: npt.NDArray[np.int8]) -> list[Step]:
    path = []
    i, j = len(band.low) - 1, int(band.high[-1])
    while i or j:
        cell = int(band.offsets[i]) + j - int(band.low[i])
        shape = int(choice[cell])
        path.append(Step(shape, i, j, cell))
        i, j = i - SHAPES[shape][0], j - SHAPES[shape][1]
    return path[::-1]
