"""Aligns the sentences of two texts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from core.alignment.band import Band, full_band, make_band
from core.alignment.bead import Alignment, Bead
from core.alignment.lattice import SHAPES, Scores, best_path, posteriors
from core.alignment.lengths import first_model
from core.alignment.lexicon import cognates, first_lexicon
from core.alignment.scores import Model, bead_scores, relearn
from core.alignment.tokens import Floats, Ints, Side, read_side
from core.progress import Progress

ITERATIONS = 5
VARIANCE = 8.0
PRIORS = {(1, 1): 0.80, (1, 0): 0.04, (0, 1): 0.04, (2, 1): 0.045, (1, 2): 0.045, (2, 2): 0.008,
          (3, 1): 0.008, (1, 3): 0.008, (4, 1): 0.002, (1, 4): 0.002, (3, 2): 0.001, (2, 3): 0.001}
PRECISION = 0.9


def align(source: Sequence[str], target: Sequence[str], source_language: str, target_language: str,
          progress: Progress | None = None) -> Alignment:
    progress = progress or Progress()
    left, right = read_side(source), read_side(target)
    band = full_band(len(left), len(right))
    model, post, _ = estimate(left, right, band, progress)
    gains = _gains(post)
    beads = []
    for (i, j), (a, b), cell in best_path(band, gains, progress):
        confidence = float(post[SHAPES.index((a, b)), cell])
        beads.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j)), min(max(confidence, 0.0), 1.0)))
    return Alignment(tuple(beads), True, 1.0)


def _gains(post: Scores) -> Scores:
    gains = post.copy()
    for number, (a, b) in enumerate(SHAPES):
        gains[number] = post[number] * (2 if a and b else 1) - PRECISION
    return gains


def estimate(left, right, band, progress):
    lengths = first_model(left.lengths, right.lengths, VARIANCE)
    likely = cognates(left, right)
    lexicon = first_lexicon(left, right, likely)
    model = Model(np.log([PRIORS[s] for s in SHAPES]), lengths, lexicon)
    for iteration in range(ITERATIONS):
        scores = bead_scores(band, left, right, model, progress)
        post, total = posteriors(band, scores, progress)
        if iteration < ITERATIONS - 1:
            model = replace(model, lexicon=relearn(band, left, right, model, post, likely, progress), priors=_priors(post), lengths=_lengths(band,left,right,model.lengths,post))
    return model, post, total




PSEUDO=100.
VTRUST=30.
def _priors(post):
    counts = post.sum(axis=1, dtype=np.float64) + PSEUDO * np.array([PRIORS[s] for s in SHAPES])
    return np.log(counts / counts.sum())


def _lengths(band, left, right, model, post):
    rows = np.repeat(np.arange(len(band.low)), np.diff(band.offsets))
    columns = np.arange(band.cells) - band.offsets[rows] + band.low[rows]
    x = np.concatenate(([0], np.cumsum(left.lengths))); y = np.concatenate(([0], np.cumsum(right.lengths)))
    top, bottom = VTRUST * VARIANCE, VTRUST
    for number, (a, b) in enumerate(SHAPES):
        if a and b:
            cells = np.flatnonzero(post[number] > 0.1)
            i, j = rows[cells], columns[cells]
            ls, lt = x[i] - x[i - a], y[j] - y[j - b]
            d = (lt - ls * model.ratio) ** 2 / (ls * model.ratio)
            w = post[number][cells] 
            top += (w * (5 / (4 + d / model.variance)) * d).sum(); bottom += w.sum()
    return replace(model, variance=float(top / bottom))
