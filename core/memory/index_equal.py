"""Finds the rows of words that are a wanted one exactly, by their hashes."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.memory.index_arrays import Arrays
from core.memory.index_columns import Integers, Rows

_MULTIPLIER = 0x9E3779B97F4A7C15

_BITS = (1 << 64) - 1

_AT_ONCE = 1 << 16
"""Rows hashed at once: the numbers in between take many times their room."""


class EqualRows:
    """The rows by their hashes, which are in order."""

    def __init__(self, hashes: NDArray[np.uint64], rows: Integers) -> None:
        self._hashes, self._rows = hashes, rows

    @classmethod
    def of(cls, words: Rows) -> Self:
        """Those of these rows."""
        starts = range(0, len(words.starts) - 1, _AT_ONCE)
        hashes = np.concatenate(
            [np.empty(0, np.uint64), *(_hashes(words.part(n, n + _AT_ONCE)) for n in starts)]
        )
        rows = np.argsort(hashes).astype(np.int32)
        return cls(hashes[rows], rows)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Those that gave these arrays."""
        return cls(arrays["hashes"], arrays["rows"])

    def arrays(self) -> Arrays:
        """What they are made of."""
        return {"hashes": self._hashes, "rows": self._rows}

    def like(self, words: Sequence[int]) -> Integers:
        """The rows that have the hash of `words`: all that are equal, and hardly any other."""
        wanted = _hash(words)
        first = np.searchsorted(self._hashes, wanted, side="left")
        end = np.searchsorted(self._hashes, wanted, side="right")
        return np.sort(self._rows[first:end])


def _hash(words: Sequence[int]) -> np.uint64:
    """The one of `_hashes` for a single row, in a tenth of the time."""
    value, power = 0, 1
    for word in words:
        power = power * _MULTIPLIER & _BITS
        value += (word + 1) * power
    return np.uint64(value & _BITS)


def _hashes(words: Rows) -> NDArray[np.uint64]:
    """A polynomial of the codes in each row, modulo 2⁶⁴ (Karp and Rabin 1987)."""
    lengths = np.diff(words.starts)
    places = np.arange(len(words.values)) - np.repeat(words.starts[:-1], lengths)
    powers = np.cumprod(np.full(lengths.max(initial=0), _MULTIPLIER, np.uint64))
    terms = (words.values.astype(np.uint64) + np.uint64(1)) * powers[places]
    # The sums of rows as differences of sums from the beginning: rows may be empty.
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms)))
    hashes: NDArray[np.uint64] = sums[words.starts[1:]] - sums[words.starts[:-1]]
    return hashes
