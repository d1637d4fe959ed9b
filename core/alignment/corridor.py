"""Where to look in long texts: near a chain of rare words, numbers and names both have."""

from bisect import bisect_left

import numpy as np

from core.alignment.band import Band, make_band
from core.alignment.model import Model
from core.alignment.pairs import Pairs, add_pairs
from core.alignment.tokens import Floats, Ints, Side

_RARE = 4
"""Two cognates give anchors where the product of their frequencies is at most this."""
_MARGIN = 40
_DRIFT = 0.2
"""Sentences of doubt on either side, near an anchor, and more per sentence away from it."""
_WIDEST = 500
_NEIGHBOURS = 4
_TOLERANCE = 25


def corridor(model: Model) -> Band:
    """A band around the anchors of two long texts, wide where there are few."""
    rows, columns = len(model.source), len(model.target)
    points = _supported(_chain(_anchors(model)))
    i = np.concatenate(([0], [p for p, _ in points], [rows]))
    j = np.concatenate(([0], [q for _, q in points], [columns]))
    row = np.arange(rows + 1)
    middle = np.interp(row, i, j)
    place = np.clip(np.searchsorted(i, row, side="right") - 1, 0, len(i) - 2)
    away = np.minimum(row - i[place], i[place + 1] - row)
    slope = columns / rows
    misfit = np.abs((j[place + 1] - j[place]) - slope * (i[place + 1] - i[place]))
    doubt = _MARGIN + np.minimum(_DRIFT * np.maximum(away, 0), _WIDEST)
    low = np.maximum(middle - doubt - misfit, j[place] - _MARGIN)
    high = np.minimum(middle + doubt + misfit, j[place + 1] + _MARGIN)
    return make_band(low.astype(np.int64), high.astype(np.int64), columns)


def _anchors(model: Model) -> Pairs:
    """Cells (sentences read in either text) where rare cognates meet, with their weight."""
    source, target, likely = model.source, model.target, model.likely
    product = source.frequencies[likely.source] * target.frequencies[likely.target]
    rare = (product <= _RARE) & (likely.weight >= 0.3)
    found = [Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    lines_s, lines_t = _places(source), _places(target)
    s, t, w = likely.source[rare], likely.target[rare], (likely.weight / product)[rare]
    i, j, weight = [], [], []
    for a, b, value in zip(s.tolist(), t.tolist(), w.tolist(), strict=True):
        for p in lines_s[a]:
            for q in lines_t[b]:
                i.append(p); j.append(q); weight.append(value)
    found.append(Pairs(np.array(i, dtype=np.int64), np.array(j, dtype=np.int64), np.array(weight)))
    return add_pairs(found)


def _places(side: Side) -> list[list[int]]:
    places: list[list[int]] = [[] for _ in side.types]
    rare = side.frequencies <= _RARE
    lines = np.repeat(np.arange(len(side)), np.diff(side.starts))
    keep = rare[side.tokens]
    for token, line in zip(side.tokens[keep].tolist(), lines[keep].tolist(), strict=True):
        places[token].append(line)
    return places


def _chain(points: Pairs) -> list[tuple[int, int]]:
    """The heaviest chain of points that rises in both texts."""
    ends: list[int] = []       # targets at which better chains end, rising
    best: list[float] = []     # their weights, rising
    last: list[int] = []       # their last points
    parent = np.full(len(points), -1)
    order = np.lexsort((-points.target, points.source))
    for number in order.tolist():
        column = int(points.target[number])
        place = bisect_left(ends, column)
        weight = float(points.weight[number]) + (best[place - 1] if place else 0.0)
        parent[number] = last[place - 1] if place else -1
        if place < len(ends) and ends[place] == column and best[place] >= weight:
            continue
        stop = place
        while stop < len(ends) and best[stop] <= weight:
            stop += 1
        ends[place:stop], best[place:stop], last[place:stop] = [column], [weight], [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append((int(points.source[number]), int(points.target[number])))
        number = int(parent[number])
    return chain[::-1]


def _supported(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The points whose neighbours in the chain lie on nearly the same diagonal."""
    if len(chain) < _NEIGHBOURS:
        return []
    points = np.array(chain)
    offset = points[:, 1] - points[:, 0]
    kept = []
    for number, point in enumerate(chain):
        near = offset[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
        if np.sum(np.abs(near - offset[number]) <= _TOLERANCE) > _NEIGHBOURS:
            kept.append(point)
    return kept
