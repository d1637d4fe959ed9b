"""Which features each of many columns has, in rows of bits that are counted 64 columns at a time.

Bit-sliced signatures (Faloutsos and Christodoulakis 1984; Goodwin et al. 2017): each feature has
one of the rows, and a column has its bit set in the rows of its features. Where features share a
row a column may seem to have one that it lacks, never the other way round. Frequent features get
rows of their own as far as there are enough.
"""

import heapq
from collections.abc import Iterable
from typing import Self

import numpy as np

from core.memory.index_arrays import Arrays
from core.memory.index_columns import Integers
from core.memory.index_counts import BITS, Counts, Words, columns_of


class Signatures:
    """The features of columns, in rows of bits.

    `row_of` is the row of each feature, by its number (see `spread`).
    """

    def __init__(self, row_of: Integers, bits: Words) -> None:
        self._row_of, self._bits = row_of, bits

    @classmethod
    def empty(cls, size: int, rows: int, row_of: Integers) -> Self:
        """Of `size` columns without any features, in `rows` rows."""
        return cls(row_of, np.zeros((rows, -(-size // BITS)), np.uint64))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Those that gave these arrays."""
        return cls(arrays["row_of"], arrays["bits"])

    def arrays(self) -> Arrays:
        """What they are made of."""
        return {"row_of": self._row_of, "bits": self._bits}

    def mark(self, start: int, size: int, parts: Iterable[tuple[int, Integers]]) -> None:
        """Set the features of the `size` columns from `start`, a multiple of 64.

        Each of `parts` has those of some neighbouring columns: the place of the first one, counted
        from `start`, and the features in an array with a row for each of them. A column may have
        fewer than others; the same one again changes nothing.
        """
        words = self._bits[:, start // BITS : -(-(start + size) // BITS)]
        marked = np.zeros((len(words), words.shape[1] * BITS), np.bool_)
        for first, features in parts:
            columns = np.arange(first, first + len(features))[:, np.newaxis]
            marked[self._row_of[features], columns] = True
        words[:] = np.packbits(marked, axis=1, bitorder="little").view(np.uint64)

    def lacking(
        self, features: Integers, most: int, first: int, end: int
    ) -> tuple[Integers, Integers]:
        """The columns from `first` to `end` that seem to lack `most` of `features` or fewer.

        Returns them and how many features each lacks; those that share a row count as one.
        """
        rows = np.unique(self._row_of[features]).tolist()
        left, right = first // BITS, -(-end // BITS)
        counts = Counts.of_wide([self._bits[row, left:right] for row in rows], right - left)
        columns = columns_of(counts.lacking(most), first - left * BITS, end - left * BITS)
        return columns + left * BITS, counts.lacks(columns)

    def with_any(self, features: Integers, left: int, right: int) -> Words:
        """A row for each column of `features`: who seems to have one of them, in these words."""
        bits, (row, *rows) = self._bits[:, left:right], self._row_of[features]
        found: Words = bits[row]
        for row in rows:
            found |= bits[row]
        return found


def spread(frequencies: Integers, rows: int) -> Integers:
    """A row for each feature, so that all rows are about equally full."""
    row_of = np.resize(np.arange(rows, dtype=np.uint16), len(frequencies))
    met = np.flatnonzero(frequencies)
    by_frequency = met[np.argsort(-frequencies[met], kind="stable")]
    fullness = [(0, row) for row in range(rows)]
    for feature, frequency in zip(
        by_frequency.tolist(), frequencies[by_frequency].tolist(), strict=True
    ):
        full, row = fullness[0]
        row_of[feature] = row
        heapq.heapreplace(fullness, (full + frequency, row))
    return row_of
