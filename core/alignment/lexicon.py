"""Which words translate each other: IBM model 1 with smoothing, started from cognates."""

from dataclasses import dataclass, replace

import numpy as np

from core.alignment.pairs import Pairs, add_pairs
from core.alignment.tokens import Floats, Ints, Side
from core.progress import Progress

SMOOTHING = 1.0
"""How many sightings it takes until a word's own translations outweigh mere chance."""
TRUST = 3.0
"""How many sightings the likeness of two words is worth once words have been counted."""
_NEGLIGIBLE = 0.05
"""Pairs that explain each other so little, compared with chance, are forgotten, to save time."""


@dataclass(frozen=True, slots=True)
class Table:
    """P(word | word of the other language) / P(word), for one direction.

    The ratio is `base` of the explaining word, plus `excess` where the two are a known pair.
    """

    base: Floats
    excess: Floats


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`forth` explains source words by target words, `back` target words by source words.

    Known pairs lie in rows by source type: `targets` of type s are starts[s]–starts[s + 1].
    """

    starts: Ints
    targets: Ints
    forth: Table
    back: Table


def first_lexicon(source: Side, target: Side, likely: Pairs) -> Lexicon:
    """The lexicon before anything is aligned: cognates only."""
    rarer = np.minimum(source.frequencies[likely.source], target.frequencies[likely.target])
    return _lexicon(source, target, _both_ways(likely, rarer))


def learned_lexicon(
    source: Side, target: Side, counts: Pairs, likely: Pairs, progress: Progress
) -> Lexicon:
    """The lexicon that counted pairs speak for, helped by cognates.

    The weights of `counts` are, per pair: how often the source word was explained by the target
    word, how often the other way round, and how often the two met at all. One meeting is left
    out of the counts, so that no pair is evidence for itself.
    """
    left = np.maximum(0.0, 1 - 1 / counts.weight[:, 2])
    kept = left > 0
    weight = (counts.weight[:, :2] * left[:, None])[kept]
    learned = Pairs(counts.source[kept], counts.target[kept], weight)
    both = add_pairs([learned, _both_ways(likely, TRUST)], 2, progress)
    return _lexicon(source, target, both)


def _both_ways(likely: Pairs, times: Floats | float) -> Pairs:
    """Counts of cognates that are as good in either direction."""
    weight = likely.weight * times
    return Pairs(likely.source, likely.target, np.stack((weight, weight), axis=1))


def _lexicon(source: Side, target: Side, counts: Pairs) -> Lexicon:
    """Counts smoothed by a Dirichlet prior whose mean is the word's own frequency."""
    forth = _table(source, target, counts.source, counts.target, counts.weight[:, 0])
    back = _table(target, source, counts.target, counts.source, counts.weight[:, 1])
    kept = np.maximum(forth.excess, back.excess) > _NEGLIGIBLE
    return Lexicon(
        starts=np.searchsorted(counts.source[kept], np.arange(len(source.types) + 1)),
        targets=counts.target[kept],
        forth=replace(forth, excess=forth.excess[kept]),
        back=replace(back, excess=back.excess[kept]),
    )


def _table(words: Side, others: Side, explained: Ints, explaining: Ints, weight: Floats) -> Table:
    known = np.bincount(explaining, weight, len(others.types)) + SMOOTHING
    chance = words.frequencies / max(1.0, words.frequencies.sum())
    return Table(
        base=np.divide(SMOOTHING, known),
        excess=weight / (chance[explained] * known[explaining]),
    )
