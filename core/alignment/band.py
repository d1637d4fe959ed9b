"""The cells of the alignment lattice that are looked at: a corridor along the diagonal."""

from dataclasses import dataclass

import numpy as np

from core.alignment.tokens import Ints


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
