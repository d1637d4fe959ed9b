"""A rectangle of the lattice in which the words of all its sentences meet."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.alignment.lexicon import Lexicon, Table
from core.alignment.pairs import Pairs
from core.alignment.tokens import Floats, Ints, Side

Matrix = npt.NDArray[np.float32]
_Float = TypeVar("_Float", np.float32, np.float64)
_CROSSING = 0.5
"""Of as many sentences on both sides, those at other places explain a word so much less."""
_MET = 0.05
"""Two words whose sentences are linked with less probability than this do not meet."""


class Block:
    """The sentences `rows` of the source against the sentences `columns` of the target.

    With x and y telling which type is in which sentence, and r the ratios of the lexicon, IBM
    model 1 (Brown et al. 1993) explains a word s by the words of a sentence T or by nothing:
    P(s | T) / P(s) = (1 + sum of r(s, t) over t in T) / (1 + size of T).
    """

    def __init__(
        self, source: Side, target: Side, rows: range, columns: range, lexicon: Lexicon
    ) -> None:
        self.rows, self.columns = rows, columns
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

    def word_scores(self, shapes: Sequence[tuple[int, int]]) -> Iterator[Matrix]:
        """log P(words | other words) - log P(words), both directions added, for each shape.

        By last source and last target sentence of groups of as many sentences as the shape says.
        """
        sizes = range(1, 1 + max(max(shape) for shape in shapes))
        forth = {b: _explained(self._x, self._forth_sums, self._y, b) for b in sizes}
        back = {a: _explained(self._y, self._back_sums, self._x, a) for a in sizes}
        for a, b in shapes:
            if a == b > 1:
                yield (
                    _side_by_side(self._x, self._forth_sums, self._y, a)
                    + _side_by_side(self._y, self._back_sums, self._x, a).T
                )
            else:
                yield _window_sums(forth[b], a) + _window_sums(back[a], b).T

    def length_sums(self, a: int, b: int) -> tuple[Floats, Floats]:
        """The lengths of the same groups, as a column and as a row."""
        source, target = self._sides
        left = _window_sums(source.lengths[self.rows.start : self.rows.stop], a)
        right = _window_sums(target.lengths[self.columns.start : self.columns.stop], b)
        return left[:, None], right[None, :]

    def headings_differ(self) -> npt.NDArray[np.bool_]:
        """By source and target sentence, whether both are headings, of different numbers."""
        source, target = self._sides
        left = source.headings[self.rows.start : self.rows.stop, None]
        right = target.headings[None, self.columns.start : self.columns.stop]
        result: npt.NDArray[np.bool_] = (left > 0) & (right > 0) & (left != right)
        return result

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


def _window_sums(values: npt.NDArray[_Float], size: int) -> npt.NDArray[_Float]:
    """For every row the sum of it and the `size` - 1 rows before it, as far as there are any."""
    result = values.copy()
    for back in range(1, min(size, len(values))):
        result[back:] += values[:-back]
    return result


def _presence(side: Side, span: range) -> tuple[Ints, Matrix]:
    """The types that occur in some sentences, and whether each occurs in each of them."""
    starts = side.starts[span.start : span.stop + 1]
    types, tokens = np.unique(side.tokens[starts[0] : starts[-1]], return_inverse=True)
    presence = np.zeros((len(span), len(types)), dtype=np.float32)
    presence[np.repeat(np.arange(len(span)), np.diff(starts)), tokens] = 1
    return types, presence


def _explained(presence: Matrix, sums: Matrix, others: Matrix, size: int) -> Matrix:
    """For single sentences, the log ratios of their words given groups of `size` others."""
    sizes = _window_sums(others.sum(axis=1), size)
    result: Matrix = presence @ (np.log1p(_window_sums(sums.T, size).T) - np.log1p(sizes))
    return result


def _side_by_side(presence: Matrix, sums: Matrix, others: Matrix, size: int) -> Matrix:
    """The same for groups of `size` sentences on both sides, each explained mainly by its own.

    Without this, what moved from one sentence to the next would hardly ever outweigh the price
    that all other words pay for having more words to choose from.
    """
    counts = others.sum(axis=1)
    all_sums, all_counts = _window_sums(sums.T, size).T, _window_sums(counts, size)
    result = np.zeros((len(presence), len(others)), dtype=np.float32)
    for back in range(size):
        own = np.clip(np.arange(len(others)) - back, 0, None)
        explained = np.log1p(_CROSSING * all_sums + (1 - _CROSSING) * sums[:, own])
        explained -= np.log1p(_CROSSING * all_counts + (1 - _CROSSING) * counts[own])
        result[back:] += (presence @ explained)[: len(presence) - back]
    return result
