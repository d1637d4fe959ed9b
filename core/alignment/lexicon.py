"""Which words translate each other: IBM model 1 with smoothing, started from cognates."""

from dataclasses import dataclass

import numpy as np

from core.alignment.pairs import Pairs, add_pairs
from core.alignment.tokens import Floats, Ints, Side

SMOOTHING = 1.0
"""How many sightings it takes until a word's own translations outweigh mere chance."""
TRUST = 3.0
"""How many sightings the likeness of two words is worth once words have been counted."""


@dataclass(frozen=True, slots=True)
class Table:
    """P(word | word of the other language) / P(word), for one direction.

    The ratio is `base` of the explaining word, plus `excess` where the two are a known pair.
    Pairs lie in rows by source type: those of type s are starts[s]–starts[s + 1].
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


def learned_lexicon(source: Side, target: Side, counts: Pairs, likely: Pairs) -> Lexicon:
    """The lexicon that counted pairs speak for, helped by cognates.

    The weights of `counts` are, per pair: how often the source word was explained by the target
    word, how often the other way round, and how often the two met at all. One meeting is left
    out of the counts, so that no pair is evidence for itself.
    """
    left = np.maximum(0.0, 1 - 1 / counts.weight[:, 2])
    kept = left > 0
    hints = Pairs(likely.source, likely.target, likely.weight * TRUST)
    tables = []
    for direction, forth in enumerate((True, False)):
        weight = (counts.weight[:, direction] * left)[kept]
        learned = Pairs(counts.source[kept], counts.target[kept], weight)
        tables.append(_table(add_pairs([learned, hints]), source, target, forth))
    return Lexicon(*tables)


def _table(counts: Pairs, source: Side, target: Side, forth: bool) -> Table:
    """Counts smoothed by a Dirichlet prior whose mean is the word's own frequency."""
    if forth:
        words, others, explained, explaining = source, target, counts.source, counts.target
    else:
        words, others, explained, explaining = target, source, counts.target, counts.source
    known = np.bincount(explaining, counts.weight, len(others.types)) + SMOOTHING
    chance = words.frequencies / max(1.0, words.frequencies.sum())
    return Table(
        base=np.divide(SMOOTHING, known),
        starts=np.searchsorted(counts.source, np.arange(len(source.types) + 1)),
        targets=counts.target,
        excess=counts.weight / (chance[explained] * known[explaining]),
    )
