"""The vocabulary of an index: a number for each word, so that words compare as integers."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from core.memory.index_measure import STRANGER
from core.tokens import token_texts

# A token reaches over a space only in tags and placeholders with attributes or formats, and in
# numbers with their thousands apart; a per cent sign looks back over one.
_OVER_SPACES = re.compile("[<{]|[0-9] [0-9%]")


class Vocabulary:
    """Codes of words, from 1 on, in the order in which they were met."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def known(self, words: Iterable[str]) -> tuple[int, ...]:
        """The codes of `words`; STRANGER for words that were never met."""
        return tuple([self._codes.get(word, STRANGER) for word in words])

    def learned(self, words: Iterable[str]) -> tuple[int, ...]:
        """The codes of `words`, each of which has one from now on."""
        codes = self._codes
        return tuple([codes.setdefault(word, len(codes) + 1) for word in words])

    def learner(self) -> Callable[[str], Sequence[int]]:
        """A function that learns the words of a normal form: for many, quicker than `learned`."""
        pieces = _Pieces(self)

        def learn(normal: str) -> Sequence[int]:
            if _OVER_SPACES.search(normal):
                return self.learned(token_texts(normal))
            return tuple(chain.from_iterable(map(pieces.__getitem__, normal.split(" "))))

        return learn


class _Pieces(dict[str, tuple[int, ...]]):
    """The codes of what stands between two spaces; each piece is cut into tokens once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> tuple[int, ...]:
        codes = self[piece] = self._vocabulary.learned(token_texts(piece))
        return codes
