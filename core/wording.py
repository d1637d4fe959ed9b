"""What the words of a text and their forms say about its language.

Each language has a file in `resources/identification`: its everyday words, and with hyphens where
a word goes on, the endings, beginnings and sequences of letters that its words usually have.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import regex

import resources
from core.lexicon import entries

# What a word adds to the logarithm of the odds of a language: an everyday word that no other
# language has, one that others have too, a word of the lexicon, a form (by its length squared).
_OWN, _SHARED, _TERM, _FORM = 2.5, 1.5, 0.8, 0.08
_STRANGE = -1.0  # … and one with letters that its words do not have beside each other
_LONGEST = 8  # letters of the longest ending and the longest beginning

_CONSONANTS = "[^аеёиоуыэюяіәөүұ]++"
_UNROUNDED = f"[өү]{_CONSONANTS}[еи]"
_ROUNDED = f"[өү]{_CONSONANTS}[өү]"
# Kyrgyz writes rounded vowels after ө and ү (үйдө), its neighbours do not (үйде). Beside ы Kazakh
# and Karakalpak have қ and ғ (жылқы) where the others have к and г. Words with a first й or a last
# ый are Tatar (йорт) or Russian, those with a first ж are not Tatar.
_NOT_TOGETHER = {
    "ky": regex.compile(rf"{_UNROUNDED}|^й|ый$"),
    "kk": regex.compile(rf"{_ROUNDED}|[кг]ы|ы[кг]"),
    "kaa": regex.compile(rf"{_ROUNDED}|[кг]ы|ы[кг]"),
    "tt": regex.compile(rf"{_ROUNDED}|^ж"),
}

_ONE_APOSTROPHE = dict.fromkeys(map(ord, "ʼ‘’'`"), "ʻ")

_Tags = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The languages that each sign speaks for."""

    words: Mapping[str, _Tags]
    terms: Mapping[str, _Tags]
    endings: Mapping[str, _Tags]
    beginnings: Mapping[str, _Tags]
    sequences: Mapping[str, _Tags]


def everyday(found: Sequence[str], language: str) -> int:
    """How many of the words, in small letters, are everyday words of `language`."""
    known = _signs().words
    return sum(language in known.get(_plain(word), ()) for word in found)


def likeness(found: Iterable[str]) -> Mapping[str, float]:
    """What the words, in small letters, add to the logarithm of the odds of each language.

    Neighbours that are none of ours are among the languages. Of the usual endings of a language
    that a word has the longest counts, and so of its beginnings and sequences.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for word in found:
        for tag, weight in _weights(_plain(word)).items():
            scores[tag] += weight
    return scores


def _plain(word: str) -> str:
    return word.translate(_ONE_APOSTROPHE)


@lru_cache(maxsize=16_384)
def _weights(word: str) -> Mapping[str, float]:
    signs = _signs()
    weights = _forms(word)
    weights |= dict.fromkeys(signs.terms.get(word, ()), _TERM)
    known = signs.words.get(word, frozenset())
    weights |= dict.fromkeys(known, _OWN if len(known) == 1 else _SHARED)
    for tag, pattern in _NOT_TOGETHER.items():
        if pattern.search(word):
            weights[tag] = weights.get(tag, 0.0) + _STRANGE
    return weights


def _forms(word: str) -> dict[str, float]:
    """What the longest usual ending and the longest other form of each language say of a word."""
    weights: defaultdict[str, float] = defaultdict(float)
    for found in (_endings(word), _others(word)):
        for tag, size in _longest(found).items():
            weights[tag] += min(_FORM * size**2, _SHARED)
    return weights


def _longest(found: Iterable[tuple[_Tags, int]]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for tags, size in sorted(found, key=lambda each: each[1]):
        lengths |= dict.fromkeys(tags, size)
    return lengths


def _endings(word: str) -> Iterator[tuple[_Tags, int]]:
    """The endings of a word, which begin after its second letter at the earliest."""
    endings = _signs().endings
    for size in range(1, min(len(word) - 2, _LONGEST) + 1):
        if tags := endings.get(word[-size:]):
            yield tags, size


def _others(word: str) -> Iterator[tuple[_Tags, int]]:
    signs = _signs()
    for size in range(1, min(len(word), _LONGEST) + 1):
        if tags := signs.beginnings.get(word[:size]):
            yield tags, size
    for sequence, tags in signs.sequences.items():
        if sequence in word:
            yield tags, len(sequence)


@cache
def _signs() -> _Signs:
    kinds = [defaultdict[str, set[str]](set) for _ in range(4)]
    for path in resources.path("identification").glob("*.txt"):
        for sign in _read(path):
            kind = kinds[sign.startswith("-") + 2 * sign.endswith("-")]
            kind[_plain(sign.strip("-"))].add(path.stem)
    words, endings, beginnings, sequences = map(_frozen, kinds)
    return _Signs(words, _terms(), endings, beginnings, sequences)


def _read(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _terms() -> dict[str, _Tags]:
    """The words that the seed lexicon has for the eight languages."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries():
        for tag, terms in entry.words.items():
            for word in " ".join(terms).lower().split():
                found[_plain(word)].add(tag)
    return _frozen(found)


def _frozen(signs: Mapping[str, set[str]]) -> dict[str, _Tags]:
    return {sign: frozenset(tags) for sign, tags in signs.items()}
