"""How well sentences are explained by words of others (IBM model 1), and what crosses borders."""

from itertools import product

import numpy as np
import numpy.typing as npt

from core.alignment.windows import window_sums

Matrix = npt.NDArray[np.float32]
Shape = tuple[int, int]
_CROSSING = np.float32(0.5)
"""Sentences on the other side of a border explain a word so much less than those on its own."""


class Explained:
    """Single sentences explained by groups of sentences of the other text.

    `presence` tells which types are in which of the sentences, `others` the same of the other
    text, and `sums` holds for every type of the one the ratios by the words of every sentence of
    the other, added up. IBM model 1 (Brown et al. 1993) explains a word s by the words of a group
    T or by nothing: P(s | T) / P(s) = (1 + sum of r(s, t) over t in T) / (1 + size of T).

    `by[n]` are the log ratios of the words of each sentence by the n others up to each, shape
    (sentences, others). `by_next[n]` tells how much better these and, less so, the sentence that
    follows them do, and `next_by[n]` how much better the next sentence is explained by the n
    others behind each and, less so, by itself; where there are too few, numbers mean nothing.
    """

    def __init__(
        self, presence: Matrix, sums: Matrix, others: Matrix, sizes: range, parts: range
    ) -> None:
        counts = others.sum(axis=1)
        groups = {n: (window_sums(sums.T, n).T, window_sums(counts, n)) for n in sizes}
        by = {n: np.log1p(group) - np.log1p(size) for n, (group, size) in groups.items()}
        number = np.arange(len(counts))
        following = np.minimum(number + 1, len(counts) - 1)
        by_next, next_by = [], []
        for n in parts:
            group, size = groups[n]
            more = np.log1p(group + _CROSSING * sums[:, following])
            more -= np.log1p(size + _CROSSING * counts[following])
            by_next.append(more - by[n])
            behind = np.minimum(number + n, len(counts) - 1)
            more = np.log1p(group[:, behind] + _CROSSING * sums)
            more -= np.log1p(size[behind] + _CROSSING * counts)
            next_by.append(more - by[n][:, behind])
        # One product is much faster than one for each.
        whole = presence @ np.concatenate([*by.values(), *by_next, *next_by], axis=1)
        found = np.split(whole, whole.shape[1] // len(counts), axis=1)
        self.by = dict(zip(sizes, found, strict=False))
        self.by_next = dict(zip(parts, found[len(sizes) :], strict=False))
        self.next_by = {
            n: np.concatenate((each[1:], each[:1]))
            for n, each in zip(parts, found[len(sizes) + len(parts) :], strict=True)
        }


class BothWays:
    """Groups of sentences of two texts explained by each other; both directions are added.

    `forth` explains sentences of the source, `back` those of the target. Results have a row for
    every source sentence and a column for every target sentence.
    """

    def __init__(self, forth: Explained, back: Explained) -> None:
        self._forth, self._back = forth, back

    def scores(self, a: int, b: int) -> Matrix:
        """Groups of `a` and `b` sentences, by the last of both.

        Several for several are two groups side by side, divided where that is best, and what
        crosses the border between them.
        """
        if min(a, b) == 1:
            return self._whole(a, b)
        best: Matrix = np.full_like(self._forth.by[1], -np.inf)
        for first_a, first_b in product(range(1, a), range(1, b)):
            np.maximum(best, self._divided(first_a, first_b, a - first_a, b - first_b), out=best)
        return best

    def _whole(self, a: int, b: int) -> Matrix:
        result: Matrix = window_sums(self._forth.by[b], a) + window_sums(self._back.by[a], b).T
        return result

    def _divided(self, first_a: int, first_b: int, a: int, b: int) -> Matrix:
        """The same for `first_a` and `first_b` sentences, then `a` and `b`."""
        first = self._whole(first_a, first_b)
        first += self._forth.by_next[first_b] + self._forth.next_by[b]
        first += (self._back.by_next[first_a] + self._back.next_by[a]).T
        result = self._whole(a, b)
        rows, columns = (max(len(each) - size, 0) for each, size in ((first, a), (first.T, b)))
        result[a:, b:] += first[:rows, :columns]
        return result
