"""Columns of an index: a million texts or word lists in a few flat arrays instead of objects."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.memory.index_arrays import Arrays
from core.normal import END

Integers = NDArray[np.integer]

_AT_ONCE = 1 << 20
"""Words given other codes at once."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Integers in rows of different lengths: row i is values[starts[i]:starts[i + 1]]."""

    values: Integers
    starts: Integers

    def take(self, rows: Integers) -> "Rows":
        """These rows, in this order."""
        firsts, lengths = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        starts = starts_of(lengths)
        places = np.repeat(firsts - starts[:-1], lengths)
        places += np.arange(len(places))
        return Rows(self.values[places], starts)

    def part(self, first: int, end: int) -> "Rows":
        """The rows from `first` to `end`, as far as there are any."""
        starts = self.starts[first : end + 1]
        return Rows(self.values[starts[0] : starts[-1]], starts - starts[0])

    def lengths(self, rows: Integers) -> Integers:
        """How long these rows are."""
        lengths: Integers = self.starts[rows + 1] - self.starts[rows]
        return lengths

    def filled(self, rows: Sequence[int], others: Sequence[Sequence[int]]) -> "Rows":
        """These rows, with `others` in the place of those that are empty."""
        if not rows:
            return self
        lengths = np.diff(self.starts)
        lengths[rows] = sizes = [len(other) for other in others]
        places = np.repeat(self.starts[rows], sizes)
        values = np.insert(self.values, places, list(chain.from_iterable(others)))
        return Rows(values, starts_of(lengths))

    def each(self) -> list[list[int]]:
        """The rows, as lists."""
        values, starts = self.values.tolist(), self.starts.tolist()
        return [values[start:end] for start, end in pairwise(starts)]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in UTF-8, each closed by END: text i is data[starts[i]:starts[i + 1]]."""

    data: bytes | bytearray | memoryview
    starts: Integers

    def take(self, rows: Integers) -> "Texts":
        """These texts, in this order."""
        firsts, ends = self.starts[rows], self.starts[rows + 1]
        data = self.data
        return Texts(
            b"".join([data[a:b] for a, b in zip(firsts.tolist(), ends.tolist(), strict=True)]),
            starts_of(ends - firsts),
        )

    def without(self, rows: Sequence[int]) -> "Texts":
        """These texts, with nothing in the place of those, which are in order."""
        if not rows:
            return self
        lengths = np.diff(self.starts)
        lengths[rows] = len(END)
        ends = [*(self.starts[rows]).tolist(), len(self.data)]
        starts = [0, *(self.starts[np.add(rows, 1)] - len(END)).tolist()]
        return Texts(
            b"".join([self.data[a:b] for a, b in zip(starts, ends, strict=True)]),
            starts_of(lengths),
        )

    def get(self, row: int) -> str:
        """One of the texts."""
        return str(
            self.data[self.starts[row] : self.starts[row + 1] - len(END)], "utf-8", "surrogatepass"
        )

    def sizes(self) -> Integers:
        """How many characters each has."""
        data = np.frombuffer(self.data, np.uint8)
        # All bytes but those that go on with a character begin one.
        before = np.append(0, np.cumsum((data & 0xC0) != 0x80))
        sizes: Integers = np.diff(before[self.starts]) - len(END)
        return sizes

    def decoded(self) -> str:
        """All texts in one, each closed by END."""
        return str(self.data, "utf-8", "surrogatepass")

    def each(self) -> list[str]:
        """The texts, without what closes them."""
        return self.decoded().split(END)[:-1]


@dataclass(frozen=True, slots=True)
class Columns:
    """Sources by their numbers: normal forms, how many characters these have, codes of words."""

    numbers: Integers
    texts: Texts
    lengths: Integers
    words: Rows

    def __len__(self) -> int:
        return len(self.numbers)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The columns that gave these arrays."""
        return cls(
            arrays["numbers"],
            Texts(arrays["texts"].data, arrays["text_starts"]),
            arrays["lengths"],
            Rows(arrays["words"], arrays["word_starts"]),
        )

    def arrays(self) -> Arrays:
        """What they are made of."""
        return {
            "numbers": self.numbers,
            "texts": np.frombuffer(self.texts.data, np.uint8),
            "text_starts": self.texts.starts,
            "lengths": self.lengths,
            "words": self.words.values,
            "word_starts": self.words.starts,
        }

    def take(self, rows: Integers) -> "Columns":
        """These sources, in this order."""
        return Columns(
            self.numbers[rows], self.texts.take(rows), self.lengths[rows], self.words.take(rows)
        )


def starts_of(lengths: Integers) -> Integers:
    """Where rows of these lengths start, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def texts_of(texts: Sequence[str]) -> Texts:
    """These texts, none of which has an END in it."""
    return closed_texts("".join([text + END for text in texts]).encode("utf-8", "surrogatepass"))


def closed_texts(data: bytes) -> Texts:
    """The texts that are closed by END there, in UTF-8."""
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord(END)) + 1
    return Texts(data, np.concatenate(([0], ends)))


def rows_of(rows: Sequence[Sequence[int]]) -> Rows:
    """These rows."""
    return Rows(
        np.fromiter(chain.from_iterable(rows), np.int32),
        starts_of(np.array([len(row) for row in rows], np.int64)),
    )


def columns_of(first: int, texts: Texts, words: Rows) -> Columns:
    """The columns of sources with these normal forms and words, numbered from `first`."""
    sizes = texts.sizes()
    numbers = np.arange(first, first + len(sizes), dtype=np.int32)
    return Columns(numbers, texts, sizes.astype(np.int32), words)


class Growing:
    """Columns that others are put behind, without ever being there twice."""

    def __init__(self) -> None:
        self._texts = bytearray()
        self._numbers, self._lengths = array("i"), array("i")
        self._words = array("i")
        self._sizes, self._counts = array("i"), array("i")  # of texts in bytes, of rows of words

    def __len__(self) -> int:
        return len(self._numbers)

    def extend(self, columns: Columns) -> None:
        """Put these sources behind those that are there."""
        self._texts += columns.texts.data
        _append(self._numbers, columns.numbers)
        _append(self._lengths, columns.lengths)
        _append(self._words, columns.words.values)
        _append(self._sizes, np.diff(columns.texts.starts))
        _append(self._counts, np.diff(columns.words.starts))

    def renumber(self, first: int, codes: Sequence[int]) -> None:
        """Number the sources from `first` on, and put `codes[n]` for each word n."""
        numbers = np.frombuffer(self._numbers, np.int32)
        numbers[:] = np.arange(first, first + len(numbers))
        words, of = np.frombuffer(self._words, np.int32), np.array(codes, np.int32)
        for start in range(0, len(words), _AT_ONCE):
            part = words[start : start + _AT_ONCE]
            part[:] = of[part]

    def columns(self) -> Columns:
        """All of them; nothing can be put behind them any more."""
        return Columns(
            np.frombuffer(self._numbers, np.int32),
            Texts(self._texts, starts_of(np.frombuffer(self._sizes, np.int32))),
            np.frombuffer(self._lengths, np.int32),
            Rows(
                np.frombuffer(self._words, np.int32),
                starts_of(np.frombuffer(self._counts, np.int32)),
            ),
        )


def _append(grown: "array[int]", values: Integers) -> None:
    grown.frombytes(np.ascontiguousarray(values, np.int32).view(np.uint8).data)
