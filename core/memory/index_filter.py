"""Sifts the sequences that can be as alike as wanted out of many, by counting shared q-grams.

The bound (Ukkonen 1992; Gravano et al. 2001). An alignment of a wanted sequence of length n with
one of length m at distance d = s + x + y replaces s elements, deletes x and inserts y, where
y − x = m − n. An element lies in q of the q-grams of a sequence (padded at both ends), so that
replacing or deleting one destroys at most q of the wanted q-grams, and inserting one q − 1. At
most q·d − y ≤ q·d − max(0, m − n) of the wanted q-grams are missing in the other sequence, where
the second occurrence of a q-gram counts as another q-gram.

Long texts share most q-grams with any other, so theirs are told apart by place too. A wanted
q-gram at place p that is not destroyed is in the other sequence at a place from p − x to p + y,
where 2x ≤ d − (m − n) and 2y ≤ d + (m − n). If all these places are in one half of the other
sequence (the first, the middle or the last), the q-gram must be found there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.memory.index_arrays import Arrays, under, within
from core.memory.index_bits import Signatures, spread
from core.memory.index_columns import Integers
from core.memory.index_measure import distance_within, lengths_within
from core.progress import Progress

Classes = NDArray[np.uint16]

_CLASS_BITS = 14
_CLASSES = 1 << _CLASS_BITS
_TIMES = 32
"""Occurrences of a q-gram in one sequence that are told apart; the others count as the last."""

_AT_ONCE = 4096
"""Sequences marked at once: as many as fit a processor's cache."""

_SAMPLE = 5000
"""Sequences, about, from which the frequencies of q-grams are taken."""

_EVERYWHERE, _FIRST, _MIDDLE, _LAST = range(4)
_SALTS = np.array([0, 0x1B3D, 0x2E75, 0x35A9], np.uint16)
"""Make another class of the same q-gram for each region."""

_STEPS = 4
"""Ranges of lengths in which long texts are looked for one by one: places shift with length."""


def q_gram_classes(first: Integers, second: Integers | int = 0) -> Classes:
    """A number under `_CLASSES` for each q-gram, given its two elements, or the only one."""
    mixed = first.astype(np.uint32) * np.uint32(0x9E3779B1)
    mixed += np.asarray(second, np.uint32) * np.uint32(0x85EBCA77)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    return (mixed >> np.uint32(32 - _CLASS_BITS)).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class Grams:
    """How sequences are told apart: by groups of `q` elements, with their `places` or without.

    `rows` are the bits that each sequence takes.
    """

    q: int
    rows: int
    places: bool = False


class QGramFilter:
    """Passes every sequence that is alike enough, and hardly any other.

    `numbers` are those of the sequences, in the order of their lengths, and `shorter` tells how
    many are shorter than 0, 1, 2 … and than everything longer.
    """

    def __init__(
        self, kind: Grams, numbers: Integers, shorter: Integers, signatures: Signatures
    ) -> None:
        self._q, self._places = kind.q, kind.places
        self._numbers, self._shorter, self._signatures = numbers, shorter, signatures

    @classmethod
    def of(
        cls,
        kind: Grams,
        numbers: Integers,
        lengths: Integers,
        grams: Callable[[Integers], Classes],
        progress: Progress,
    ) -> Self:
        """A filter of the sequences with these numbers and lengths.

        `grams` gives the classes of the q-grams of some of them that have the same length, in an
        array with a row for each. Raises Cancelled.
        """
        by_length = numbers[np.argsort(lengths, kind="stable")].astype(np.int32)
        shorter = np.concatenate(([0], np.cumsum(np.bincount(lengths))))
        row_of = spread(_frequencies(kind, by_length, shorter, grams), kind.rows)
        signatures = Signatures.empty(len(numbers), kind.rows, row_of)
        for start in range(0, len(numbers), _AT_ONCE):
            progress.step(start / len(numbers))
            size = min(_AT_ONCE, len(numbers) - start)
            some = by_length[start : start + size]
            signatures.mark(start, size, _features(kind, some, shorter - start, grams))
        return cls(kind, by_length, shorter, signatures)

    @classmethod
    def from_arrays(cls, kind: Grams, arrays: Arrays) -> Self:
        """The filter that gave these arrays."""
        signatures = Signatures.from_arrays(within("signatures", arrays))
        return cls(kind, arrays["numbers"], arrays["shorter"], signatures)

    def arrays(self) -> Arrays:
        """What it is made of."""
        own = {"numbers": self._numbers, "shorter": self._shorter}
        return {**own, **under("signatures", self._signatures.arrays())}

    def passing(self, length: int, grams: Classes, strangers: int, threshold: int) -> Integers:
        """The numbers of the sequences that may be `threshold` per cent like the wanted one.

        That one has the `length`, q-grams of the classes `grams`, and as many `strangers`:
        q-grams that no sequence has.
        """
        least, greatest = lengths_within(length, threshold)
        lengths = np.arange(least, min(greatest, len(self._shorter) - 2) + 1)
        found = [
            self._passing(length, grams, strangers, threshold, others)
            for others in (np.array_split(lengths, _STEPS) if self._places else [lengths])
            if len(others) and self._shorter[others[0]] < self._shorter[others[-1] + 1]
        ]
        return np.concatenate([np.empty(0, np.int32), *found])

    def _passing(
        self, length: int, grams: Classes, strangers: int, threshold: int, others: Integers
    ) -> Integers:
        distance = distance_within(np.maximum(others, length), threshold)
        missing = self._q * distance - np.maximum(others - length, 0) - strangers
        if missing.max() < 0:
            return np.empty(0, np.int32)
        if self._places:
            grams = grams ^ _SALTS[_regions(len(grams), length, others, distance)]
        columns, lacks = self._signatures.lacking(
            _numbered(grams[np.newaxis]),
            int(missing.max()),
            int(self._shorter[others[0]]),
            int(self._shorter[others[-1] + 1]),
        )
        lengths = np.searchsorted(self._shorter, columns, side="right") - 1
        found: Integers = self._numbers[columns[lacks <= missing[lengths - others[0]]]]
        return found


def _frequencies(
    kind: Grams, numbers: Integers, shorter: Integers, grams: Callable[[Integers], Classes]
) -> Integers:
    """How many of some sequences have each feature."""
    step = len(numbers) // _SAMPLE + 1
    groups = _features(kind, numbers, shorter, grams, step)
    features = [np.empty(0, np.int32), *(group.ravel() for _, group in groups)]
    return np.bincount(np.concatenate(features), minlength=_CLASSES * _TIMES)


def _features(
    kind: Grams,
    numbers: Integers,
    shorter: Integers,
    grams: Callable[[Integers], Classes],
    step: int = 1,
) -> Iterator[tuple[int, Integers]]:
    """The features of each `step`-th of some columns, those of the same length together.

    With each group comes the place of its first one.
    """
    inside = shorter[(shorter > 0) & (shorter < len(numbers))]
    cuts = np.unique(np.concatenate(([0], inside, [len(numbers)])))
    for first, last in pairwise(cuts.tolist()):
        classes = grams(numbers[first:last:step])
        yield first, _numbered(_with_places(classes) if kind.places else classes)


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
        features.ravel()[places] += np.minimum(times, _TIMES - 1).astype(np.int32) << _CLASS_BITS
    return features


def _with_places(classes: Classes) -> Classes:
    """The q-grams as they are, and again as those of each half they are in."""
    parts = (slice(None), *_halves(classes.shape[1]))
    salted = [classes[:, part] ^ salt for part, salt in zip(parts, _SALTS, strict=True)]
    return np.concatenate(salted, axis=1)


def _halves(size: int) -> tuple[slice, slice, slice]:
    """The first, the middle and the last half of `size` places; rounded so that none is lost."""
    return slice(0, -(-size // 2)), slice(size // 4, -(-3 * size // 4)), slice(size // 2, size)


def _regions(size: int, length: int, others: Integers, distance: Integers) -> Integers:
    """For each of `size` wanted q-grams the half in which sequences of lengths `others` have it.

    _EVERYWHERE where that can be none of the halves in some of them.
    """
    sizes = others + (size - length)
    before = (distance - (others - length)) // 2
    behind = (distance + (others - length)) // 2
    places = np.arange(size)
    first = 2 * places < (sizes - 2 * behind).min()
    last = 2 * places >= (sizes + 2 * before).max()
    middle = (4 * places >= (sizes + 4 * before).max()) & (
        4 * places < (3 * sizes - 4 * behind).min()
    )
    return np.select([first, last, middle], [_FIRST, _LAST, _MIDDLE], _EVERYWHERE)
