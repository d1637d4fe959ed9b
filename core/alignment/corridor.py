"""Where to look in long texts: along a chain of rare numbers, names and words both have."""

from bisect import bisect_left

import numpy as np

from core.alignment.band import Band, clipped, make_band
from core.alignment.fixed import Units
from core.alignment.pairs import Pairs, add_pairs
from core.alignment.tokens import Floats, Ints, Side
from core.progress import Progress

_RARE = 10
"""Cognates are anchors if each text has them equally often, at most so many times …"""
_SURE = 0.3
"""… and they belong together in at least this share of their occurrences."""
_MARGIN = 25
"""Sentences of doubt on either side of an anchor …"""
_DRIFT = 0.2
"""… and more for every sentence away from it …"""
_WIDEST = 500
"""… up to this …"""
_CELLS = 4_000_000
"""… and to what makes so many cells in long texts."""
_CHANCE = 3.0
"""A chain of anchors has to be so many times √n long, n being the number of anchors."""
_NEIGHBOURS = 4
"""An anchor needs so many of twice as many neighbours …"""
_TOLERANCE = 25
"""… whose diagonals differ from its own by at most so many sentences."""


def corridor(source: Side, target: Side, likely: Pairs, units: Units) -> Band:
    """A band around the anchors of two texts, the wider the farther away they are.

    Between two anchors that are not equally far apart in both texts, something is missing on one
    side; there the band holds all ways around the gap. Fixed pairs of units are anchors too.
    """
    rows, columns = len(source), len(target)
    i, j = _supported(*_meaningful_chain(_anchors(source, target, likely)))
    possible = (units.floor[i] <= j) & (j <= units.ceiling[i])
    fixed = units.pairs()
    i, j = (np.concatenate(each) for each in zip((i[possible], j[possible]), fixed, strict=True))
    # An anchor is passed from the cell before both sentences to the cell behind both.
    i = np.concatenate((i, i + 1, np.array([0, rows])))
    j = np.concatenate((j, j + 1, np.array([0, columns])))
    order = np.lexsort((j, i))
    i, j = i[order], j[order]
    row = np.arange(rows + 1)
    last = len(i) - 2
    low, _ = _bounds(row, np.clip(np.searchsorted(i, row, side="left") - 1, 0, last), i, j)
    _, high = _bounds(row, np.clip(np.searchsorted(i, row, side="right") - 1, 0, last), i, j)
    band = make_band(low.astype(np.int64), high.astype(np.int64), columns)
    return clipped(band, units.floor, units.ceiling)


def _bounds(row: Ints, leg: Ints, i: Ints, j: Ints) -> tuple[Floats, Floats]:
    """The lowest and highest column of each row on its leg from point number `leg` to the next."""
    height, width = i[leg + 1] - i[leg], j[leg + 1] - j[leg]
    middle = j[leg] + width * (row - i[leg]) / np.maximum(height, 1)
    away = np.minimum(row - i[leg], i[leg + 1] - row)
    gap = np.abs(width - height * j[-1] / i[-1])
    doubt = _MARGIN + np.minimum(_DRIFT * away, min(_WIDEST, _CELLS / i[-1])) + gap
    low = np.maximum(middle - doubt, j[leg] - _MARGIN)
    return low, np.minimum(middle + doubt, j[leg + 1] + _MARGIN)


def _anchors(source: Side, target: Side, likely: Pairs) -> Pairs:
    """The pairs of sentences in which rare cognates meet, with how much that says.

    The first sentence with the one is taken for that with the other, the second for the second,
    and so on.
    """
    counts = source.frequencies[likely.source].astype(np.int64)
    same = counts == target.frequencies[likely.target]
    rare = same & (counts <= _RARE) & (likely.weight >= _SURE)
    counts = counts[rare]
    source_lines, source_starts = _occurrences(source)
    target_lines, target_starts = _occurrences(target)
    turn = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    i = source_lines[np.repeat(source_starts[likely.source[rare]], counts) + turn]
    j = target_lines[np.repeat(target_starts[likely.target[rare]], counts) + turn]
    points = Pairs(i, j, np.repeat(likely.weight[rare] / counts, counts))
    return add_pairs([points], 1, Progress())


def _occurrences(side: Side) -> tuple[Ints, Ints]:
    """The sentences with type t are lines[starts[t]:starts[t + 1]]."""
    lines = np.repeat(np.arange(len(side)), np.diff(side.starts))
    order = np.argsort(side.tokens, kind="stable")
    starts = np.searchsorted(side.tokens[order], np.arange(len(side.types) + 1))
    return lines[order], starts


def _meaningful_chain(points: Pairs) -> tuple[Ints, Ints]:
    """The heaviest rising chain, or none if points strewn at random had one as long.

    Among n random points the longest has about 2 √n (Vershik & Kerov 1977).
    """
    i, j = _chain(points)
    kept = slice(None if len(i) > _CHANCE * len(points) ** 0.5 else 0)
    return i[kept], j[kept]


def _chain(points: Pairs) -> tuple[Ints, Ints]:
    """The heaviest chain of points that rises in both texts.

    Fredman's (1975) method for the longest rising sequence, with weights: of all chains so far
    only those are kept that no other equals in weight without ending later.
    """
    ends: list[int] = []
    weights: list[float] = []
    last: list[int] = []
    previous: list[int] = []
    order = np.lexsort((-points.target, points.source))
    columns, values = points.target[order].tolist(), points.weight[order].tolist()
    for number, (column, value) in enumerate(zip(columns, values, strict=True)):
        place = bisect_left(ends, column)
        weight = value + (weights[place - 1] if place else 0.0)
        previous.append(last[place - 1] if place else -1)
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        if stop > place or place == len(ends) or ends[place] > column:
            ends[place:stop], weights[place:stop], last[place:stop] = [column], [weight], [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(number)
        number = previous[number]
    kept = order[chain[::-1]]
    return points.source[kept], points.target[kept]


def _supported(i: Ints, j: Ints) -> tuple[Ints, Ints]:
    """The points most of whose neighbours in the chain lie on nearly the same diagonal."""
    offset = j - i
    near = np.zeros(len(i), dtype=np.int64)
    for distance in range(1, min(_NEIGHBOURS, len(i) - 1) + 1):
        close = np.abs(offset[distance:] - offset[:-distance]) <= _TOLERANCE
        near[distance:] += close
        near[:-distance] += close
    good = near >= _NEIGHBOURS
    return i[good], j[good]
