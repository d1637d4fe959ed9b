"""What the aligner sees of a text: lengths, word types, and keys that cognates share."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
import regex

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STEM_LETTERS = 6
"""A word is known by its first letters, which in our languages hold most of the root."""

_APOSTROPHES = regex.compile(r"(?<=\p{L})['’‘ʻʼ`](?=\p{L})")
_TOKEN = regex.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+|\p{L}[\p{L}\p{M}]*|[^\w\s]")
_SEPARATOR = regex.compile(r"[.,\u00a0\u202f]")
_PUNCTUATION = str.maketrans("«»„“”‟‐‑–—−…", '""""""------.'[:12])


@dataclass(frozen=True, slots=True)
class Side:
    """One text as numbers.

    `lengths` are letters per sentence plus one; the word types of sentence i, each once, are
    `tokens[starts[i]:starts[i + 1]]`; `frequencies` counts the sentences a type occurs in.
    """

    lengths: Floats
    tokens: Ints
    starts: Ints
    types: tuple[str, ...]
    frequencies: Floats

    def __len__(self) -> int:
        """The number of sentences."""
        return len(self.lengths)

    @property
    def sizes(self) -> Ints:
        """How many word types each sentence has."""
        return np.diff(self.starts)


def tokenize(sentence: str) -> list[str]:
    """Words folded to lower case, numbers without separators of thousands, punctuation."""
    text = _APOSTROPHES.sub("", normalize("NFC", sentence)).translate(_PUNCTUATION)
    return [_normal_form(token) for token in _TOKEN.findall(text)]


def _normal_form(token: str) -> str:
    return _SEPARATOR.sub("", token) if token[0].isdigit() and len(token) > 1 else token.lower()


def read_side(sentences: Sequence[str]) -> Side:
    """Count what the aligner needs of `sentences`."""
    numbers: dict[str, int] = {}
    words: list[str] = []
    tokens: list[int] = []
    starts = [0]
    for sentence in sentences:
        present = set()
        for token in tokenize(sentence):
            number = numbers.setdefault(token[:STEM_LETTERS] if token.isalpha() else token, len(numbers))
            if number == len(words):
                words.append(token)
            present.add(number)
        tokens.extend(sorted(present))
        starts.append(len(tokens))
    ids = np.array(tokens, dtype=np.int64)
    return Side(
        lengths=np.array([len(sentence.strip()) + 1 for sentence in sentences], dtype=np.float64),
        tokens=ids,
        starts=np.array(starts, dtype=np.int64),
        types=tuple(words),
        frequencies=np.bincount(ids, minlength=len(words)).astype(np.float64),
    )


# Letters by the place they are spoken at, after Soundex (Russell 1918), widened to Cyrillic:
# "Қазақстан", "Казахстан" and "Kazakhstan" all begin KSKST.
_CLASSES = {
    "P": "pbfvwпбфвўԥ",
    "T": "tdþðтдҭ",
    "S": "szcjşžščçćśźzсзцшщжчҷџ",
    "K": "kqgxhğħкгхқғҳһҡґ",
    "M": "mм",
    "N": "nňñŋнңҥ",
    "L": "lłлљ",
    "R": "rр",
}
_CLASS_OF = {letter: name for name, letters in _CLASSES.items() for letter in letters}


def skeleton(word: str) -> str:
    """The consonant classes of `word`, neighbours of one class taken once."""
    classes = [_CLASS_OF.get(letter, "") for letter in word]
    joined = [first for first, second in pairwise([*classes, "-"]) if first and first != second]
    return "".join(joined)
