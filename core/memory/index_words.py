"""The vocabulary of an index: a number for each word, so that words compare as integers."""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, count, islice
from typing import Self
from zlib import crc32

import numpy as np

from core.memory.index_arrays import Arrays
from core.memory.index_columns import Integers, Rows, Texts, texts_of
from core.memory.index_measure import STRANGER
from core.memory.index_pieces import Pieces
from core.tokens import token_texts

# A token reaches over a space only in tags and placeholders with attributes or formats, and in
# numbers with their thousands apart; a per cent sign looks back over one.
_OVER_SPACES = re.compile(r"<[^<>]* [^<>]*>|\{[^{}]* [^{}]*\}|[0-9] [0-9%]")


class Vocabulary:
    """Codes of words, from 1 on, in the order in which they were met."""

    def __init__(self) -> None:
        self._shelved = _NONE
        self._codes: dict[str, int] = {}  # of words that are not shelved
        self._down: dict[str, int] = {}  # of shelved words that were asked for

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The vocabulary that gave these arrays."""
        made = cls()
        made._shelved = _Shelved.from_arrays(arrays)
        return made

    def arrays(self) -> Arrays:
        """What it is made of."""
        return _Shelved.of(self.words()).arrays()

    def words(self) -> list[str]:
        """The words in the order of their codes."""
        self._unshelve()
        return list(self._codes)

    def known(self, words: Sequence[str]) -> tuple[int, ...]:
        """The codes of `words`; STRANGER for words that were never met."""
        if len(self._shelved):
            self._take_down([w for w in words if w not in self._codes and w not in self._down])
        codes, down = self._codes, self._down
        return tuple([codes.get(word) or down.get(word, STRANGER) for word in words])

    def learned(self, words: Sequence[str]) -> tuple[int, ...]:
        """The codes of `words`, each of which has one from now on."""
        codes, shelved = self._codes, len(self._shelved)
        if not shelved:
            return tuple([codes.setdefault(word, len(codes) + 1) for word in words])
        pairs = zip(self.known(words), words, strict=True)
        return tuple(
            [code or codes.setdefault(word, shelved + len(codes) + 1) for code, word in pairs]
        )

    def learner(self) -> Callable[[Texts], Rows]:
        """A function that learns the words of many normal forms, and gives a row for each.

        That is `learned`, but quicker.
        """
        cut = _CutPieces(self.learned)

        def learn(texts: Texts) -> Rows:
            suspects = [(place, texts.get(place)) for place in _suspects(texts)]
            whole = {place: text for place, text in suspects if _OVER_SPACES.search(text)}
            rows = cut.rows_of(texts.without([*whole]))
            words = [self.learned(token_texts(text)) for text in whole.values()]
            return rows.filled([*whole], words)

        return learn

    def _take_down(self, words: Sequence[str]) -> None:
        """Have the codes of shelved words at hand from now on."""
        if words:
            found = zip(words, self._shelved.codes(words), strict=True)
            self._down.update((word, code) for word, code in found if code != STRANGER)

    def _unshelve(self) -> None:
        if len(self._shelved):
            words = self._shelved.words()
            self._codes = dict(zip([*words, *self._codes], count(1)))
            self._shelved, self._down = _NONE, {}


class _Shelved:
    """Words of a vocabulary in arrays, which need no time to be there again.

    `hashes` are those of all words, in order, and `places` says which word each belongs to.
    """

    def __init__(self, texts: Texts, hashes: Integers, places: Integers) -> None:
        self._texts, self._hashes, self._places = texts, hashes, places

    @classmethod
    def of(cls, words: Sequence[str]) -> Self:
        """Those words, which have the codes 1, 2, 3 …"""
        hashes = np.array([_hash(_encoded(word)) for word in words], np.uint32)
        places = np.argsort(hashes).astype(np.int32)
        return cls(texts_of(words), hashes[places], places)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The words that gave these arrays."""
        texts = Texts(arrays["texts"].data, arrays["starts"])
        return cls(texts, arrays["hashes"], arrays["places"])

    def arrays(self) -> Arrays:
        """What they are made of."""
        return {
            "texts": np.frombuffer(self._texts.data, np.uint8),
            "starts": self._texts.starts,
            "hashes": self._hashes,
            "places": self._places,
        }

    def __len__(self) -> int:
        return len(self._places)

    def words(self) -> list[str]:
        """The words in the order of their codes."""
        return self._texts.each()

    def codes(self, words: Sequence[str]) -> list[int]:
        """The codes of `words`; STRANGER for those that are not here."""
        encoded = [_encoded(word) for word in words]
        hashes = np.array([_hash(word) for word in encoded], np.uint32)
        firsts = np.searchsorted(self._hashes, hashes, side="left")
        ends = np.searchsorted(self._hashes, hashes, side="right")
        return [
            self._code(word, self._places[first:end].tolist())
            for word, first, end in zip(encoded, firsts.tolist(), ends.tolist(), strict=True)
        ]

    def _code(self, word: bytes, places: Iterable[int]) -> int:
        starts, data = self._texts.starts, self._texts.data
        for place in places:
            if data[starts[place] : starts[place + 1] - 1] == word:
                return place + 1
        return STRANGER


_hash = crc32
"""The same in every process, which the hash of Python is not."""


def _encoded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


_NONE = _Shelved.of([])


class _CutPieces:
    """The words of what stands between two spaces; each such piece is cut into words once."""

    def __init__(self, learned: Callable[[Sequence[str]], tuple[int, ...]]) -> None:
        self._learned = learned
        self._pieces = Pieces()
        self._codes, self._starts = array("i"), array("q", [0])

    def rows_of(self, texts: Texts) -> Rows:
        """The codes of the words of texts in which no token reaches over a space."""
        pieces, new = self._pieces.rows_of(texts)
        self._learn([str(piece, "utf-8", "surrogatepass") for piece in new])
        codes = Rows(np.frombuffer(self._codes, np.int32), np.frombuffer(self._starts, np.int64))
        found = codes.take(pieces.values)
        return Rows(found.values, found.starts[pieces.starts])

    def _learn(self, pieces: Iterable[str]) -> None:
        # Letters alone are a word, as many pieces are.
        cut = [[piece] if piece.isalpha() else token_texts(piece) for piece in pieces]
        self._codes.extend(self._learned([*chain.from_iterable(cut)]))
        self._starts.extend(islice(accumulate(map(len, cut), initial=self._starts[-1]), 1, None))


def _suspects(texts: Texts) -> list[int]:
    """The places of all texts in which _OVER_SPACES can find anything, and of few others."""
    data = np.frombuffer(texts.data, np.uint8)
    digits = (data >= ord("0")) & (data <= ord("9"))
    found = (data == ord("<")) | (data == ord("{"))
    found[2:] |= digits[:-2] & (data[1:-1] == ord(" ")) & (digits[2:] | (data[2:] == ord("%")))
    rows = np.searchsorted(texts.starts, np.flatnonzero(found), side="right") - 1
    suspects: list[int] = np.unique(rows).tolist()
    return suspects
