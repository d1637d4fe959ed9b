"""Weighted pairs of whole numbers: of word types, or of sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.alignment.tokens import Floats, Ints

_MANY = 2_000_000
"""When so many more have come, they are added up, so as not to fill the memory."""


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


def add_pairs(parts: Iterable[Pairs]) -> Pairs:
    """The union of at least one set of pairs in any order; weights of the same pair are added."""
    listed: list[Pairs] = []
    waiting = 0
    for part in parts:
        listed.append(part)
        waiting += len(part)
        if waiting > _MANY:
            listed, waiting = [_union(listed)], 0
    return _union(listed)


def _union(listed: list[Pairs]) -> Pairs:
    source = np.concatenate([part.source for part in listed])
    target = np.concatenate([part.target for part in listed])
    weight = np.concatenate([part.weight for part in listed])
    if not len(source):
        return Pairs(source, target, weight)
    width = int(target.max()) + 1
    keys = source * width + target
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(weight[order], first)
    return Pairs(keys[first] // width, keys[first] % width, sums)
