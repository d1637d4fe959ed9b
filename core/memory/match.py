"""How well a translation unit matches a wanted source, and why.

Both sources are compared in their normal form (core.normal):

- word = 1 − Levenshtein distance over word tokens / the number of tokens of the longer one,
- char = 1 − Levenshtein distance over characters / the number of characters of the longer one.

A unit matches at a threshold when word reaches it, or when char reaches it and 70 % as well: in
short texts letters agree by chance. The score is the better of the two, rounded down. 100 is kept
for identical text, 101 and 102 for identical text with one or both of its neighbours; text that
is equal in its normal form only has 99.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from unicodedata import normalize

import regex
from rapidfuzz.distance import Levenshtein

from core.memory.unit import TranslationUnit
from core.normal import fold_apostrophes, normal_form
from core.tokens import Token, TokenKind, token_texts, tokens

MIN_THRESHOLD = 50
"""The lowest threshold in per cent; below it matches are noise."""

MIN_CHAR_THRESHOLD = 70
"""The likeness of characters in per cent that a match by characters needs at any threshold."""

EXACT = 100
NORMAL_FORM_EQUAL = 99


class Difference(StrEnum):
    """A kind of thing in which the source of a unit differs from the wanted one."""

    WORDS = "words"
    CASE = "case"
    PUNCTUATION = "punctuation"
    NUMBERS = "numbers"
    TAGS = "tags"
    SPACES = "spaces"


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points taken off a score, and the reason as a person will read it."""

    reason: str
    points: int


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that is like a wanted source.

    `score` is in whole per cent, up to 102, and what is left of it after the `penalties`; `word`
    and `char` are the two figures it comes from, in per cent, not rounded.
    """

    unit: TranslationUnit
    score: int
    word: float
    char: float
    penalties: tuple[Penalty, ...] = ()
    differences: frozenset[Difference] = frozenset()

    @property
    def is_exact(self) -> bool:
        """Whether the unit's source is the wanted one, character for character."""
        return self._unpenalised >= EXACT

    @property
    def is_context(self) -> bool:
        """Whether a neighbour is the same as well."""
        return self._unpenalised > EXACT

    @property
    def _unpenalised(self) -> int:
        return self.score + sum(penalty.points for penalty in self.penalties)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A source made ready to be compared: as it is, in its normal form, and the tokens of that."""

    source: str
    normal: str
    words: tuple[str, ...]


def comparable(source: str) -> Comparable:
    """Make `source` ready to be compared."""
    normal = normal_form(source)
    return Comparable(source, normal, tuple(token_texts(normal)))


def word_likeness(first: Comparable, second: Comparable) -> float:
    """Likeness over word tokens, 0–100."""
    return _likeness(first.words, second.words)


def char_likeness(first: Comparable, second: Comparable) -> float:
    """Likeness over characters, 0–100."""
    return _likeness(first.normal, second.normal)


def _likeness(first: Sequence[str], second: Sequence[str]) -> float:
    longer = max(len(first), len(second))
    if not longer:
        return 100.0
    # Divided last, so that the result is right to the last bit and compares with whole per cents.
    return 100 * (longer - Levenshtein.distance(first, second)) / longer


def score(wanted: Comparable, found: Comparable, same_neighbours: int) -> int:
    """The score of `found` for `wanted`, in whole per cent, before any penalty.

    `same_neighbours` counts how many of the two neighbours are the same: 0, 1 or 2.
    """
    if wanted.source == found.source:
        return EXACT + same_neighbours
    if wanted.normal == found.normal:
        return NORMAL_FORM_EQUAL
    best = max(word_likeness(wanted, found), char_likeness(wanted, found))
    return min(int(best), NORMAL_FORM_EQUAL)


_DIGITS = regex.compile(r"\d+")


def differences(wanted: str, found: str) -> frozenset[Difference]:
    """The kinds of things in which two sources differ.

    Empty for the same text, and where only the encoding of a character differs (NFC, NFD).
    """
    first, second = tokens(wanted), tokens(found)
    kinds = {
        kind for kind, part in _PARTS.items() if part(first) != part(second)
    }
    return frozenset(kinds | _spelling(wanted, first, found, second))
