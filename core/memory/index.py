"""Finds every source that is like a wanted one, among a million, in milliseconds.

New sources are compared with each by each until there are enough of them for a block; blocks are
joined when the later ones have grown to the size of an earlier one (the logarithmic method of
Bentley and Saxe 1980). So adding one stays cheap, and there are few blocks to search.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.memory.index_block import Block
from core.memory.index_columns import Columns, Integers, columns_of, joined
from core.memory.index_measure import (
    Alike,
    Floats,
    Prepared,
    distance_within,
    distances,
    lengths_within,
    per_cent,
    together,
)
from core.memory.index_words import Vocabulary
from core.memory.match import MIN_CHAR_THRESHOLD, Comparable

_RECENT = 512
"""Sources that make a block."""

_AT_ONCE = 1 << 14
"""Sources made ready at once when many come."""


class SourceIndex:
    """Sources by their numbers: 0, 1, 2 … in the order in which they are added."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._present = bytearray()
        self._blocks: list[Block] = []
        # The latest sources: their normal forms, and the codes of their words.
        self._normals: list[str] = []
        self._words: list[Sequence[int]] = []

    def add(self, source: Comparable) -> None:
        """Take in one source."""
        self._present.append(True)
        self._normals.append(source.normal)
        self._words.append(self._vocabulary.learned(source.words))
        if len(self._normals) >= _RECENT:
            self._settle([self._recent_columns()])

    def extend(self, normals: Iterable[str]) -> None:
        """Take in many sources, given their normal forms: quicker than one by one."""
        learn = self._vocabulary.learner()
        parts = []
        for batch in _batches(normals, _AT_ONCE):
            self._present += bytes([True]) * len(batch)
            self._normals += batch
            self._words += map(learn, batch)
            if len(self._normals) >= _RECENT:
                parts.append(self._recent_columns())
        if parts:
            self._settle(parts)

    def discard(self, number: int) -> None:
        """Forget a source."""
        self._present[number] = False

    def alike(self, wanted: Comparable, threshold: int) -> Alike:
        """Every source that matches `wanted`, not empty, at `threshold` (core.memory.match)."""
        prepared = Prepared(wanted.normal, self._vocabulary.known(wanted.words))
        parts = [block.alike(prepared, threshold) for block in self._blocks]
        found = together([*parts, self._recent_alike(prepared, threshold)])
        return found.only(self._are_present(found.numbers))

    def _recent_alike(self, wanted: Prepared, threshold: int) -> Alike:
        places = np.union1d(
            _within(wanted.words, self._words, threshold),
            _within(wanted.normal, self._normals, max(threshold, MIN_CHAR_THRESHOLD)),
        )
        return Alike(
            places + (len(self._present) - len(self._normals)),
            _likenesses(wanted.words, [self._words[place] for place in places]),
            _likenesses(wanted.normal, [self._normals[place] for place in places]),
        )

    def _recent_columns(self) -> Columns:
        """The latest sources, which are so no longer."""
        first = len(self._present) - len(self._normals)
        columns = columns_of(first, self._normals, self._words)
        self._normals, self._words = [], []
        return columns

    def _settle(self, parts: list[Columns]) -> None:
        """Make a block of `parts` and the last blocks, as far as these are not larger."""
        size = sum(map(len, parts))
        while self._blocks and len(self._blocks[-1]) <= size:
            parts.insert(0, self._blocks.pop().columns)
            size += len(parts[0])
        columns = joined(parts)
        present = self._are_present(columns.numbers)
        self._blocks.append(
            Block(columns if present.all() else columns.take(np.flatnonzero(present)))
        )

    def _are_present(self, numbers: Integers) -> NDArray[np.bool_]:
        return np.frombuffer(self._present, np.bool_)[numbers]


def _batches(items: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _within(
    wanted: Sequence[Hashable], others: Sequence[Sequence[Hashable]], threshold: int
) -> Integers:
    """The places of those `others` that are `threshold` per cent like `wanted`."""
    _, greatest = lengths_within(len(wanted), threshold)
    # What is longer still is farther than this anyhow, and would only make the comparing slow.
    farthest = distance_within(np.minimum(_longer(wanted, others), greatest), threshold)
    return np.flatnonzero(distances(wanted, others, farthest) <= farthest)


def _likenesses(wanted: Sequence[Hashable], others: Sequence[Sequence[Hashable]]) -> Floats:
    return per_cent(distances(wanted, others), _longer(wanted, others))


def _longer(wanted: Sequence[Hashable], others: Sequence[Sequence[Hashable]]) -> Integers:
    return np.maximum(np.fromiter(map(len, others), np.int64), len(wanted))
