"""Sifts the sequences that can be as alike as wanted out of many, by counting shared q-grams.

The bound (Ukkonen 1992; Gravano et al. 2001). An alignment of a wanted sequence of length n with
one of length m at distance d = s + x + y replaces s elements, deletes x and inserts y, where
y − x = m − n. An element lies in q of the q-grams of a sequence (padded at both ends), so that
replacing or deleting one destroys at most q of the wanted q-grams, and inserting one q − 1. At
most q·d − y ≤ q·d − max(0, m − n) of the wanted q-grams are missing in the other sequence, where
the second occurrence of a q-gram counts as another q-gram.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.memory.index_arrays import Arrays
from core.memory.index_columns import Integers
from core.memory.index_marked import Marked
from core.memory.index_measure import distance_within, lengths_within
from core.progress import Progress

Classes = NDArray[np.uint16]

CLASS_BITS = 14
"""Of the number of a class of q-grams."""

_TIMES = 32
"""Occurrences of a q-gram in one sequence that are told apart; the others count as the last."""


def q_gram_classes(first: Integers, second: Integers | int = 0) -> Classes:
    """A number of CLASS_BITS for each q-gram, given its two elements, or the only one."""
    mixed = first.astype(np.uint32) * np.uint32(0x9E3779B1)
    mixed += np.asarray(second, np.uint32) * np.uint32(0x85EBCA77)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    return (mixed >> np.uint32(32 - CLASS_BITS)).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class QGramFilter:
    """Passes every sequence that is alike enough, and hardly any other, by groups of `q`."""

    q: int
    marked: Marked

    @classmethod
    def of(
        cls,
        q: int,
        rows: int,
        numbers: Integers,
        lengths: Integers,
        grams: Callable[[Integers], Classes],
        progress: Progress,
    ) -> Self:
        """A filter of the sequences with these numbers and lengths, in as many bits as `rows`.

        `grams` gives the classes of the q-grams of some of them that have the same length, in an
        array with a row for each. Raises Cancelled.
        """

        def features(some: Integers) -> Integers:
            return _numbered(grams(some))

        kinds = _TIMES << CLASS_BITS
        return cls(q, Marked.of(numbers, lengths, features, kinds, rows, progress))

    @classmethod
    def from_arrays(cls, q: int, arrays: Arrays) -> Self:
        """The filter that gave these arrays."""
        return cls(q, Marked.from_arrays(arrays))

    def arrays(self) -> Arrays:
        """What it is made of."""
        return self.marked.arrays()

    def passing(self, length: int, grams: Classes, strangers: int, threshold: int) -> Integers:
        """The numbers of the sequences that may be `threshold` per cent like the wanted one.

        That one has the `length`, q-grams of the classes `grams`, and as many `strangers`:
        q-grams that no sequence has.
        """
        others = self.marked.lengths(*lengths_within(length, threshold))
        first, end = self.marked.columns(others)
        distance = distance_within(np.maximum(others, length), threshold)
        missing = self.q * distance - np.maximum(others - length, 0) - strangers
        if first == end or missing.max() < 0:
            return np.empty(0, np.int32)
        features = _numbered(grams[np.newaxis])
        columns, lacks = self.marked.signatures.lacking(features, int(missing.max()), first, end)
        lengths = self.marked.lengths_of(columns)
        found: Integers = self.marked.numbers[columns[lacks <= missing[lengths - others[0]]]]
        return found


def _numbered(classes: Classes) -> Integers:
    """A number for each q-gram of each row: not the same for the second of one class."""
    ordered = np.sort(classes, axis=1)
    again = np.zeros(ordered.shape, np.bool_)
    np.equal(ordered[:, 1:], ordered[:, :-1], out=again[:, 1:])
    features = ordered.astype(np.int32)
    places = np.flatnonzero(again)
    if len(places):
        # Where runs begin of those that are like the one before.
        begins = places.copy()
        begins[1:][places[1:] == places[:-1] + 1] = 0
        times = places - np.maximum.accumulate(begins) + 1
        features.ravel()[places] += np.minimum(times, _TIMES - 1).astype(np.int32) << CLASS_BITS
    return features
