"""Aligns the sentences of two texts: the module to call.

The weight of a bead says how common its shape is, how well the lengths fit and how well the words
explain each other (`model`). The sum over all alignments in a band (`lattice`) gives each bead its
probability; from these the lexicon is learnt anew, and so on. Of all alignments the one is taken
that can expect the most right beads, and a test of permutation tells whether it means anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core import lexicon
from core.alignment.band import Band, clipped, full_band, narrowed
from core.alignment.bead import Alignment, Bead
from core.alignment.bundle import Bundle, Text
from core.alignment.confidence import SOBER, calibrated, features
from core.alignment.corridor import corridor
from core.alignment.fixed import Units, joined, make_units
from core.alignment.known import NOTHING, Known
from core.alignment.lattice import SHAPES, Scores, Step, best_path, posteriors
from core.alignment.model import Model, bead_scores, first_model, improved_model
from core.alignment.moved import Run, moved_passages
from core.alignment.parallel import THRESHOLD, parallel_probability
from core.alignment.tokens import read_side
from core.progress import Progress

_ITERATIONS = 6
_LONG = 3000
_LONG_ITERATIONS = 3
"""For texts of more source sentences than that, which teach more in every iteration."""
_WHOLE_LATTICE = 400_000
"""Up to this many cells the first iteration leaves none out."""
_PRECISION = 0.9
"""The share of right beads to expect, which a further bead has to beat."""

_NEVER = -1e4
"""The weight of a bead that may not be, in nats: finite, since weights are added and subtracted."""


@dataclass(frozen=True, slots=True)
class _Estimate:
    """What was learnt, and the weight and the probability of every bead in a band."""

    model: Model
    band: Band
    scores: Scores
    posteriors: Scores


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    progress: Progress | None = None,
    *,
    accepted: Sequence[Bead] = (),
    known: Known = NOTHING,
) -> Alignment:
    """Group the sentences of two texts into beads that translate each other.

    Any sentences and any language tags will do. The same texts always get the same alignment.
    `accepted` beads, in the order of both texts, are kept exactly as they are; what lies between
    them is aligned, with what their words teach. So do the words and sentences that are `known`;
    the seed lexicon adds its own words for languages it has. Raises Cancelled when the person has
    cancelled.
    """
    languages = source_language, target_language
    (found,) = _aligned([(source, target)], accepted, languages, known, progress)
    return found


def align_many(
    texts: Sequence[Text],
    source_language: str,
    target_language: str,
    progress: Progress | None = None,
    *,
    known: Known = NOTHING,
) -> list[Alignment]:
    """Align several texts with their translations, as `align` does, but together.

    What is learnt from each serves all.
    """
    return _aligned(texts, (), (source_language, target_language), known, progress)


def _aligned(
    texts: Sequence[Text],
    accepted: Sequence[Bead],
    languages: tuple[str, str],
    known: Known,
    progress: Progress | None,
) -> list[Alignment]:
    """Align texts as one; the accepted beads are of the first."""
    progress = progress or Progress()
    whole = Bundle()
    whole.teach(known.sentences)
    for number, text in enumerate(texts):
        whole.add(text, () if number else accepted)
    units = make_units(len(whole.source), len(whole.target), whole.fixed)
    words = (*lexicon.pairs(*languages), *known.words)
    beads = _beads(whole.source, whole.target, units, words, progress.part(0, 0.85))
    result = []
    for number, (text, part) in enumerate(zip(texts, whole.apart(beads), strict=True)):
        share = 0.85 + 0.15 * number / len(texts)
        stage = progress.part(share, share + 0.15 / len(texts))
        result.append(_judged(*text, part, stage))
    return result


def _judged(
    source: Sequence[str], target: Sequence[str], beads: tuple[Bead, ...], progress: Progress
) -> Alignment:
    """The alignment with its verdict, and with what was moved."""

    def judge(left: Run, right: Run, stage: Progress) -> float:
        passage, other = source[slice(*left)], target[slice(*right)]
        units = make_units(len(passage), len(other), ())
        found = _beads(passage, other, units, (), stage.part(0, 0.5))
        return parallel_probability(passage, other, found, stage.part(0.5, 1))

    probability = parallel_probability(source, target, beads, progress.part(0, 0.5))
    moved = moved_passages(source, target, beads, judge, progress.part(0.5, 1))
    return Alignment(beads, probability >= THRESHOLD, probability, moved)


def _beads(
    source: Sequence[str],
    target: Sequence[str],
    units: Units,
    pairs: Sequence[tuple[str, str]],
    progress: Progress,
) -> tuple[Bead, ...]:
    """Beads that cover both texts, in order."""
    if not source or not target:
        return units.alone()
    left = read_side(joined(source, units.rows), progress.part(0, 0.02))
    right = read_side(joined(target, units.columns), progress.part(0.02, 0.05))
    model = first_model(left, right, progress.part(0.05, 0.1), pairs)
    estimate = _estimate(model, units, progress.part(0.1, 0.9))
    steps = _most_right(estimate, units, progress.part(0.9, 0.95))
    sure = _confidences(estimate, steps, progress.part(0.95, 1))
    return tuple(units.bead(*each) for each in zip(steps, sure, strict=True))


def _estimate(model: Model, units: Units, progress: Progress) -> _Estimate:
    """Expectation and maximisation by turns; the band narrows to what is still possible."""
    source, target = model.source, model.target
    if (len(source) + 1) * (len(target) + 1) <= _WHOLE_LATTICE:
        band = clipped(full_band(len(source), len(target)), units.floor, units.ceiling)
    else:
        band = corridor(source, target, model.likely, units)
    count = _LONG_ITERATIONS if len(source) > _LONG else _ITERATIONS
    for number in range(1, count + 1):
        stage = progress.part((number - 1) / count, number / count)
        scores = bead_scores(model, band, stage.part(0, 0.4))
        scores[units.forbidden(band)] = _NEVER
        found, _ = posteriors(band, scores, stage.part(0.4, 0.7))
        if number < count:
            narrower = narrowed(band, found)
            found = found[:, narrower.cells_in(band)]
            model = improved_model(model, narrower, found, stage.part(0.7, 1))
            band = narrower
    return _Estimate(model, band, scores, found)


def _most_right(estimate: _Estimate, units: Units, progress: Progress) -> list[Step]:
    """The alignment with the highest expected F1 of beads (a minimum-risk decision).

    A right pair counts for precision and for recall, a sentence left alone only for precision;
    every bead costs the precision to be expected.
    """
    worth = np.array([2 if a and b else 1 for a, b in SHAPES], dtype=np.float32)
    gains = estimate.posteriors * worth[:, None] - np.float32(_PRECISION)
    gains[units.forbidden(estimate.band)] = _NEVER
    return best_path(estimate.band, gains, progress)


def _confidences(estimate: _Estimate, steps: Sequence[Step], progress: Progress) -> list[float]:
    """How sure each bead is."""
    model = estimate.model
    sober, _ = posteriors(estimate.band, estimate.scores * np.float32(SOBER), progress)
    shapes, cells = (
        np.array([getattr(step, name) for step in steps]) for name in ("shape", "cell")
    )
    rows = features(
        steps,
        sober[shapes, cells].astype(np.float64),
        float(np.exp(model.priors[SHAPES.index((1, 1))])),
        model.lengths,
        (model.source.lengths, model.target.lengths),
    )
    result: list[float] = calibrated(rows).tolist()
    return result
