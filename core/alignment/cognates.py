"""Words of two texts that look alike: numbers, names, loanwords, in either script."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from core.alignment.pairs import Pairs
from core.alignment.tokens import Side, skeleton, stem
from core.progress import Progress

# How often two types that share a key belong together, as a share of their occurrences.
_NUMBER = 0.9
_MARK = 0.5
_SAME_WORD = 0.8
_SHORT_WORD = 0.2
_SKELETON = 0.3
_SHORT_SKELETON = 0.1
_CROWD = 40
"""A key shared by more types than this tells nothing about any of them."""


def cognates(source: Side, target: Side, progress: Progress) -> Pairs:
    """Pairs of types that look alike, with the share of their occurrences to expect together."""
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
    ordered = sorted(shares)
    both = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return Pairs(both[:, 0], both[:, 1], np.array([shares[pair] for pair in ordered]))


def _keys(word: str) -> Iterator[tuple[str, float]]:
    """What cognates of `word` have too, and how much that says."""
    if not word[0].isalpha():
        yield word, _NUMBER if word[0].isdigit() else _MARK
        return
    yield stem(word), _SAME_WORD if len(word) > 3 else _SHORT_WORD
    consonants = skeleton(word)
    if len(consonants) >= 3:
        yield consonants[:4], _SHORT_SKELETON if len(consonants) == 3 else _SKELETON
