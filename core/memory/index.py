"""Finds every source that is like a wanted one, among a million, in milliseconds.

New sources are compared with each by each until there are enough of them for a block; blocks are
joined when the later ones have grown to the size of an earlier one (the logarithmic method of
Bentley and Saxe 1980), as long as they are not too large. So adding one stays cheap, and there are
few blocks to search.
"""

from collections import ChainMap
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.batches import batched
from core.memory.index_arrays import Arrays, under, within
from core.memory.index_block import Block
from core.memory.index_columns import (
    Columns,
    Growing,
    Integers,
    Texts,
    columns_of,
    rows_of,
    texts_of,
)
from core.memory.index_measure import (
    STRANGER,
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
from core.progress import Progress
from core.tokens import token_texts

_RECENT = 512
"""Sources that make a block."""

LARGEST = 1 << 20
"""Sources of a block that is not joined with others: making one takes memory for all of them."""

_AT_ONCE = 1 << 13
"""Sources made ready at once when many come."""


class NewSources:
    """Sources that are made ready as they come, for an index to take in all at once."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._learn = self._vocabulary.learner()
        self._grown = Growing()

    def extend(self, normals: Texts) -> None:
        """Make the next ones ready, given their normal forms."""
        self._grown.extend(columns_of(len(self._grown), normals, self._learn(normals)))

    def given(self) -> tuple[list[str], Growing]:
        """Their words, and their columns with the codes 1, 2, 3 … of these; nothing stays here."""
        given = self._vocabulary.words(), self._grown
        del self._vocabulary, self._learn, self._grown
        return given


class SourceIndex:
    """Sources by their numbers: 0, 1, 2 … in the order in which they are added."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._present = bytearray()
        self._blocks: list[Block] = []
        # The latest sources: their normal forms, and the codes of their words.
        self._normals: list[str] = []
        self._words: list[Sequence[int]] = []

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The index that gave these arrays."""
        made = cls()
        made._vocabulary = Vocabulary.from_arrays(within("vocabulary", arrays))
        made._present = bytearray(arrays["present"])
        made._blocks = [
            Block.from_arrays(within(f"block {place}", arrays))
            for place in range(int(arrays["blocks"][0]))
        ]
        recent = Columns.from_arrays(within("recent", arrays))
        made._normals = recent.texts.each()
        made._words = [tuple(codes) for codes in recent.words.each()]
        return made

    def arrays(self) -> Arrays:
        """What it is made of."""
        parts = [
            under(f"block {place}", block.arrays()) for place, block in enumerate(self._blocks)
        ]
        return {
            "present": np.frombuffer(bytes(self._present), np.uint8),
            "blocks": np.array([len(parts)]),
            **under("vocabulary", self._vocabulary.arrays()),
            **under("recent", self._recent().arrays()),
            **ChainMap(*parts),
        }

    def add(self, source: Comparable) -> None:
        """Take in one source."""
        self._add(source.normal, source.words)

    def extend(self, normals: Iterable[str], progress: Progress | None = None) -> None:
        """Take in many sources, given their normal forms: quicker than one by one.

        `progress` is that of the blocks, after all sources are there. Raises Cancelled; the index
        is of no use then.
        """
        batches = batched(normals, _AT_ONCE)
        first = next(batches, [])
        if len(first) < _RECENT:
            for normal in first:
                self._add(normal, token_texts(normal))
        else:
            new = NewSources()
            for batch in chain([first], batches):
                new.extend(texts_of(batch))
            self.take(new, progress)

    def take(self, new: NewSources, progress: Progress | None = None) -> None:
        """Take in what was made ready; raises as `extend` does."""
        words, grown = new.given()
        grown.renumber(len(self._present), [STRANGER, *self._vocabulary.learned(words)])
        del words
        latest = self._latest()
        self._present += bytes([True]) * len(grown)
        grown.extend(latest)
        self._settle(grown, progress)

    def _add(self, normal: str, words: Sequence[str]) -> None:
        self._present.append(True)
        self._normals.append(normal)
        self._words.append(self._vocabulary.learned(words))
        if len(self._normals) >= _RECENT:
            grown = Growing()
            grown.extend(self._latest())
            self._settle(grown)

    def _latest(self) -> Columns:
        """The columns of the latest sources, which are so no longer."""
        columns = self._recent()
        self._normals, self._words = [], []
        return self._only_present(columns)

    def _recent(self) -> Columns:
        first = len(self._present) - len(self._normals)
        return columns_of(first, texts_of(self._normals), rows_of(self._words))

    def __len__(self) -> int:
        return len(self.numbers())

    def numbers(self) -> Integers:
        """Those of all sources that were not discarded."""
        return np.flatnonzero(np.frombuffer(self._present, np.bool_))

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
        if threshold == 100:  # the same characters are the same words, too
            same = [place for place, words in enumerate(self._words) if words == wanted.words]
            places = np.array(same, np.int64)
        else:
            places = np.union1d(
                _within(wanted.words, self._words, threshold),
                _within(wanted.normal, self._normals, max(threshold, MIN_CHAR_THRESHOLD)),
            )
        return Alike(
            places + (len(self._present) - len(self._normals)),
            _likenesses(wanted.words, [self._words[place] for place in places]),
            _likenesses(wanted.normal, [self._normals[place] for place in places]),
        )

    def _settle(self, grown: Growing, progress: Progress | None = None) -> None:
        """Make a block of `grown` and the last blocks, as far as these are not larger."""
        while self._blocks and len(self._blocks[-1]) <= min(len(grown), LARGEST - len(grown)):
            grown.extend(self._only_present(self._blocks.pop().columns))
        self._blocks.append(Block.of(grown.columns(), progress or Progress()))

    def _only_present(self, columns: Columns) -> Columns:
        present = self._are_present(columns.numbers)
        return columns if present.all() else columns.take(np.flatnonzero(present))

    def _are_present(self, numbers: Integers) -> NDArray[np.bool_]:
        return np.frombuffer(self._present, np.bool_)[numbers]


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
