"""The cells of the alignment lattice that are looked at: a corridor along the diagonal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.alignment.tokens import Ints


POSSIBLE = 1e-4
MARGIN = 15


@dataclass(frozen=True, slots=True)
class Band:
    """For every number of source sentences read (0–n), the target numbers low–high, inclusive.

    Both bounds never fall, the first row begins at 0 and the last ends at the last sentence, and
    neighbouring rows overlap, so that a path of beads always exists. Cells are kept in one flat
    array, row after row; cell (i, j) is number `offsets[i] + j - low[i]`.
    """

    low: Ints
    high: Ints
    offsets: Ints

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.offsets[-1])


def make_band(low: Ints, high: Ints, columns: int) -> Band:
    """A band no narrower than the wanted bounds, with all that a Band promises."""
    low = np.minimum.accumulate(np.clip(low, 0, columns)[::-1])[::-1]
    high = np.maximum.accumulate(np.clip(high, 0, columns))
    low[0], high[-1] = 0, columns
    low[1:] = np.minimum(low[1:], high[:-1])
    offsets = np.concatenate(([0], np.cumsum(high - low + 1)))
    return Band(low, high, offsets)


def full_band(rows: int, columns: int) -> Band:
    """Every cell."""
    zeros = np.zeros(rows + 1, dtype=np.int64)
    return make_band(zeros, zeros + columns, columns)


def narrowed(band: Band, posteriors: npt.NDArray[np.float32]) -> Band:
    """The part of the band in which beads can end at all, and some cells on either side."""
    rows = np.repeat(np.arange(len(band.low)), np.diff(band.offsets))
    live = np.flatnonzero(posteriors.max(axis=0) > POSSIBLE)
    columns = live - band.offsets[rows[live]] + band.low[rows[live]]
    low, high = band.high.copy(), band.low.copy()
    np.minimum.at(low, rows[live], columns)
    np.maximum.at(high, rows[live], columns)
    last = int(band.high[-1])
    return make_band(
        np.maximum(low - MARGIN, band.low), np.minimum(high + MARGIN, band.high), last
    )
