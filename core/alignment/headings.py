"""Headings want their numbers: where "Article 5" stands on one side, the other has a 5."""

import numpy as np

from core.alignment.explained import Matrix
from core.alignment.tokens import Ints
from core.alignment.windows import window_sums


class HeadingNumbers:
    """The headings among some sentences, by where the others have their numbers.

    `headings` are the heading ids of the sentences, `numbers` the ids of the types of the others,
    and `presence` tells which types are in which of the others.
    """

    def __init__(self, headings: Ints, numbers: Ints, presence: Matrix) -> None:
        self._rows = np.flatnonzero(headings)
        self._shape = len(headings), len(presence)
        known = headings[self._rows, None] == numbers[None, :]
        self._found = known.astype(np.float32) @ presence.T

    def missing(self, a: int, b: int) -> Matrix:
        """How many of `a` sentences are headings whose number none of `b` others has.

        By the last of both, shape (sentences, others).
        """
        result = np.zeros(self._shape, dtype=np.float32)
        result[self._rows] = window_sums(self._found.T, b).T == 0
        return window_sums(result, a) if len(self._rows) else result
