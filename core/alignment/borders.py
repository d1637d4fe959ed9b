"""The marks at the ends of sentences: which stand together where a bead ends, and which inside.

Where one text goes on with ";" or a comma and the other has a full stop, a bead hardly ends;
what is usual, two texts show themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.alignment.tokens import MARKS, Floats, Ints
from core.alignment.windows import window_sums

SAME = 0.7
"""Before anything is aligned, so often the same mark stands at the ends of both sides …"""
PRIOR_ENDS = 20.0
"""… and it takes so many beads of a text to believe it as much as that."""
PRIOR_INSIDE = 10.0
"""So many ends of sentences inside beads are believed as much as those of the whole text."""
_UNSEEN = 0.1
_KINDS = len(MARKS) + 1


@dataclass(frozen=True, slots=True)
class Borders:
    """Log probabilities of marks by their numbers, compared with how common they are in the text.

    `ends` for the last marks of both sides of a bead (source by target), `source` and `target`
    for the marks before the last.
    """

    ends: Floats
    source: Floats
    target: Floats

    def score(self, source: Ints, target: Ints, a: int, b: int) -> Floats:
        """For the marks of all sentences, the weight of beads of `a` and `b` that end in them."""
        left = window_sums(self.source[source], a) - self.source[source]
        right = window_sums(self.target[target], b) - self.target[target]
        result: Floats = self.ends[np.ix_(source, target)] + left[:, None] + right[None, :]
        return result


@dataclass(frozen=True, slots=True)
class Ends:
    """Beads of one shape: the marks of each side's sentences, the last first, and their weight."""

    source: Sequence[Ints]
    target: Sequence[Ints]
    weight: Floats


def learned_borders(source: Ints, target: Ints, found: Sequence[Ends] = ()) -> Borders:
    """What the marks of two texts, and the beads `found` in them, speak for (one step of EM)."""
    left, right = _shares(source), _shares(target)
    ends = np.zeros((_KINDS, _KINDS))
    inside = np.zeros(_KINDS), np.zeros(_KINDS)
    for each in found:
        both = each.source[0] * _KINDS + each.target[0]
        ends += np.bincount(both, each.weight, _KINDS**2).reshape(_KINDS, _KINDS)
        for counts, marks in zip(inside, (each.source[1:], each.target[1:]), strict=True):
            for mark in marks:
                counts += np.bincount(mark, each.weight, _KINDS)
    chance = np.outer(left, right)
    same = np.diag(np.sqrt(left * right))
    ends += PRIOR_ENDS * ((1 - SAME) * chance + SAME * same / same.sum())
    return Borders(
        np.log(ends / ends.sum() / chance),
        _log_ratio(inside[0], left),
        _log_ratio(inside[1], right),
    )


def _shares(marks: Ints) -> Floats:
    counts = np.bincount(marks, minlength=_KINDS) + _UNSEEN
    shares: Floats = counts / counts.sum()
    return shares


def _log_ratio(counts: Floats, shares: Floats) -> Floats:
    result: Floats = np.log(
        (counts + PRIOR_INSIDE * shares) / (counts.sum() + PRIOR_INSIDE) / shares
    )
    return result
