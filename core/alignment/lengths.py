"""How well the lengths of two groups of sentences fit (Gale & Church 1993, Moore 2002)."""

from dataclasses import dataclass
from math import lgamma, log, pi

import numpy as np

from core.alignment.tokens import Floats

FREEDOM = 4.0
"""Degrees of freedom of Student's t: heavier tails than Gale & Church's normal distribution."""


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Target letters per source letter, the variance per letter, and ordinary lengths.

    A translation of l letters has about `ratio` · l, with variance `variance` · l (Gale & Church
    1993, there 1.06 and 6.8). Sentences that are no translations have lengths distributed by
    Gamma(shape, scale), so that b of them together have Gamma(b · shape, scale).
    """

    ratio: float
    variance: float
    source_gamma: tuple[float, float]
    target_gamma: tuple[float, float]

    def score(self, source: Floats, target: Floats, a: int, b: int) -> Floats:
        """log P(lengths | translation) - log P(lengths | chance), the mean of both directions.

        `source` holds the total lengths of `a` sentences, `target` those of `b`.
        """
        forth = _log_t(target, source * self.ratio, self.variance)
        back = _log_t(source, target / self.ratio, self.variance)
        chance = _log_gamma(target, b, self.target_gamma) + _log_gamma(source, a, self.source_gamma)
        return (forth + back - chance) / 2


def first_model(source: Floats, target: Floats, variance: float) -> LengthModel:
    """The model before anything is aligned: the texts as a whole give the ratio."""
    ratio = float(target.sum() / source.sum())
    return LengthModel(min(max(ratio, 0.4), 2.5), variance, _fit_gamma(source), _fit_gamma(target))


def _fit_gamma(lengths: Floats) -> tuple[float, float]:
    mean = float(lengths.mean())
    variance = max(float(lengths.var()), 0.05 * mean * mean)
    return mean * mean / variance, variance / mean


def _log_t(value: Floats, expected: Floats, variance: float) -> Floats:
    spread = variance * expected
    constant = (
        lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2) - 0.5 * log(FREEDOM * pi)
    )
    distance = (value - expected) ** 2 / (spread * FREEDOM)
    result: Floats = constant - 0.5 * np.log(spread) - (FREEDOM + 1) / 2 * np.log1p(distance)
    return result


def _log_gamma(value: Floats, count: int, gamma: tuple[float, float]) -> Floats:
    shape, scale = gamma[0] * count, gamma[1]
    result: Floats = (
        (shape - 1) * np.log(value) - value / scale - lgamma(shape) - shape * log(scale)
    )
    return result
