"""Sums over all alignments in a band (forward–backward), and the best one by expected gain."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.alignment.band import Band
from core.alignment.tokens import Floats
from core.progress import Progress

SHAPES: tuple[tuple[int, int], ...] = (
    (1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (4, 1), (1, 4), (3, 2), (2, 3),
)  # fmt: skip
"""The beads looked for: so many source sentences for so many target sentences."""

INSERTION = SHAPES.index((0, 1))
Scores = npt.NDArray[np.float32]
"""shape (len(SHAPES), cells): a number for every bead by the cell it ends in."""


def _moves(band: Band, row: int, forward: bool) -> Iterator[tuple[int, slice, slice, slice]]:
    """The shapes between `row` and other rows: shape, cells here, cells there, cells of ends."""
    rows = len(band.low) - 1
    for number, (a, b) in enumerate(SHAPES):
        other = row - a if forward else row + a
        if a == 0 or not 0 <= other <= rows:
            continue
        shift = b if forward else -b
        first = max(int(band.low[row]), int(band.low[other]) + shift)
        last = min(int(band.high[row]), int(band.high[other]) + shift)
        if first > last:
            continue
        here = int(band.offsets[row]) - int(band.low[row])
        there = int(band.offsets[other]) - int(band.low[other]) - shift
        at, to = slice(here + first, here + last + 1), slice(there + first, there + last + 1)
        yield number, at, to, at if forward else to


def posteriors(band: Band, scores: Scores, progress: Progress) -> tuple[Scores, float]:
    """The probability of every bead given both texts, and the log of the sum over alignments.

    The forward–backward algorithm (Baum et al. 1970) over log weights; a bead's probability is
    the weight of all alignments that contain it, divided by that of all.
    """
    before = _sums(band, scores, True, progress.part(0, 0.4))
    after = _sums(band, scores, False, progress.part(0.4, 0.8))
    total = float(before[-1])
    result = np.zeros_like(scores)
    ending = after - total
    for row in progress.part(0.8, 1).track(range(len(band.low)), len(band.low)):
        for number, here, there, _ in _moves(band, row, True):
            result[number, here] = before[there] + scores[number, here] + ending[here]
        own = slice(int(band.offsets[row]) + 1, int(band.offsets[row + 1]))
        left = slice(own.start - 1, own.stop - 1)
        result[INSERTION, own] = before[left] + scores[INSERTION, own] + ending[own]
    used = result != 0
    np.exp(result, out=result, where=used)
    return result, total


def evidence(band: Band, scores: Scores, progress: Progress) -> float:
    """The log of the sum of the weights of all alignments."""
    return float(_sums(band, scores, True, progress)[-1])


def _sums(band: Band, scores: Scores, forward: bool, progress: Progress) -> Floats:
    """For every cell the log of the sum over all partial alignments up to it (or from it)."""
    sums = np.full(band.cells, -np.inf)
    rows = range(len(band.low))
    order = rows if forward else reversed(rows)
    for row in progress.track(order, len(rows)):
        start, stop = int(band.offsets[row]), int(band.offsets[row + 1])
        options = np.full((len(SHAPES), stop - start), -np.inf)
        if row == (0 if forward else len(rows) - 1):
            options[INSERTION, 0 if forward else -1] = 0
        for number, here, there, end in _moves(band, row, forward):
            within = slice(here.start - start, here.stop - start)
            options[number, within] = sums[there] + scores[number, end]
        reached = np.logaddexp.reduce(options)
        steps = np.cumsum(scores[INSERTION, start:stop], dtype=np.float64)
        if not forward:
            reached, steps = reached[::-1], -steps[::-1]
        sums_here = np.logaddexp.accumulate(reached - steps) + steps
        sums[start:stop] = sums_here if forward else sums_here[::-1]
    return sums


def best_path(
    band: Band, gains: Scores, progress: Progress
) -> list[tuple[tuple[int, int], tuple[int, int], int]]:
    """The alignment with the largest sum of gains: (ends, shape, cell) of each bead, in order."""
    totals = np.full(band.cells, -np.inf)
    choice = np.zeros(band.cells, dtype=np.int8)
    for row in progress.track(range(len(band.low)), len(band.low)):
        start, stop = int(band.offsets[row]), int(band.offsets[row + 1])
        options = np.full((len(SHAPES), stop - start), -np.inf)
        if row == 0:
            options[INSERTION, 0] = 0
        for number, here, there, _ in _moves(band, row, True):
            within = slice(here.start - start, here.stop - start)
            options[number, within] = totals[there] + gains[number, here]
        reached = options.max(axis=0)
        steps = np.cumsum(gains[INSERTION, start:stop], dtype=np.float64)
        scanned = np.maximum.accumulate(reached - steps)
        inserted = scanned > reached - steps
        choice[start:stop] = np.where(inserted, INSERTION, options.argmax(axis=0))
        totals[start:stop] = scanned + steps
    return _trace(band, choice)


def _trace(
    band: Band, choice: npt.NDArray[np.int8]
) -> list[tuple[tuple[int, int], tuple[int, int], int]]:
    path = []
    i, j = len(band.low) - 1, int(band.high[-1])
    while i or j:
        cell = int(band.offsets[i]) + j - int(band.low[i])
        shape = SHAPES[int(choice[cell])]
        path.append(((i, j), shape, cell))
        i, j = i - shape[0], j - shape[1]
    return path[::-1]
