"""Words of two texts that look alike: numbers, names, loanwords, in either script."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from core.alignment.pairs import Pairs
from core.alignment.tokens import Side, skeleton, tokenize, type_of
from core.progress import Progress

# How often two types that share a key belong together, as a share of their occurrences.
_NUMBER = 0.9
_MARK = 0.5
_SAME_WORD = 0.8
_SHORT_WORD = 0.2
_SKELETON = 0.3
_SHORT_SKELETON = 0.1
_KNOWN = 0.7
_CROWD = 40
"""A key shared by more types than this tells nothing about any of them."""


def cognates(
    source: Side, target: Side, progress: Progress, pairs: Sequence[tuple[str, str]] = ()
) -> Pairs:
    """Pairs of types that look alike, with the share of their occurrences to expect together.

    So do `pairs` of single words that are known to translate each other.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(target.types):
        for key, _ in _keys(word):
            holders[key].append(number)
    shares: dict[tuple[int, int], float] = {}
    for number, word in enumerate(progress.track(source.types, len(source.types))):
        for key, share in _keys(word):
            others = holders.get(key, [])
            for other in others if len(others) <= _CROWD else ():
                shares[number, other] = max(shares.get((number, other), 0.0), share)
    for known in _known(source, target, pairs):
        shares[known] = max(shares.get(known, 0.0), _KNOWN)
    ordered = sorted(shares)
    both = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return Pairs(both[:, 0], both[:, 1], np.array([shares[pair] for pair in ordered]))


def _known(
    source: Side, target: Side, pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    """The types of pairs of single words, where both texts have them."""
    left = {type_of(word): number for number, word in enumerate(source.types)}
    right = {type_of(word): number for number, word in enumerate(target.types)}
    for word, other in pairs:
        first, second = tokenize(word), tokenize(other)
        if len(first) == len(second) == 1:
            s, t = left.get(type_of(first[0])), right.get(type_of(second[0]))
            if s is not None and t is not None:
                yield s, t


def _keys(word: str) -> Iterator[tuple[str, float]]:
    """What cognates of `word` have too, and how much that says."""
    if not word[0].isalpha():
        yield word, _NUMBER if word[0].isdigit() else _MARK
        return
    yield type_of(word), _SAME_WORD if len(word) > 3 else _SHORT_WORD
    consonants = skeleton(word)
    if len(consonants) >= 3:
        yield consonants[:4], _SHORT_SKELETON if len(consonants) == 3 else _SKELETON
