"""Aligns the sentences of two texts: the module to call."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.alignment.band import Band, full_band, narrowed
from core.alignment.bead import Alignment, Bead
from core.alignment.corridor import corridor
from core.alignment.lattice import SHAPES, Scores, best_path, posteriors
from core.alignment.model import Model, bead_scores, first_model, improved_model
from core.alignment.tokens import Side, read_side
from core.progress import Progress

ITERATIONS = 6
PRECISION = 0.9
"""The share of right beads to expect, which a further bead has to beat."""
_WHOLE = 400_000
"""Up to this many cells nothing is left out of the first pass."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How probable each bead is in the end, and the log of the weight of all alignments."""

    band: Band
    posteriors: Scores
    evidence: float


def align(source: Sequence[str], target: Sequence[str], source_language: str, target_language: str,
          progress: Progress | None = None) -> Alignment:
    """Group the sentences."""
    progress = progress or Progress()
    left, right = read_side(source), read_side(target)
    if not source or not target:
        beads = [Bead((i,), (), 1.0) for i in range(len(source))] + [Bead((), (j,), 1.0) for j in range(len(target))]
        return Alignment(tuple(beads), False, 0.0)
    found = estimate(left, right, progress)
    return Alignment(decode(found, progress), True, 1.0)


def estimate(source: Side, target: Side, progress: Progress, iterations=None) -> Estimate:
    iterations = iterations or ITERATIONS
    model = first_model(source, target)
    whole = (len(source) + 1) * (len(target) + 1) <= _WHOLE
    band = full_band(len(source), len(target)) if whole else corridor(model)
    for number in range(iterations):
        stage = progress.part(number / iterations, (number + 1) / iterations)
        scores = bead_scores(model, band, stage.part(0, 0.4))
        found, evidence = posteriors(band, scores, stage.part(0.4, 0.7))
        if number == iterations - 1:
            return Estimate(band, found, evidence)
        model = improved_model(model, band, found, stage.part(0.7, 1))
        band = narrowed(band, found)


def decode(found: Estimate, progress: Progress) -> tuple[Bead, ...]:
    beads = []
    for (i, j), (a, b), cell in best_path(found.band, _gains(found.posteriors), progress):
        confidence = min(max(float(found.posteriors[SHAPES.index((a, b)), cell]), 0.0), 1.0)
        beads.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j)), confidence))
    return tuple(beads)


def _gains(found: Scores) -> Scores:
    worth = np.array([2 if a and b else 1 for a, b in SHAPES], dtype=np.float32)
    return found * worth[:, None] - np.float32(PRECISION)
