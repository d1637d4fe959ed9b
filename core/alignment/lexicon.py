"""Which words translate each other: learnt from the two texts, with cognates as a start."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.alignment.tokens import Floats, Ints, Side, skeleton

SMOOTHING = 2.0
"""How many sightings it takes until a word's own translations outweigh mere chance."""
DISCOUNT = 1.0
"""How many of a pair's sightings are left out, so that it is no evidence for itself."""
TRUST = 1.0
"""How many sightings the likeness of two cognates is worth once words have been counted."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a source type and a target type, sorted, each once, with a weight."""

    source: Ints
    target: Ints
    weight: Floats


@dataclass(frozen=True, slots=True)
class Table:
    """P(word | word of the other language) / P(word), for one direction of translation.

    The ratio of a pair is `base` of the explaining word plus the `excess` of the pair, where the
    two are a pair; pairs are in rows by source type: those of type s lie at starts[s]–starts[s+1].
    """

    base: Floats
    starts: Ints
    targets: Ints
    excess: Floats


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`forth` explains source words by target words, `back` target words by source words."""

    forth: Table
    back: Table


def first_lexicon(source: Side, target: Side, likely: Pairs) -> Lexicon:
    """The lexicon before anything is aligned: cognates only."""
    rarer = np.minimum(source.frequencies[likely.source], target.frequencies[likely.target])
    counts = Pairs(likely.source, likely.target, likely.weight * rarer)
    return Lexicon(_table(counts, source, target, True), _table(counts, source, target, False))


def learned_lexicon(source: Side, target: Side, forth: Pairs, back: Pairs, likely: Pairs) -> Lexicon:
    """The lexicon that the counted pairs speak for, helped by cognates."""
    hints = Pairs(likely.source, likely.target, likely.weight * TRUST)
    return Lexicon(
        _table(add_pairs([forth, hints]), source, target, True),
        _table(add_pairs([back, hints]), source, target, False),
    )


def _table(counts: Pairs, source: Side, target: Side, forth: bool) -> Table:
    """Dirichlet-smoothed ratios: (count / P(word) + SMOOTHING) / (all of the explaining + SMOOTHING)."""
    explained, explaining = (counts.source, counts.target) if forth else (counts.target, counts.source)
    words, others = (source, target) if forth else (target, source)
    known = np.bincount(explaining, counts.weight, len(others.types)) + SMOOTHING
    chance = words.frequencies / max(1.0, words.frequencies.sum())
    return Table(
        base=SMOOTHING / known,
        starts=np.searchsorted(counts.source, np.arange(len(source.types) + 1)),
        targets=counts.target,
        excess=counts.weight / (chance[explained] * known[explaining]),
    )


def add_pairs(parts: Iterable[Pairs]) -> Pairs:
    """The union of all pairs, weights of the same pair added."""
    listed = list(parts)
    source = np.concatenate([part.source for part in listed])
    target = np.concatenate([part.target for part in listed])
    weight = np.concatenate([part.weight for part in listed])
    if not len(source):
        return Pairs(source, target, weight)
    width = int(target.max()) + 1
    keys = source * width + target
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return Pairs(keys[first] // width, keys[first] % width, np.add.reduceat(weight[order], first))


def cognates(source: Side, target: Side) -> Pairs:
    """Pairs of types that look alike; `weight` is the share of occurrences to expect together."""
    keys: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(target.types):
        for key in _keys(word):
            keys[key].append(number)
    found: dict[tuple[int, int], float] = {}
    for number, word in enumerate(source.types):
        for key, weight in _keys(word).items():
            for other in keys.get(key, ()):
                pair = (number, other)
                found[pair] = max(found.get(pair, 0.0), weight)
    ordered = sorted(found)
    both = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    return Pairs(both[:, 0], both[:, 1], np.array([found[pair] for pair in ordered]))


NUM, PUNCT, SAME, SHORT, BONES, BONES3 = 0.9, 0.5, 0.5, 0.2, 0.3, 0.1


def _keys(word: str) -> dict[str, float]:
    """What two cognates share, and how often words that share it belong together."""
    if not word.isalpha():
        return {word: NUM if word[0].isdigit() else PUNCT}
    keys = {word[:6]: SAME if len(word) > 3 else SHORT}
    bones = skeleton(word)
    if len(bones) >= 3:
        keys["=" + bones[:4]] = BONES3 if len(bones) == 3 else BONES
    return keys
