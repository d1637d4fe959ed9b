"""How well the lengths of two groups of sentences fit (Gale & Church 1993, Moore 2002)."""

from dataclasses import dataclass, replace
from math import lgamma, log, pi

import numpy as np

from core.alignment.tokens import Floats

FREEDOM = 4.0
"""Degrees of freedom of Student's t: heavier tails than Gale & Church's normal distribution."""
VARIANCE = 5.0
"""Variance per character before a text shows its own; Gale & Church found 6.8 for the normal."""
PRIOR_PAIRS = 10.0
"""How many pairs of sentences it takes to believe a text as much as VARIANCE …"""
PRIOR_CHARACTERS = 1000.0
"""… and how many characters to believe the ratio of its pairs as much as that of the whole."""


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Target characters per source character, and how lengths are spread in either text.

    A translation of l characters has about `ratio` · l, with variance `variance` · l. Where
    nothing is translated, lengths follow Gamma(shape, scale), so b sentences Gamma(b · shape,
    scale).
    """

    ratio: float
    variance: float
    source_gamma: tuple[float, float]
    target_gamma: tuple[float, float]

    def score(self, source: Floats, target: Floats, a: int, b: int) -> Floats:
        """log P(lengths | translation) - log P(lengths | chance), the mean of both directions.

        `source` holds the total lengths of `a` sentences, `target` those of `b`.
        """
        forth = _log_t(target, source * self.ratio, self.variance) - _log_gamma(
            target, b, self.target_gamma
        )
        back = _log_t(source, target / self.ratio, self.variance) - _log_gamma(
            source, a, self.source_gamma
        )
        return (forth + back) / 2

    def misfit(self, source: Floats, target: Floats) -> Floats:
        """How much likelier the best fitting length would be, in nats; 0 is a perfect fit."""
        expected = np.sqrt(np.maximum(self.ratio * source * target, 1))
        distance = (target - self.ratio * source) ** 2 / (self.variance * FREEDOM * expected)
        result: Floats = (FREEDOM + 1) / 2 * np.log1p(distance)
        return result


def length_model(source: Floats, target: Floats) -> LengthModel:
    """The model of two texts, from the lengths of their sentences."""
    ratio = min(max(float(target.sum() / source.sum()), 0.5), 2.0)
    return LengthModel(ratio, VARIANCE, _fit_gamma(source), _fit_gamma(target))


def learned_lengths(
    model: LengthModel, source: Floats, target: Floats, weight: Floats
) -> LengthModel:
    """The model that fits pairs of sentences linked with these probabilities (one step of EM).

    The spread of Student's t is found by giving outliers less weight (Lange et al. 1989).
    """
    ratio = float(
        (weight @ target + PRIOR_CHARACTERS * model.ratio) / (weight @ source + PRIOR_CHARACTERS)
    )
    squares = (target - ratio * source) ** 2
    total, count = VARIANCE * PRIOR_PAIRS, PRIOR_PAIRS
    for expected, difference in ((ratio * source, squares), (target / ratio, squares / ratio**2)):
        spread = difference / expected
        outliers = (FREEDOM + 1) / (FREEDOM + spread / model.variance)
        total += float(weight @ (outliers * spread)) / 2
        count += float(weight.sum()) / 2
    return replace(model, ratio=ratio, variance=total / count)


def _fit_gamma(lengths: Floats) -> tuple[float, float]:
    """Shape and scale by the method of moments."""
    mean = float(lengths.mean())
    variance = max(float(lengths.var()), 0.05 * mean * mean)
    return mean * mean / variance, variance / mean


def _log_t(value: Floats, expected: Floats, variance: float) -> Floats:
    spread = variance * expected
    constant = lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2) - 0.5 * log(FREEDOM * pi)
    distance = (value - expected) ** 2 / (spread * FREEDOM)
    result: Floats = constant - 0.5 * np.log(spread) - (FREEDOM + 1) / 2 * np.log1p(distance)
    return result


def _log_gamma(value: Floats, count: int, gamma: tuple[float, float]) -> Floats:
    shape, scale = gamma[0] * count, gamma[1]
    constant = lgamma(shape) + shape * log(scale)
    result: Floats = (shape - 1) * np.log(value) - value / scale - constant
    return result
