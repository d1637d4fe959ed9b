"""Which features each of many columns has, in rows of bits that are counted 64 columns at a time.

Bit-sliced signatures (Faloutsos and Christodoulakis 1984; Goodwin et al. 2017): each feature has
one of the rows, and a column has its bit set in the rows of its features. Where features share a
row a column may seem to have one that it lacks, never the other way round. Frequent features get
rows of their own as far as there are enough.
"""

import heapq
from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.memory.index_arrays import Arrays
from core.memory.index_columns import Integers

BITS = 64

Words = NDArray[np.uint64]


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
        counters = _added([self._bits[row, left:right] for row in rows])
        places = _places(_at_least(counters, max(len(rows) - most, 0), right - left))
        lacks = len(rows) - _values(counters, places)
        places += left * BITS
        inside = (places >= first) & (places < end)
        return places[inside], lacks[inside]


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


def _added(rows: Sequence[Words]) -> list[Words]:
    """How many of `rows` have each bit: the digits of binary numbers, the ones first."""
    counters, adding = [], list(rows)
    while adding:
        carries = []
        while len(adding) > 2:
            one, two, three = adding.pop(), adding.pop(), adding.pop()
            half = one ^ two
            carry = one & two
            carry |= half & three
            half ^= three
            adding.append(half)
            carries.append(carry)
        if len(adding) == 2:
            one, two = adding
            carries.append(one & two)
            adding = [one ^ two]
        counters.append(adding[0])
        adding = carries
    return counters


def _at_least(counters: Sequence[Words], number: int, size: int) -> Words:
    """The bits whose counter is at least `number`, which is not beyond what counters can hold."""
    # From the ones up: at least so far, given the digits below.
    result = np.full(size, ~np.uint64(0))
    for place, digit in enumerate(counters):
        if number >> place & 1:
            result &= digit
        else:
            result |= digit
    return result


def _places(bits: Words) -> Integers:
    """Where bits are set, counted from the first."""
    words = np.flatnonzero(bits)
    inside = np.flatnonzero(np.unpackbits(bits[words].view(np.uint8), bitorder="little"))
    places: Integers = words[inside // BITS] * BITS + inside % BITS
    return places


def _values(counters: Sequence[Words], places: Integers) -> Integers:
    """The values of the counters at `places`."""
    words, shifts = places // BITS, (places % BITS).astype(np.uint64)
    values = np.zeros(len(places), np.int64)
    for place, digit in enumerate(counters):
        values += (digit[words] >> shifts & np.uint64(1)).astype(np.int64) << place
    return values
