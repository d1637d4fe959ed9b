"""A part of an index that never changes: sources in columns, and a filter for each measure."""

from itertools import pairwise
from typing import Self

import numpy as np

from core.memory.index_arrays import Arrays, under, within
from core.memory.index_columns import Columns, Integers
from core.memory.index_equal import EqualRows
from core.memory.index_filter import Classes, QGramFilter, q_gram_classes
from core.memory.index_measure import (
    NOTHING_ALIKE,
    STRANGER,
    Alike,
    Prepared,
    distance_within,
    distances,
    per_cent,
)
from core.memory.index_places import PlaceFilter
from core.memory.match import MIN_CHAR_THRESHOLD
from core.normal import END
from core.progress import Progress

_SHORT = 96
"""Characters up to which a text can be told from others by its q-grams alone."""

_BITS_OF_WORDS = 256
_BITS_OF_SHORT = 512
_BITS_OF_LONG = 3072


class Block:
    """Sources that can be searched without looking at each."""

    def __init__(
        self,
        columns: Columns,
        equal: EqualRows,
        by_words: QGramFilter,
        by_chars: tuple[QGramFilter, PlaceFilter],
    ) -> None:
        self.columns = columns
        self._equal = equal
        self._by_words = by_words
        self._by_chars = by_chars  # of short texts, and of long ones

    @classmethod
    def of(cls, columns: Columns, progress: Progress) -> Self:
        """The block of these sources. Raises Cancelled."""

        def char_grams(rows: Integers) -> Classes:
            return _pairs(columns.texts.take(rows).decoded(), len(rows))

        def word_grams(rows: Integers) -> Classes:
            codes: Integers = columns.words.take(rows).values
            return q_gram_classes(codes.reshape(len(rows), -1 if len(codes) else 0))

        rows, lengths, short = np.arange(len(columns)), columns.lengths, columns.lengths <= _SHORT
        by_words = QGramFilter.of(
            1,
            _BITS_OF_WORDS,
            rows,
            np.diff(columns.words.starts),
            word_grams,
            progress.part(0, 0.4),
        )
        by_chars = (
            QGramFilter.of(
                2,
                _BITS_OF_SHORT,
                rows[short],
                lengths[short],
                char_grams,
                progress.part(0.4, 0.7),
            ),
            PlaceFilter.of(
                _BITS_OF_LONG, rows[~short], lengths[~short], char_grams, progress.part(0.7, 1)
            ),
        )
        return cls(columns, EqualRows.of(columns.words), by_words, by_chars)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The block that gave these arrays."""
        return cls(
            Columns.from_arrays(within("columns", arrays)),
            EqualRows.from_arrays(within("equal", arrays)),
            QGramFilter.from_arrays(1, within("words", arrays)),
            (
                QGramFilter.from_arrays(2, within("short", arrays)),
                PlaceFilter.from_arrays(within("long", arrays)),
            ),
        )

    def arrays(self) -> Arrays:
        """What it is made of."""
        short, long = self._by_chars
        return {
            **under("columns", self.columns.arrays()),
            **under("equal", self._equal.arrays()),
            **under("words", self._by_words.arrays()),
            **under("short", short.arrays()),
            **under("long", long.arrays()),
        }

    def __len__(self) -> int:
        return len(self.columns)

    def alike(self, wanted: Prepared, threshold: int) -> Alike:
        """Every source that matches `wanted` at `threshold` (core.memory.match)."""
        if threshold == 100:
            return self._identical(wanted)
        rows = np.union1d(
            self.alike_by_words(wanted, threshold),
            self.alike_by_chars(wanted, max(threshold, MIN_CHAR_THRESHOLD)),
        )
        return self._likenesses(wanted, rows)

    def _identical(self, wanted: Prepared) -> Alike:
        """As `alike`: texts with the same characters have the same words, too."""
        rows = self._equal.like(wanted.words)
        if not len(rows):
            return NOTHING_ALIKE
        found = self._likenesses(wanted, rows)
        return found.only(found.word == 100)

    def _likenesses(self, wanted: Prepared, rows: Integers) -> Alike:
        return Alike(
            self.columns.numbers[rows],
            per_cent(self._word_distances(wanted, rows), self._longer_in_words(wanted, rows)),
            per_cent(self._char_distances(wanted, rows), self._longer_in_chars(wanted, rows)),
        )

    def alike_by_words(self, wanted: Prepared, threshold: int) -> Integers:
        """The rows of all sources that are `threshold` per cent alike by words."""
        known = np.array([word for word in wanted.words if word != STRANGER], np.int32)
        length = len(wanted.words)
        rows = self._by_words.passing(length, q_gram_classes(known), length - len(known), threshold)
        farthest = distance_within(self._longer_in_words(wanted, rows), threshold)
        found: Integers = rows[self._word_distances(wanted, rows, farthest) <= farthest]
        return found

    def alike_by_chars(self, wanted: Prepared, threshold: int) -> Integers:
        """The rows of all sources that are `threshold` per cent alike by characters."""
        length, grams = len(wanted.normal), _pairs(wanted.normal + END, 1)[0]
        short, long = self._by_chars
        rows = np.concatenate(
            (short.passing(length, grams, 0, threshold), long.passing(grams, threshold))
        )
        farthest = distance_within(self._longer_in_chars(wanted, rows), threshold)
        found: Integers = rows[self._char_distances(wanted, rows, farthest) <= farthest]
        return found

    def _longer_in_words(self, wanted: Prepared, rows: Integers) -> Integers:
        starts = self.columns.words.starts
        lengths: Integers = starts[rows + 1] - starts[rows]
        return np.maximum(lengths, len(wanted.words))

    def _longer_in_chars(self, wanted: Prepared, rows: Integers) -> Integers:
        return np.maximum(self.columns.lengths[rows], len(wanted.normal))

    def _word_distances(
        self, wanted: Prepared, rows: Integers, farthest: Integers | None = None
    ) -> Integers:
        # One character for each different word that is wanted, and one for all other words.
        different, wanted_places = np.unique(wanted.words, return_inverse=True)
        words = self.columns.words.take(rows)
        place_of = np.zeros(max(words.values.max(initial=0), different[-1]) + 1, np.uint32)
        place_of[different] = np.arange(1, len(different) + 1)
        places = place_of[words.values]
        text, starts = _as_text(places), words.starts.tolist()
        others = [text[start:end] for start, end in pairwise(starts)]
        return distances(_as_text(wanted_places + 1), others, farthest)

    def _char_distances(
        self, wanted: Prepared, rows: Integers, farthest: Integers | None = None
    ) -> Integers:
        return distances(wanted.normal, self.columns.texts.take(rows).each(), farthest)


def _as_text(codes: Integers) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _pairs(texts: str, rows: int) -> Classes:
    """Classes of the pairs of neighbours in texts of one length; END pads them at both ends."""
    chars = np.frombuffer(texts.encode("utf-32-le", "surrogatepass"), np.uint32).reshape(rows, -1)
    return q_gram_classes(np.roll(chars, 1, axis=1), chars)
