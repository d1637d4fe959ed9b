"""Sifts long texts by their pairs of neighbouring characters, and by where in a text these are.

Somewhere a long text has most pairs that any other has. So each text is cut into regions, and a
wanted pair is looked for only in those that it can have come to. At distance d a text of length n
becomes one of length m by deleting x characters, inserting y and replacing others, y − x = m − n.
A pair at place p that is not destroyed is then at a place from p − x to p + y, where
2x ≤ d − (m − n) and 2y ≤ d + (m − n).

An edit destroys two pairs at most, and these are neighbours: those that hold the character that
is deleted or replaced; of those with an insertion between their characters there is one. There
are at least as many edits as it takes to cover all missing pairs by such neighbours, which going
from left to right finds (Xiao, Wang and Lin 2008). And at most 2d − max(0, m − n) are missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np

from core.memory.index_arrays import Arrays
from core.memory.index_columns import Integers
from core.memory.index_counts import BITS, Counts, Words, columns_of
from core.memory.index_filter import CLASS_BITS, Classes
from core.memory.index_marked import Marked
from core.memory.index_measure import distance_within, lengths_within
from core.progress import Progress

_REGIONS = 8
"""Parts of equal length in which pairs are told apart."""


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """Passes every text that is alike enough, and few others."""

    marked: Marked

    @classmethod
    def of(
        cls,
        rows: int,
        numbers: Integers,
        lengths: Integers,
        pairs: Callable[[Integers], Classes],
        progress: Progress,
    ) -> Self:
        """A filter of the texts with these numbers and lengths, in as many bits as `rows`.

        `pairs` gives the classes of the pairs of some of them that have the same length, in their
        order, in an array with a row for each. Raises Cancelled.
        """

        def features(some: Integers) -> Integers:
            classes = pairs(some)
            size = classes.shape[1]
            return _features(classes, np.arange(size) * _REGIONS // size)

        kinds = _REGIONS << CLASS_BITS
        return cls(Marked.of(numbers, lengths, features, kinds, rows, progress))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The filter that gave these arrays."""
        return cls(Marked.from_arrays(arrays))

    def arrays(self) -> Arrays:
        """What it is made of."""
        return self.marked.arrays()

    def passing(self, pairs: Classes, threshold: int) -> Integers:
        """The numbers of the texts that may be `threshold` per cent like the wanted one.

        That one has pairs of the classes `pairs`, in this order.
        """
        length = len(pairs) - 1
        lengths = self.marked.lengths(*lengths_within(length, threshold))
        # Places shift with length, so the lengths are taken in steps.
        steps = [
            step
            for side in (lengths[lengths <= length], lengths[lengths > length])
            for step in (side[: len(side) // 2], side[len(side) // 2 :])
        ]
        found = [self._passing(pairs, threshold, step) for step in steps]
        return np.concatenate(found)

    def _passing(self, pairs: Classes, threshold: int, others: Integers) -> Integers:
        first, end = self.marked.columns(others)
        if first == end:
            return np.empty(0, np.int32)
        length, left, right = len(pairs) - 1, first // BITS, -(-end // BITS)
        features = _reached(pairs, others[[0, -1]], threshold)
        there = self.marked.signatures.with_any(features, left, right)
        distance = distance_within(np.maximum(others, length), threshold)
        missing = 2 * distance - np.maximum(others - length, 0)
        bounds = [(Counts.of_narrow(_covered(there)), distance)]
        # So few edits cannot destroy more pairs than that, where the others are not longer.
        if others[0] > length:
            bounds.append((Counts.of_narrow(there), missing))
        marked = np.bitwise_and.reduce([lacks.lacking(int(most.max())) for lacks, most in bounds])
        columns = columns_of(marked, first - left * BITS, end - left * BITS)
        places = self.marked.lengths_of(columns + left * BITS) - others[0]
        passes = [counts.lacks(columns) <= most[places] for counts, most in bounds]
        found: Integers = self.marked.numbers[left * BITS + columns[np.logical_and.reduce(passes)]]
        return found


def _features(classes: Classes | Integers, regions: Integers) -> Integers:
    return (regions.astype(np.int32) << CLASS_BITS) | classes


def _reached(pairs: Classes, ends: Integers, threshold: int) -> Integers:
    """The features that each wanted pair can have in texts of lengths from one end to the other.

    A column for each pair; where one has fewer than others its last one comes again.
    """
    lowest, highest = _regions(len(pairs) - 1, ends, threshold)
    more = np.arange((highest - lowest).max() + 1)[:, np.newaxis]
    return _features(pairs, np.minimum(lowest + more, highest))


def _regions(length: int, ends: Integers, threshold: int) -> tuple[Integers, Integers]:
    """The first and the last region in which each of the pairs of a text may be found.

    That is in texts of lengths from one of `ends` to the other, both not longer than it or both
    not shorter.
    """
    # Not rounded before the end, but in two hundredths: so each place, as a share of the length m,
    # is a quotient of two linear functions of m, and the least and the greatest at the ends.
    distance = (100 - threshold) * np.maximum(ends, length)
    places = 200 * np.arange(length + 1)[:, np.newaxis] + 100 * (ends - length)
    shares = 200 * (ends + 1)
    earliest = (places - distance) * _REGIONS // shares
    latest = (places + distance) * _REGIONS // shares
    lowest: Integers = np.maximum(earliest.min(axis=1), 0)
    highest: Integers = np.minimum(latest.max(axis=1), _REGIONS - 1)
    return lowest, highest


def _covered(there: Words) -> Words:
    """Which pairs need no edit of their own.

    They are there, or the edit that their left neighbour needs destroys them, too.
    """
    covered = np.empty_like(there)
    edited = np.zeros_like(there[0])
    for pair, result in zip(there, covered, strict=True):
        np.bitwise_or(pair, edited, out=result)
        edited = ~result
    return covered
