"""One rectangle of the lattice, dense: how the words of its sentences explain each other."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.alignment.band import Band
from core.alignment.lattice import SHAPES
from core.alignment.lexicon import Lexicon, Pairs, Table
from core.alignment.tokens import Ints, Side

Matrix = npt.NDArray[np.float32]
LARGEST = max(max(shape) for shape in SHAPES)


def blocks(band: Band, source: Side, target: Side, lexicon: Lexicon):
    rows = len(source)
    width = int(np.diff(band.offsets).mean())
    step = min(max(32, width // 2), 256)
    for first in range(1, rows + 1, step):
        last = min(first + step - 1, rows)
        if band.high[last]:
            yield range(first, last + 1), Block(source, target, (max(first - LARGEST, 0), last),
                (max(int(band.low[first]) - LARGEST, 0), int(band.high[last])), lexicon)


class Block:
    def __init__(self, source: Side, target: Side, rows: tuple[int, int], columns: tuple[int, int], lexicon: Lexicon) -> None:
        self.rows, self.columns = rows, columns
        self.source_types, self.source_presence = _presence(source, rows)
        self.target_types, self.target_presence = _presence(target, columns)
        self.forth = self._dense(lexicon.forth) + lexicon.forth.base[self.target_types].astype(np.float32)
        self.back = self._dense(lexicon.back).T + lexicon.back.base[self.source_types].astype(np.float32)
        self.forth_sums = self.forth @ self.target_presence.T
        self.back_sums = self.back @ self.source_presence.T

    def _dense(self, table: Table) -> Matrix:
        place = np.full(table.targets.max(initial=-1) + 1, -1)
        inside = self.target_types < len(place)
        place[self.target_types[inside]] = np.flatnonzero(inside)
        first = table.starts[self.source_types]
        counts = table.starts[self.source_types + 1] - first
        index = np.arange(int(counts.sum())) + np.repeat(first - np.cumsum(counts) + counts, counts)
        column = place[table.targets[index]]
        known = column >= 0
        dense = np.zeros((len(self.source_types), len(self.target_types)), dtype=np.float32)
        row = np.repeat(np.arange(len(counts)), counts)
        dense[row[known], column[known]] = table.excess[index[known]]
        return dense

    def word_scores(self, a: int, b: int) -> Matrix:
        forth = _explained(self.source_presence, self.forth_sums, self.target_presence.sum(axis=1), b)
        back = _explained(self.target_presence, self.back_sums, self.source_presence.sum(axis=1), a)
        return window_sum(forth, a) + window_sum(back, b).T

    def counts(self, links: Matrix) -> tuple[Pairs, Pairs, Pairs]:
        x, y = self.source_presence, self.target_presence
        s_links = x.T @ links
        t_links = y.T @ links.T
        forth = self.forth * ((s_links / (1 + self.forth_sums)) @ y)
        back = (self.back * ((t_links / (1 + self.back_sums)) @ x)).T
        met = s_links @ y
        return tuple(self._sparse(m, met) for m in (forth, back, met))

    def _sparse(self, values: Matrix, met: Matrix) -> Pairs:
        row, column = np.nonzero(met > 0.02)
        return Pairs(self.source_types[row], self.target_types[column], values[row, column].astype(np.float64))


def _presence(side: Side, span: tuple[int, int]) -> tuple[Ints, Matrix]:
    starts = side.starts[span[0] : span[1] + 1]
    types, tokens = np.unique(side.tokens[starts[0] : starts[-1]], return_inverse=True)
    presence = np.zeros((span[1] - span[0], len(types)), dtype=np.float32)
    presence[np.repeat(np.arange(span[1] - span[0]), np.diff(starts)), tokens] = 1
    return types, presence


def _explained(presence: Matrix, sums: Matrix, sizes: Matrix, window: int) -> Matrix:
    together = np.log1p(window_sum(sums.T, window).T) - np.log1p(window_sum(sizes, window))
    return presence @ together


def window_sum(values: Matrix, window: int) -> Matrix:
    result = values.copy()
    for back in range(1, min(window, len(values))):
        result[back:] += values[:-back]
    return result
