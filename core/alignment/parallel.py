"""Whether two texts look like translations of each other at all.

The test is one of permutation (Fisher 1935): if the texts are translations, their sentences fit
far better in the order they have than in any other. Headings and numbers of articles or lists
fit in order between any two documents of a kind, so they keep their places and prove nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import exp, log, log2, sqrt
from random import Random
from statistics import fmean, median, pvariance

import numpy as np
import regex

from core.alignment.band import full_band
from core.alignment.bead import Bead
from core.alignment.lattice import SHAPES, evidence, posteriors
from core.alignment.model import bead_scores, first_model
from core.alignment.structure import is_heading, without_marker
from core.alignment.tokens import read_side, tokenize
from core.progress import Progress

THRESHOLD = 0.5
"""Texts with at least this probability count as translations of each other."""
_ORDERS = 24
"""How many other orders the true one is compared with."""
_EXCERPTS = 3
_EXCERPT_BEADS = 40
_SEVERAL = 4
"""So many numbers, and none in common, contradict each other."""
_TINY = 3
"""Up to so many sentences on both sides, order tells nothing."""
_ALONE = np.array([0 if a and b else a + b for a, b in SHAPES])
"""How many sentences a bead of each shape leaves alone."""

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

    How much better the true order fits than the mean of other orders, in standard deviations
    (with half a nat² of variance per sentence added); than the best of them, in nats per square
    root of sentences; the share of sentences that stay alone; the log of the number of sentences;
    the log of the share of numbers that both texts have; whether there are several numbers and
    none in common; 1.
    """
    shared, single = _numbers_in_common(source, target)
    source, target = [without_marker(s) for s in source], [without_marker(s) for s in target]
    left, right = read_side(source, Progress()), read_side(target, Progress())
    band = full_band(len(source), len(target))
    model = first_model(left, right, Progress())
    scores = bead_scores(model, band, progress.part(0, 0.1))
    found, truth = posteriors(band, scores, progress.part(0.1, 0.2))
    alone = float(_ALONE @ found.sum(axis=1, dtype=np.float64)) / (len(source) + len(target))
    others = []
    for number, order in enumerate(_other_orders(target)):
        share = 0.2 + 0.8 * number / _ORDERS
        stage = progress.part(share, share + 0.8 / _ORDERS)
        shuffled = replace(model, target=right.reordered(order))
        scores = bead_scores(shuffled, band, stage.part(0, 0.7))
        others.append(evidence(band, scores, stage.part(0.7, 1)))
    size = (len(source) + len(target)) / 2
    return (
        (truth - fmean(others)) / sqrt(pvariance(others) + size / 2),
        (truth - max(others)) / sqrt(size),
        alone,
        log(size),
        log((shared + 0.5) / (shared + single + 1)),
        float(shared == 0 and single >= _SEVERAL),
        1.0,
    )


def _numbers_in_common(source: Sequence[str], target: Sequence[str]) -> tuple[int, int]:
    """How many numbers of the running text occur in both texts, and how many in one only."""
    left, right = (
        Counter(
            token
            for sentence in text
            if not is_heading(sentence)
            for token in tokenize(without_marker(sentence))
            if token[0].isdigit()
        )
        for text in (source, target)
    )
    return (left & right).total(), ((left - right) + (right - left)).total()


def _other_orders(sentences: list[str]) -> Iterator[list[int]]:
    """The sentences reversed, halves swapped, and shuffled; headings stay where they are."""
    places = [i for i, sentence in enumerate(sentences) if not is_heading(sentence)]
    middle = len(places) // 2
    orders = [places[::-1], places[middle:] + places[:middle]]
    generator = Random(0)  # a fixed seed: the same texts always get the same answer
    orders += [generator.sample(places, len(places)) for _ in range(_ORDERS - len(orders))]
    for order in orders:
        result = list(range(len(sentences)))
        for place, taken in zip(places, order, strict=True):
            result[place] = taken
        yield result


# Logistic regression over 3,000 windows of 4–50 sentences of the development data: translations,
# whole and with gaps, against shuffled, foreign, neighbouring and unevenly long ones. The last
# weight is 0.85 lower than the fitted one: a wrong yes is taken as 2⅓ times as bad as a wrong no.
_WEIGHTS = (1.61, 0.67, -8.66, -0.93, 0.79, -2.41, 0.84)


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
