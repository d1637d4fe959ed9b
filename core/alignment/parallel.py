"""Whether two texts look like translations of each other at all.

The test is one of permutation (Fisher 1935): if the texts are translations, their sentences fit
far better in the order they have than in any other. Headings and numbers of articles or lists
fit in order between any two documents of a kind, so they keep their places and prove nothing.
"""

from collections.abc import Iterator, Sequence
from math import exp, log, log2, sqrt
from random import Random
from statistics import fmean, median

import numpy as np
import regex

from core.alignment.band import full_band
from core.alignment.bead import Bead
from core.alignment.lattice import SHAPES, evidence, posteriors
from core.alignment.model import bead_scores, first_model
from core.alignment.structure import is_heading, without_marker
from core.alignment.tokens import read_side
from core.progress import Progress

_ORDERS = 8
_EXCERPTS = 5
_EXCERPT_BEADS = 40
THRESHOLD = 0.5
_TINY = 3
"""Up to so many sentences on both sides, order tells nothing."""
_UNLINKED = np.array([a + b if not (a and b) else 0 for a, b in SHAPES])

_NUMBER = regex.compile(r"\p{N}+")


def parallel_probability(
    source: Sequence[str], target: Sequence[str], beads: Sequence[Bead], progress: Progress
) -> float:
    """The probability that `target` translates `source`; long texts are judged by excerpts."""
    if not source or not target:
        return 0.0
    if list(source) == list(target):
        return 1.0
    if max(len(source), len(target)) <= _TINY:
        return _tiny_probability(source, target)
    excerpts = list(_excerpts(source, target, beads))
    found = []
    for number, (left, right) in enumerate(excerpts):
        stage = progress.part(number / len(excerpts), (number + 1) / len(excerpts))
        found.append(_logistic(features(left, right, stage)) if left and right else 0.0)
    return median(found)


def _excerpts(
    source: Sequence[str], target: Sequence[str], beads: Sequence[Bead]
) -> Iterator[tuple[list[str], list[str]]]:
    """The whole of short texts; of long ones, stretches of aligned sentences spread evenly."""
    if len(beads) <= _EXCERPTS * _EXCERPT_BEADS // 2:
        yield list(source), list(target)
        return
    for number in range(_EXCERPTS):
        first = (len(beads) - _EXCERPT_BEADS) * number // (_EXCERPTS - 1)
        chosen = beads[first : first + _EXCERPT_BEADS]
        yield (
            [source[i] for bead in chosen for i in bead.source],
            [target[j] for bead in chosen for j in bead.target],
        )


def features(source: list[str], target: list[str], progress: Progress) -> tuple[float, ...]:
    """What the verdict rests on.

    How much better the true order fits than other orders do on average, and than the best of
    them, in nats per square root of sentences; the share of sentences that stay alone; the log
    of the number of sentences; 1.
    """
    source, target = [without_marker(s) for s in source], [without_marker(s) for s in target]
    left, right = read_side(source, progress), read_side(target, progress)
    band = full_band(len(source), len(target))
    scores = bead_scores(first_model(left, right, progress), band, progress.part(0, 0.1))
    found, truth = posteriors(band, scores, progress.part(0.1, 0.2))
    alone = float(_UNLINKED @ found.sum(axis=1, dtype=np.float64)) / (len(source) + len(target))
    others = []
    for number, order in enumerate(_other_orders(target)):
        stage = progress.part(0.2 + 0.1 * number, 0.3 + 0.1 * number)
        shuffled = first_model(left, read_side(order, stage), stage)
        others.append(evidence(band, bead_scores(shuffled, band, stage), stage))
    size = (len(source) + len(target)) / 2
    return (
        (truth - fmean(others)) / sqrt(size),
        (truth - max(others)) / sqrt(size),
        alone,
        log(size),
        1.0,
    )


def _other_orders(sentences: list[str]) -> Iterator[list[str]]:
    """The sentences reversed, halves swapped, and shuffled; headings stay where they are."""
    places = [i for i, sentence in enumerate(sentences) if not is_heading(sentence)]
    middle = len(places) // 2
    orders = [places[::-1], places[middle:] + places[:middle]]
    generator = Random(0)  # a fixed seed: the same texts always get the same answer
    orders += [generator.sample(places, len(places)) for _ in range(_ORDERS - len(orders))]
    for order in orders:
        result = list(sentences)
        for place, taken in zip(places, order, strict=True):
            result[place] = sentences[taken]
        yield result


# Logistic regression over windows of 4–50 sentences of the development data: parallel ones, with
# and without gaps, against shuffled, foreign, neighbouring and unevenly long ones.
_WEIGHTS = (0.74, 0.84, -13.6, -1.08, 1.61)


def _logistic(values: tuple[float, ...]) -> float:
    total = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _tiny_probability(source: Sequence[str], target: Sequence[str]) -> float:
    """A guess between 0.3 and 0.7, from lengths within a factor of two and from numbers."""
    left, right = " ".join(source), " ".join(target)
    difference = abs(log2((len(left) + 20) / (len(right) + 20)))
    numbers, others = set(_NUMBER.findall(left)), set(_NUMBER.findall(right))
    contradiction = 0.15 if numbers and others and not numbers & others else 0.0
    return min(max(0.7 - 0.2 * difference - contradiction, 0.3), 0.7)
