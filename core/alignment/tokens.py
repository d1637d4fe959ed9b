"""What the aligner sees of a text: lengths of sentences, and the types of their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
import regex

from core.alignment.structure import heading_id, number_id
from core.progress import Progress

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STEM_LETTERS = 4
"""A word is known by its first letters: in languages that add endings, they hold the root."""

TYPE_LETTERS = 5
"""Types of words are told apart by one letter more, since counting needs what is distinct."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʻʼ`")
_TOKEN = regex.compile(
    r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+"
    r"|\p{L}(?:[\p{L}\p{M}]|['’‘ʻʼ`](?=\p{L}))*|[^\w\s]"
)
_THOUSANDS = regex.compile(r"[ .,\u00a0\u202f]")
_PUNCTUATION = str.maketrans(
    dict.fromkeys("«»„“”‟", '"') | dict.fromkeys("‐‑–—−", "-") | {"…": "."}
)
MARKS = ".?!:;,"
"""The marks that tell ends of sentences apart; any other end is number 0, these count from 1."""
_CLOSING = "\"'»”’)] "


@dataclass(frozen=True, slots=True)
class Side:
    """One text as numbers.

    `lengths` are characters per sentence plus one; the word types of sentence i, each once, are
    `tokens[starts[i]:starts[i + 1]]`; `types` are their spellings (the first word met),
    and `frequencies` counts the sentences a type occurs in. `headings` holds for every sentence
    its `heading_id`, `numbers` the same for every type that is a number, and `marks` for every
    sentence the number of the mark it ends with.
    """

    lengths: Floats
    tokens: Ints
    starts: Ints
    types: tuple[str, ...]
    frequencies: Floats
    headings: Ints
    numbers: Ints
    marks: Ints

    def __len__(self) -> int:
        """The number of sentences."""
        return len(self.lengths)

    def reordered(self, order: Sequence[int]) -> "Side":
        """The same sentences in another order."""
        places = np.array(order, dtype=np.int64)
        cut = np.split(self.tokens, self.starts[1:-1])
        return replace(
            self,
            lengths=self.lengths[places],
            tokens=np.concatenate([cut[number] for number in order]),
            starts=np.insert(np.cumsum(np.diff(self.starts)[places]), 0, 0),
            headings=self.headings[places],
            marks=self.marks[places],
        )


def tokenize(sentence: str) -> list[str]:
    """Words in lower case, numbers without separators of thousands, marks of punctuation."""
    return [_normal(token) for token in _TOKEN.findall(normalize("NFC", sentence))]


def locate_tokens(sentence: str) -> list[tuple[str, int, int]]:
    """The same with the places where they begin and end in the sentence as it stands."""
    return [
        (_normal(normalize("NFC", m[0])), m.start(), m.end()) for m in _TOKEN.finditer(sentence)
    ]


def _normal(token: str) -> str:
    if token[0].isdigit():
        return _THOUSANDS.sub("", token)
    if token[0].isalpha():
        return token.translate(_APOSTROPHES).lower() or token  # one may stand alone
    return token.translate(_PUNCTUATION)


def stem(token: str) -> str:
    """What a token is known by: the beginning of a word, anything else whole."""
    return token[:STEM_LETTERS] if token[0].isalpha() else token


def type_of(token: str) -> str:
    """What all words of one type begin with; anything else whole."""
    return token[:TYPE_LETTERS] if token[0].isalpha() else token


def end_mark(sentence: str) -> int:
    """The number of the mark a sentence ends with, whatever quotes and brackets it closes."""
    end = sentence.rstrip(_CLOSING)[-1:]
    return 1 + MARKS.find("." if end == "…" else end) if end else 0


def read_side(sentences: Sequence[str], progress: Progress) -> Side:
    """Count what the aligner needs of `sentences`."""
    numbers: dict[str, int] = {}
    types: list[str] = []
    tokens: list[int] = []
    starts = [0]
    for sentence in progress.track(sentences, len(sentences)):
        present = set()
        for token in tokenize(sentence):
            number = numbers.setdefault(type_of(token), len(types))
            if number == len(types):
                types.append(token)
            present.add(number)
        tokens.extend(sorted(present))
        starts.append(len(tokens))
    lengths = [len(sentence.strip()) + 1 for sentence in sentences]
    ids = np.array(tokens, dtype=np.int64)
    return Side(
        lengths=np.array(lengths, dtype=np.float64),
        tokens=ids,
        starts=np.array(starts, dtype=np.int64),
        types=tuple(types),
        frequencies=np.bincount(ids, minlength=len(types)).astype(np.float64),
        headings=np.array([heading_id(s) for s in sentences], dtype=np.int64),
        numbers=np.array([number_id(t) if t[0].isdigit() else 0 for t in types], dtype=np.int64),
        marks=np.array([end_mark(s) for s in sentences], dtype=np.int64),
    )


# Consonants by the place they are spoken at, after Soundex (Russell 1918), in both scripts:
# "Қазақстан", "Казахстан" and "Kazakhstan" all begin KSKST.
_CLASSES = {
    "P": "pbfvwпбфв",
    "T": "tdþðтд",
    "S": "szcjşžščçćśźсзцшщжчҷџ",
    "K": "kqgxhğħкгхқғҳһґ",
    "M": "mм",
    "N": "nňñŋнңҥ",
    "L": "lłл",
    "R": "rр",
}
_CLASS_OF = {letter: name for name, letters in _CLASSES.items() for letter in letters}


def skeleton(word: str) -> str:
    """The consonant classes of a word in lower case, neighbours of one class taken once."""
    classes = [_CLASS_OF.get(letter, "") for letter in word]
    consonants = [name for name in classes if name]
    return "".join(a for a, b in pairwise([*consonants, ""]) if a != b)
