"""Passages whose translation stands at another place, found among what beads left alone."""

from collections.abc import Callable, Iterator, Sequence

from core.alignment.bead import Bead, Moved
from core.progress import Progress

Run = tuple[int, int]
Judge = Callable[[Run, Run, Progress], float]
_SHORTEST = 4
"""Of fewer sentences nobody can tell whether they translate others."""
_RUNS = 8
"""Of each text, only so many of the longest passages are compared with those of the other."""
_SURE = 0.5
_UNEQUAL = 2.0
"""Passages do not translate each other if one has so many times the characters of the other."""


def moved_passages(
    source: Sequence[str],
    target: Sequence[str],
    beads: Sequence[Bead],
    judge: Judge,
    progress: Progress,
) -> tuple[Moved, ...]:
    """What was moved, in source order; each passage once, the surest first to choose.

    `judge` tells the probability that the sentences of a run translate those of another.
    """
    left = _longest(_runs([number for bead in beads if not bead.target for number in bead.source]))
    right = _longest(_runs([number for bead in beads if not bead.source for number in bead.target]))
    pairs = [
        (a, b) for a in left for b in right if _comparable(source[slice(*a)], target[slice(*b)])
    ]
    found = []
    for number, (a, b) in enumerate(pairs):
        sure = judge(a, b, progress.part(number / len(pairs), (number + 1) / len(pairs)))
        if sure >= _SURE:
            found.append(Moved(a, b, sure))
    found.sort(key=lambda one: -one.confidence)
    chosen: list[Moved] = []
    for one in found:
        if all(one.source != other.source and one.target != other.target for other in chosen):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.source))


def _runs(numbers: Sequence[int]) -> Iterator[Run]:
    """Stretches of consecutive numbers, from the first up to, not including, the last."""
    first = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            yield numbers[first], numbers[place - 1] + 1
            first = place


def _longest(runs: Iterator[Run]) -> list[Run]:
    long = [run for run in runs if run[1] - run[0] >= _SHORTEST]
    return sorted(long, key=lambda run: run[0] - run[1])[:_RUNS]


def _comparable(source: Sequence[str], target: Sequence[str]) -> bool:
    left, right = sum(map(len, source)), sum(map(len, target))
    return max(left, right) <= _UNEQUAL * min(left, right)
