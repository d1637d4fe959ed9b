"""The log weight of every bead in a band: prior, lengths, and words in both directions."""

from dataclasses import dataclass

import numpy as np

from core.alignment.band import Band
from core.alignment.block import Block, Matrix, blocks, window_sum
from core.alignment.lattice import SHAPES, Scores
from core.alignment.lengths import LengthModel
from core.alignment.lexicon import DISCOUNT, Lexicon, Pairs, add_pairs, learned_lexicon
from core.alignment.tokens import Floats, Side
from core.progress import Progress

LENGTH_WEIGHT = 0.8
WORD_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Model:
    """All that the weight of a bead depends on; `priors` are log probabilities by shape."""

    priors: Floats
    lengths: LengthModel
    lexicon: Lexicon


def bead_scores(band: Band, source: Side, target: Side, model: Model, progress: Progress) -> Scores:
    """The log weight of every bead, by shape and by the cell it ends in."""
    scores = np.repeat(model.priors.astype(np.float32)[:, None], band.cells, axis=1)
    for rows, block in blocks(band, source, target, model.lexicon):
        progress.step(rows.start / len(source))
        x = source.lengths[slice(*block.rows)]
        y = target.lengths[slice(*block.columns)]
        for number, (a, b) in enumerate(SHAPES):
            if a and b:
                lengths = model.lengths.score(window_sum(x, a)[:, None], window_sum(y, b)[None, :], a, b)
                dense = LENGTH_WEIGHT * lengths + WORD_WEIGHT * block.word_scores(a, b)
                for row in rows:
                    cells, inside = _cells(band, block, row)
                    scores[number, cells] += dense[row - 1 - block.rows[0], inside]
    return scores


def _cells(band: Band, block: Block, row: int) -> tuple[slice, slice]:
    low, high = max(int(band.low[row]), 1), int(band.high[row])
    start = int(band.offsets[row]) + low - int(band.low[row])
    size = max(high - low + 1, 0)
    left = low - 1 - block.columns[0]
    return slice(start, start + size), slice(left, left + size)


def relearn(band: Band, source: Side, target: Side, model: Model, post: Scores, likely: Pairs, progress: Progress) -> Lexicon:
    forth, back, met = [], [], []
    for rows, block in blocks(band, source, target, model.lexicon):
        links = np.zeros((block.rows[1] - block.rows[0], block.columns[1] - block.columns[0]), dtype=np.float32)
        for number, (a, b) in enumerate(SHAPES):
            if a and b:
                for row in rows:
                    cells, inside = _cells(band, block, row)
                    for i in range(a):
                        r = row - 1 - block.rows[0] - i
                        if r < 0: continue
                        for j in range(min(b, inside.start + 1)):
                            links[r, inside.start - j : inside.stop - j] += post[number, cells]
        f, g, m = block.counts(links)
        forth.append(f); back.append(g); met.append(m)
    met = add_pairs(met)
    keep = np.maximum(0, 1 - DISCOUNT / met.weight)
    f, g = add_pairs(forth), add_pairs(back)
    good = keep > 0
    f, g = (Pairs(p.source[good], p.target[good], (p.weight * keep)[good]) for p in (f, g))
    return learned_lexicon(source, target, f, g, likely)
