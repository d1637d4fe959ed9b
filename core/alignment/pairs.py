"""Weighted pairs of whole numbers: of word types, or of sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.alignment.tokens import Floats, Ints
from core.progress import Progress

_MANY = 2_000_000
"""When so many more have come, they are added up, so as not to fill the memory."""
_AT_ONCE = 500_000
"""So many are added up at a time, between which the work can be cancelled."""
_LAST = 0.8
"""How much is done when all have come and the last of them are added up."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a source and a target number, in order, each once.

    `weight` has one number per pair, or one row of numbers.
    """

    source: Ints
    target: Ints
    weight: Floats

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self.source)


def add_pairs(parts: Iterable[Pairs], count: int, progress: Progress) -> Pairs:
    """The union of `count` sets of pairs in any order; weights of the same pair are added.

    There is at least one. Raises Cancelled when the person has cancelled.
    """
    listed: list[Pairs] = []
    waiting = 0
    for number, part in enumerate(parts, 1):
        done = _LAST * number / count
        progress.step(done)
        listed.append(part)
        waiting += len(part)
        if waiting > _MANY:
            listed, waiting = [_union(listed, progress.part(done, done))], 0
    return _union(listed, progress.part(_LAST, 1))


def _union(listed: list[Pairs], progress: Progress) -> Pairs:
    """Some source numbers at a time, so that nobody waits long for it to stop."""
    source = np.concatenate([part.source for part in listed])
    target = np.concatenate([part.target for part in listed])
    weight = np.concatenate([part.weight for part in listed])
    if not len(source):
        return Pairs(source, target, weight)
    width = int(target.max()) + 1
    counts = np.cumsum(np.bincount(source))
    goals = np.arange(_AT_ONCE, len(source), _AT_ONCE)
    edges = np.unique([0, *(np.searchsorted(counts, goals) + 1), len(counts)]).tolist()
    pieces = []
    for number, (first, last) in enumerate(pairwise(edges), 1):
        here = np.flatnonzero((source >= first) & (source < last))
        pieces.append(_summed(source[here] * width + target[here], weight[here]))
        progress.step(number / (len(edges) - 1))
    keys, sums = (np.concatenate(each) for each in zip(*pieces, strict=True))
    return Pairs(keys // width, keys % width, sums)


def _summed(keys: Ints, weight: Floats) -> tuple[Ints, Floats]:
    """The keys in order, each once, and the sums of their weights."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.add.reduceat(weight[order], first)
