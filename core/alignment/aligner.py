"""Aligns the sentences of two texts: the module to call.

The weight of a bead says how common its shape is, how well the lengths fit and how well the words
explain each other (`model`). The sum over all alignments in a band (`lattice`) gives each bead its
probability; from these the lexicon is learnt anew, and so on. Of all alignments the one is taken
that can expect the most right beads, and a test of permutation tells whether it means anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.alignment.band import Band, full_band, narrowed
from core.alignment.bead import Alignment, Bead
from core.alignment.corridor import corridor
from core.alignment.lattice import SHAPES, Scores, best_path, posteriors
from core.alignment.model import bead_scores, first_model, improved_model
from core.alignment.parallel import THRESHOLD, parallel_probability
from core.alignment.tokens import Side, read_side
from core.progress import Progress

_ITERATIONS = 6
_LONG = 3000
_LONG_ITERATIONS = 4
"""For texts of more source sentences than that, which teach more in every iteration."""
_WHOLE_LATTICE = 400_000
"""Up to this many cells the first iteration leaves none out."""
_PRECISION = 0.9
"""The share of right beads to expect, which a further bead has to beat."""


@dataclass(frozen=True, slots=True)
class _Estimate:
    """The probability of every bead in a band."""

    band: Band
    posteriors: Scores


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,  # noqa: ARG001 - the model learns from the texts; termbases will ask
    target_language: str,  # noqa: ARG001
    progress: Progress | None = None,
) -> Alignment:
    """Group the sentences of two texts into beads that translate each other.

    Any sentences and any language tags will do. The same texts always get the same alignment.
    Raises Cancelled when the person has cancelled.
    """
    progress = progress or Progress()
    if source and target:
        left = read_side(source, progress.part(0, 0.02))
        right = read_side(target, progress.part(0.02, 0.05))
        estimate = _estimate(left, right, progress.part(0.05, 0.85))
        beads = _most_right_beads(estimate, progress.part(0.85, 0.9))
    else:
        beads = tuple(Bead((i,), (), 1.0) for i in range(len(source)))
        beads += tuple(Bead((), (j,), 1.0) for j in range(len(target)))
    probability = parallel_probability(source, target, beads, progress.part(0.9, 1))
    return Alignment(beads, probability >= THRESHOLD, probability)


def _estimate(source: Side, target: Side, progress: Progress) -> _Estimate:
    """Expectation and maximisation by turns; the band narrows to what is still possible."""
    model = first_model(source, target, progress.part(0, 0.1))
    if (len(source) + 1) * (len(target) + 1) <= _WHOLE_LATTICE:
        band = full_band(len(source), len(target))
    else:
        band = corridor(source, target, model.likely)
    count = _LONG_ITERATIONS if len(source) > _LONG else _ITERATIONS
    for number in range(1, count + 1):
        stage = progress.part(0.1 + 0.9 * (number - 1) / count, 0.1 + 0.9 * number / count)
        scores = bead_scores(model, band, stage.part(0, 0.4))
        found, _ = posteriors(band, scores, stage.part(0.4, 0.7))
        if number < count:
            model = improved_model(model, band, found, stage.part(0.7, 1))
            band = narrowed(band, found)
    return _Estimate(band, found)


def _most_right_beads(estimate: _Estimate, progress: Progress) -> tuple[Bead, ...]:
    """The alignment with the highest expected F1 of beads (a minimum-risk decision).

    A right pair counts for precision and for recall, a sentence left alone only for precision;
    every bead costs the precision to be expected.
    """
    worth = np.array([2 if a and b else 1 for a, b in SHAPES], dtype=np.float32)
    gains = estimate.posteriors * worth[:, None] - np.float32(_PRECISION)
    beads = []
    for step in best_path(estimate.band, gains, progress):
        a, b = SHAPES[step.shape]
        source = tuple(range(step.source_end - a, step.source_end))
        target = tuple(range(step.target_end - b, step.target_end))
        beads.append(Bead(source, target, float(estimate.posteriors[step.shape, step.cell])))
    return tuple(beads)
