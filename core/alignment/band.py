"""The cells of the alignment lattice that are looked at: a corridor along the diagonal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.alignment.tokens import Ints

_POSSIBLE = 1e-4
"""Beads less probable than this are not looked at again."""
_MARGIN = 8
"""… unless they end within so many cells of one that is."""


@dataclass(frozen=True, slots=True)
class Band:
    """For every number of source sentences read (0–n), the target numbers low–high, inclusive.

    Neither bound ever falls, the first row begins at 0 and the last ends at the last sentence,
    and neighbouring rows overlap, so that a path of beads always exists. Cells are kept in one
    flat array, row after row; cell (i, j) is number `offsets[i] + j - low[i]`.
    """

    low: Ints
    high: Ints
    offsets: Ints

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.offsets[-1])

    def places(self, cells: Ints) -> tuple[Ints, Ints]:
        """The rows and columns of cells."""
        rows = np.searchsorted(self.offsets, cells, side="right") - 1
        return rows, cells - self.offsets[rows] + self.low[rows]

    def cells_in(self, wider: "Band") -> Ints:
        """The numbers that the cells of this band have in one that contains it."""
        rows, columns = self.places(np.arange(self.cells))
        return wider.offsets[rows] + columns - wider.low[rows]


def make_band(low: Ints, high: Ints, columns: int) -> Band:
    """The wanted bounds, widened as far as a Band's promises need."""
    high = np.maximum.accumulate(np.clip(high, 0, columns))
    high[-1] = columns
    low = np.minimum.accumulate(np.clip(low, 0, columns)[::-1])[::-1]
    low[0] = 0
    low[1:] = np.minimum(low[1:], high[:-1])
    offsets = np.concatenate(([0], np.cumsum(high - low + 1)))
    return Band(low, high, offsets)


def full_band(rows: int, columns: int) -> Band:
    """Every cell."""
    zeros = np.zeros(rows + 1, dtype=np.int64)
    return make_band(zeros, zeros + columns, columns)


def narrowed(band: Band, posteriors: npt.NDArray[np.float32]) -> Band:
    """The part of the band in which beads may end, with some cells on either side."""
    rows, columns = band.places(np.flatnonzero(posteriors.max(axis=0) > _POSSIBLE))
    low, high = band.high.copy(), band.low.copy()
    np.minimum.at(low, rows, columns)
    np.maximum.at(high, rows, columns)
    low, high = np.maximum(low - _MARGIN, band.low), np.minimum(high + _MARGIN, band.high)
    return make_band(low, high, int(band.high[-1]))


def clipped(band: Band, floor: Ints, ceiling: Ints) -> Band:
    """The band with the columns of every row between two bounds, neither of which ever falls."""
    low, high = np.clip(band.low, floor, ceiling), np.clip(band.high, floor, ceiling)
    return make_band(low, high, int(band.high[-1]))
