"""The two measures of core.memory.match, of one wanted source against many at once."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.memory.index_columns import Integers

STRANGER = 0
"""The code of a word that no source has."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source as the index knows it: its normal form, and its words as codes."""

    normal: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Sources by their numbers, and how alike they are in per cent, by words and by characters."""

    numbers: Integers
    word: Floats
    char: Floats

    def only(self, chosen: NDArray[np.bool_]) -> "Alike":
        """Those that are `chosen`."""
        return Alike(self.numbers[chosen], self.word[chosen], self.char[chosen])


NOTHING_ALIKE = Alike(np.empty(0, np.int32), np.empty(0), np.empty(0))
"""No source."""


def together(parts: Sequence[Alike]) -> Alike:
    """What is in any of `parts`."""
    return Alike(
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.word for part in parts]),
        np.concatenate([part.char for part in parts]),
    )


def distances(
    wanted: Sequence[Hashable],
    others: Sequence[Sequence[Hashable]],
    farthest: Integers | None = None,
) -> Integers:
    """The Levenshtein distance of `wanted` to each of `others`.

    What is farther than all of `farthest` may get any distance that is.
    """
    if not others:
        return np.empty(0, np.int32)
    cutoff = None if farthest is None else int(farthest.max())
    found: Integers = process.cdist(
        [wanted], others, scorer=Levenshtein.distance, score_cutoff=cutoff, dtype=np.int32
    )[0]
    return found


def per_cent(distance: Integers, longer: Integers) -> Floats:
    """The likeness at a distance, given the longer length: core.memory.match.likeness."""
    # Computed in the same way, so that the floats are the same.
    return 100 * (longer.astype(np.int64) - distance) / longer


def distance_within(longer: Integers, threshold: int) -> Integers:
    """The greatest distance at which a likeness is still `threshold` per cent."""
    return (100 - threshold) * longer.astype(np.int64) // 100


def lengths_within(length: int, threshold: int) -> tuple[int, int]:
    """The least and the greatest length of what can be `threshold` per cent alike."""
    return -(-threshold * length // 100), 100 * length // threshold
