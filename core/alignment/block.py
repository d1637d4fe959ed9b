"""A rectangle of the lattice in which the words of all its sentences meet."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.alignment.borders import Borders
from core.alignment.explained import BothWays, Explained, Matrix, Shape
from core.alignment.headings import HeadingNumbers
from core.alignment.lexicon import Lexicon, Table
from core.alignment.pairs import Pairs
from core.alignment.tokens import Floats, Ints, Side
from core.alignment.windows import window_sums

_MET = 0.05
"""Two words whose sentences are linked with less probability than this do not meet."""


class Block:
    """The sentences `rows` of the source against the sentences `columns` of the target.

    x and y tell which type is in which sentence.
    """

    def __init__(
        self, source: Side, target: Side, rows: range, columns: range, lexicon: Lexicon
    ) -> None:
        self.rows, self.columns = rows, columns
        self._left, self._right = (slice(each.start, each.stop) for each in (rows, columns))
        self._sides = source, target
        self._source_types, self._x = _presence(source, rows)
        self._target_types, self._y = _presence(target, columns)
        self._forth, self._back = self._both_ratios(lexicon)
        self._forth_sums = self._forth @ self._y.T
        self._back_sums = self._back @ self._x.T

    def _both_ratios(self, lexicon: Lexicon) -> tuple[Matrix, Matrix]:
        """The ratios of all pairs of types, source by target and target by source."""
        place = np.full(len(self._sides[1].types), -1)
        place[self._target_types] = np.arange(len(self._target_types))
        first = lexicon.starts[self._source_types]
        counts = lexicon.starts[self._source_types + 1] - first
        pairs = np.arange(int(counts.sum())) + np.repeat(first - np.cumsum(counts) + counts, counts)
        column = place[lexicon.targets[pairs]]
        here = np.flatnonzero(column >= 0)
        row = np.repeat(np.arange(len(counts)), counts)[here]
        pairs, column = pairs[here], column[here]
        return (
            _ratios(lexicon.forth, self._source_types, self._target_types, row, column, pairs),
            _ratios(lexicon.back, self._target_types, self._source_types, column, row, pairs),
        )

    def word_scores(self, shapes: Sequence[Shape]) -> Iterator[Matrix]:
        """log P(words | other words) - log P(words), both directions added, for each shape.

        By last source and last target sentence of groups of as many sentences as the shape says.
        """
        sizes = range(1, 1 + max(max(shape) for shape in shapes))
        parts = range(1, max((max(shape) for shape in shapes if min(shape) > 1), default=1))
        words = BothWays(
            Explained(self._x, self._forth_sums, self._y, sizes, parts),
            Explained(self._y, self._back_sums, self._x, sizes, parts),
        )
        return (words.scores(a, b) for a, b in shapes)

    def missing_numbers(self, shapes: Sequence[Shape]) -> Iterator[Matrix]:
        """How many headings in the same groups have a number that the other side has not."""
        source, target = self._sides
        left = HeadingNumbers(
            source.headings[self._left], target.numbers[self._target_types], self._y
        )
        right = HeadingNumbers(
            target.headings[self._right], source.numbers[self._source_types], self._x
        )
        return (left.missing(a, b) + right.missing(b, a).T for a, b in shapes)

    def length_sums(self, a: int, b: int) -> tuple[Floats, Floats]:
        """The lengths of groups of `a` and `b` sentences, as a column and as a row."""
        source, target = self._sides
        left = window_sums(source.lengths[self._left], a)
        right = window_sums(target.lengths[self._right], b)
        return left[:, None], right[None, :]

    def border_scores(self, borders: Borders, a: int, b: int) -> Floats:
        """What the marks at the ends of the sentences say of the same groups."""
        source, target = self._sides
        return borders.score(source.marks[self._left], target.marks[self._right], a, b)

    def count_words(self, links: Matrix) -> Pairs:
        """What `learned_lexicon` wants to know, given how probably sentences are linked."""
        source_links, target_links = self._x.T @ links, self._y.T @ links.T
        forth = self._forth * ((source_links / (1 + self._forth_sums)) @ self._y)
        back = self._back * ((target_links / (1 + self._back_sums)) @ self._x)
        met = source_links @ self._y
        source, target = self._sides
        repeated = np.outer(
            source.frequencies[self._source_types] > 1, target.frequencies[self._target_types] > 1
        )
        s, t = np.nonzero((met > _MET) & repeated)
        weight = np.stack((forth[s, t], back[t, s], met[s, t]), axis=1).astype(np.float64)
        return Pairs(self._source_types[s], self._target_types[t], weight)


def _ratios(
    table: Table, words: Ints, others: Ints, row: Ints, column: Ints, pairs: Ints
) -> Matrix:
    """The ratios of `words` by `others`; the known `pairs` of them are at (row, column)."""
    base = table.base[others].astype(np.float32)
    result = np.empty((len(words), len(others)), dtype=np.float32)
    result[:] = base
    places = row * len(others) + column
    result.ravel()[places] = base[column] + table.excess[pairs]
    return result


def _presence(side: Side, span: range) -> tuple[Ints, Matrix]:
    """The types that occur in some sentences, and whether each occurs in each of them."""
    starts = side.starts[span.start : span.stop + 1]
    types, tokens = np.unique(side.tokens[starts[0] : starts[-1]], return_inverse=True)
    presence = np.zeros((len(span), len(types)), dtype=np.float32)
    presence[np.repeat(np.arange(len(span)), np.diff(starts)), tokens] = 1
    return types, presence
