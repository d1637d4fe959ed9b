"""The weight of every bead: how common its shape is, how lengths fit, how words fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.alignment.band import Band
from core.alignment.block import Block, Matrix
from core.alignment.cognates import cognates
from core.alignment.lattice import SHAPES, Scores
from core.alignment.lengths import LengthModel, learned_lengths, length_model
from core.alignment.lexicon import Lexicon, first_lexicon, learned_lexicon
from core.alignment.pairs import Pairs, add_pairs
from core.alignment.tokens import Floats, Ints, Side
from core.progress import Progress

LENGTH_WEIGHT = 0.8
COGNATE_WEIGHT = 0.6
WORD_WEIGHT = 0.25
"""Less than 1: words of a sentence depend on each other, and both directions tell much the same.
Learnt pairs are more and less sure than cognates, so they weigh less."""
STRUCTURE_WEIGHT = 4.0
"""What it costs to take "Article 5" for "Article 6", in nats."""
PRIORS = {
    (1, 1): 0.80, (1, 0): 0.04, (0, 1): 0.04, (2, 1): 0.045, (1, 2): 0.045, (2, 2): 0.016,
    (3, 1): 0.008, (1, 3): 0.008, (4, 1): 0.002, (1, 4): 0.002, (3, 2): 0.003, (2, 3): 0.003,
}  # fmt: skip
"""How common the shapes of beads are, before a text shows its own (cf. Gale & Church 1993)."""
PRIOR_BEADS = 15.0
"""How many beads of a text it takes to believe it as much as PRIORS; guards against collapse."""
_LARGEST = max(max(shape) for shape in SHAPES)
_MATCHES = [shape for shape in SHAPES if all(shape)]


@dataclass(frozen=True, slots=True)
class Model:
    """All that the weight of a bead depends on; `priors` are log probabilities by shape."""

    source: Side
    target: Side
    likely: Pairs
    priors: Floats
    lengths: LengthModel
    lexicon: Lexicon
    word_weight: float


def first_model(
    source: Side, target: Side, progress: Progress, pairs: Sequence[tuple[str, str]] = ()
) -> Model:
    """What is known before anything is aligned, `pairs` of words too. Neither side may be empty."""
    likely = cognates(source, target, progress, pairs)
    return Model(
        source=source,
        target=target,
        likely=likely,
        priors=np.log([PRIORS[shape] for shape in SHAPES]),
        lengths=length_model(source.lengths, target.lengths),
        lexicon=first_lexicon(source, target, likely),
        word_weight=COGNATE_WEIGHT,
    )


def bead_scores(model: Model, band: Band, progress: Progress) -> Scores:
    """The log weight of every bead, by shape and by the cell it ends in."""
    scores = np.repeat(model.priors.astype(np.float32)[:, None], band.cells, axis=1)
    for rows, block in _blocks(model, band, progress):
        cells, places = _cells(band, block, rows)
        for shape, words in zip(_MATCHES, block.word_scores(_MATCHES), strict=True):
            lengths = model.lengths.score(*block.length_sums(*shape), *shape)
            weights = LENGTH_WEIGHT * lengths + model.word_weight * words
            if shape == (1, 1):
                weights -= STRUCTURE_WEIGHT * block.headings_differ()
            scores[SHAPES.index(shape), cells] += weights[places]
    return scores


def improved_model(model: Model, band: Band, posteriors: Scores, progress: Progress) -> Model:
    """The model that fits the probabilities of beads best (one step of EM)."""
    counts = add_pairs(
        block.count_words(_links(band, block, rows, posteriors))
        for rows, block in _blocks(model, band, progress)
    )
    progress.step(1)  # what follows takes up to a second in long texts
    shapes = posteriors.sum(axis=1, dtype=np.float64)
    shapes += PRIOR_BEADS * np.array([PRIORS[shape] for shape in SHAPES])
    return replace(
        model,
        priors=np.log(shapes / shapes.sum()),
        lengths=_learned_lengths(model, band, posteriors[SHAPES.index((1, 1))]),
        lexicon=learned_lexicon(model.source, model.target, counts, model.likely),
        word_weight=WORD_WEIGHT,
    )


def _learned_lengths(model: Model, band: Band, pairs: Matrix) -> LengthModel:
    cells = np.flatnonzero(pairs > 0.5)
    rows, columns = band.places(cells)
    return learned_lengths(
        model.lengths,
        model.source.lengths[rows - 1],
        model.target.lengths[columns - 1],
        pairs[cells].astype(np.float64),
    )


def _blocks(model: Model, band: Band, progress: Progress) -> Iterator[tuple[range, Block]]:
    """Rectangles that cover the band, each with the rows of cells it is responsible for.

    They reach back as far as the largest bead, and are about half as high as the band is wide.
    """
    rows = len(model.source)
    step = min(max(32, band.cells // rows // 2), 256)
    for first in progress.track(range(1, rows + 1, step), rows // step + 1):
        last = min(first + step - 1, rows)
        if band.high[last] > 0:
            sources = range(max(first - _LARGEST, 0), last)
            targets = range(max(int(band.low[first]) - _LARGEST, 0), int(band.high[last]))
            block = Block(model.source, model.target, sources, targets, model.lexicon)
            yield range(first, last + 1), block


def _cells(band: Band, block: Block, rows: range) -> tuple[Ints, tuple[Ints, Ints]]:
    """The cells of rows of the band, and by which last sentences they stand in a block."""
    cells = np.arange(band.offsets[rows.start], band.offsets[rows.stop])
    row, column = band.places(cells)
    behind = column > 0
    inside = row[behind] - 1 - block.rows.start, column[behind] - 1 - block.columns.start
    return cells[behind], inside


def _links(band: Band, block: Block, rows: range, posteriors: Scores) -> Matrix:
    """How probable it is that two sentences are in one bead, for beads that end in `rows`."""
    links = np.zeros((len(block.rows), len(block.columns)), dtype=np.float32)
    cells, places = _cells(band, block, rows)
    for a, b in _MATCHES:
        ending = np.zeros_like(links)
        ending[places] = posteriors[SHAPES.index((a, b)), cells]
        for i in range(min(a, len(block.rows))):
            for j in range(min(b, len(block.columns))):
                links[: len(links) - i, : links.shape[1] - j] += ending[i:, j:]
    return links
