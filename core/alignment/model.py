"""The weight of every bead: how common its shape is, how lengths fit, how words fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.alignment.band import Band
from core.alignment.block import Block
from core.alignment.borders import Borders, Ends, learned_borders
from core.alignment.cognates import cognates
from core.alignment.explained import Matrix
from core.alignment.lattice import SHAPES, Scores
from core.alignment.lengths import LengthModel, learned_lengths, length_model
from core.alignment.lexicon import Lexicon, first_lexicon, learned_lexicon
from core.alignment.pairs import Pairs, add_pairs
from core.alignment.tokens import Floats, Ints, Side
from core.progress import Progress

LENGTH_WEIGHT = 0.9
COGNATE_WEIGHT = 0.6
WORD_WEIGHT = 0.25
"""Less than 1: words of a sentence depend on each other, and both directions tell much the same.
Learnt pairs are more and less sure than cognates, so they weigh less."""
HEADING_WEIGHT = 4.0
"""What it costs that the number of a heading is not on the other side, in nats."""
BORDER_WEIGHT = 1.0
PRIORS = {
    (1, 1): 0.80, (1, 0): 0.04, (0, 1): 0.04, (2, 1): 0.045, (1, 2): 0.045, (2, 2): 0.016,
    (3, 1): 0.008, (1, 3): 0.008, (4, 1): 0.002, (1, 4): 0.002, (3, 2): 0.003, (2, 3): 0.003,
    (3, 3): 0.001,
}  # fmt: skip
"""How common the shapes of beads are, before a text shows its own (cf. Gale & Church 1993)."""
PRIOR_BEADS = 15.0
"""How many beads of a text it takes to believe it as much as PRIORS; guards against collapse."""
_SEEN = 0.01
"""Beads less probable than this tell nothing of the marks at their ends."""
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
    borders: Borders


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
        borders=learned_borders(source.marks, target.marks),
    )


def bead_scores(model: Model, band: Band, progress: Progress) -> Scores:
    """The log weight of every bead, by shape and by the cell it ends in."""
    scores = np.repeat(model.priors.astype(np.float32)[:, None], band.cells, axis=1)
    spans = _spans(model, band)
    for rows, block in _blocks(model, band, progress.track(spans, len(spans))):
        cells, places = _cells(band, block, rows)
        words, missing = block.word_scores(_MATCHES), block.missing_numbers(_MATCHES)
        for shape, word, heading in zip(_MATCHES, words, missing, strict=True):
            weights = LENGTH_WEIGHT * model.lengths.score(*block.length_sums(*shape), *shape)
            weights += model.word_weight * word - HEADING_WEIGHT * heading
            weights += BORDER_WEIGHT * block.border_scores(model.borders, *shape)
            scores[SHAPES.index(shape), cells] += weights[places]
    return scores


def improved_model(model: Model, band: Band, posteriors: Scores, progress: Progress) -> Model:
    """The model that fits the probabilities of beads best (one step of EM)."""
    spans = _spans(model, band)
    counts = add_pairs(
        (
            block.count_words(_links(band, block, rows, posteriors))
            for rows, block in _blocks(model, band, spans)
        ),
        len(spans),
        progress.part(0, 0.8),
    )
    shapes = posteriors.sum(axis=1, dtype=np.float64)
    shapes += PRIOR_BEADS * np.array([PRIORS[shape] for shape in SHAPES])
    return replace(
        model,
        priors=np.log(shapes / shapes.sum()),
        lengths=_learned_lengths(model, band, posteriors[SHAPES.index((1, 1))]),
        lexicon=learned_lexicon(
            model.source, model.target, counts, model.likely, progress.part(0.8, 1)
        ),
        word_weight=WORD_WEIGHT,
        borders=_learned_borders(model, band, posteriors),
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


def _learned_borders(model: Model, band: Band, posteriors: Scores) -> Borders:
    source, target = model.source.marks, model.target.marks
    found = []
    for a, b in _MATCHES:
        weight = posteriors[SHAPES.index((a, b))]
        cells = np.flatnonzero(weight > _SEEN)
        rows, columns = band.places(cells)
        found.append(
            Ends(
                [source[rows - back] for back in range(1, a + 1)],
                [target[columns - back] for back in range(1, b + 1)],
                weight[cells].astype(np.float64),
            )
        )
    return learned_borders(source, target, found)


def _spans(model: Model, band: Band) -> list[range]:
    """All rows of cells of a band, some after another: half as many as the band is wide."""
    rows = len(model.source)
    step = min(max(32, band.cells // rows // 2), 256)
    return [range(first, min(first + step, rows + 1)) for first in range(1, rows + 1, step)]


def _blocks(model: Model, band: Band, spans: Iterable[range]) -> Iterator[tuple[range, Block]]:
    """The rectangle that holds all sentences of the beads that end in each of some rows."""
    for rows in spans:
        first, last = rows.start, rows.stop - 1
        sources = range(max(first - _LARGEST, 0), last)
        targets = range(max(int(band.low[first]) - _LARGEST, 0), max(int(band.high[last]), 1))
        yield rows, Block(model.source, model.target, sources, targets, model.lexicon)


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
