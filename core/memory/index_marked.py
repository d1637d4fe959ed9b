"""Sequences in the order of their lengths, with the features of each in rows of bits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np

from core.memory.index_arrays import Arrays, under, within
from core.memory.index_bits import Signatures, spread
from core.memory.index_columns import Integers
from core.progress import Progress

_AT_ONCE = 4096
"""Sequences marked at once: as many as fit a processor's cache."""

_SAMPLE = 5000
"""Sequences, about, from which the frequencies of features are taken."""

Features = Callable[[Integers], Integers]
"""The features of some sequences of one length, in an array with a row for each."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Sequences by their `numbers`, in the order of their lengths.

    `shorter` tells how many are shorter than 0, 1, 2 … and than everything longer.
    """

    numbers: Integers
    shorter: Integers
    signatures: Signatures

    @classmethod
    def of(
        cls,
        numbers: Integers,
        lengths: Integers,
        features: Features,
        kinds: int,
        rows: int,
        progress: Progress,
    ) -> Self:
        """The sequences with these numbers and lengths.

        There are as many `kinds` of features, and a sequence takes as many bits as there are
        `rows`. Raises Cancelled.
        """
        by_length = numbers[np.argsort(lengths, kind="stable")].astype(np.int32)
        shorter = np.concatenate(([0], np.cumsum(np.bincount(lengths))))
        sample = _groups(by_length, shorter, features, len(numbers) // _SAMPLE + 1)
        sampled = [np.empty(0, np.int32), *(group.ravel() for _, group in sample)]
        row_of = spread(np.bincount(np.concatenate(sampled), minlength=kinds), rows)
        signatures = Signatures.empty(len(numbers), rows, row_of)
        for start in range(0, len(numbers), _AT_ONCE):
            progress.step(start / len(numbers))
            some = by_length[start : start + _AT_ONCE]
            signatures.mark(start, len(some), _groups(some, shorter - start, features))
        return cls(by_length, shorter, signatures)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Those that gave these arrays."""
        signatures = Signatures.from_arrays(within("signatures", arrays))
        return cls(arrays["numbers"], arrays["shorter"], signatures)

    def arrays(self) -> Arrays:
        """What they are made of."""
        own = {"numbers": self.numbers, "shorter": self.shorter}
        return {**own, **under("signatures", self.signatures.arrays())}

    def lengths(self, least: int, greatest: int) -> Integers:
        """The lengths from `least` to `greatest`, as far as there are sequences that long."""
        return np.arange(least, min(greatest, len(self.shorter) - 2) + 1)

    def columns(self, lengths: Integers) -> tuple[int, int]:
        """Where the sequences of these lengths begin and end, which are consecutive."""
        if not len(lengths):
            return 0, 0
        return int(self.shorter[lengths[0]]), int(self.shorter[lengths[-1] + 1])

    def lengths_of(self, columns: Integers) -> Integers:
        """The lengths of the sequences in these columns."""
        return np.searchsorted(self.shorter, columns, side="right") - 1


def _groups(
    numbers: Integers, shorter: Integers, features: Features, step: int = 1
) -> Iterator[tuple[int, Integers]]:
    """The features of each `step`-th of some columns, those of the same length together.

    With each group comes the place of its first one.
    """
    inside = shorter[(shorter > 0) & (shorter < len(numbers))]
    cuts = np.unique(np.concatenate(([0], inside, [len(numbers)])))
    for first, last in pairwise(cuts.tolist()):
        yield first, features(numbers[first:last:step])
