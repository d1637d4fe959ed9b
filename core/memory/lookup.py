"""Finds the units of a memory that match a wanted source: all there are, the best first."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from core.memory.index import SourceIndex
from core.memory.index_measure import Alike
from core.memory.match import (
    EXACT,
    MIN_THRESHOLD,
    NORMAL_FORM_EQUAL,
    Comparable,
    Match,
    Penalty,
    Reading,
    comparable,
    compare,
    differences,
    reading,
)
from core.memory.repair import repaired
from core.memory.unit import TranslationUnit
from core.normal import normal_form

_BEST = EXACT + 2
"""The score of identical text with both its neighbours."""


_AT_ONCE = 16
"""Units fetched at first; twice as many each time after."""

Penalties = Callable[[str, TranslationUnit], tuple[Penalty, ...]]
"""What is taken off the score of a unit for a wanted source; it never adds to one."""

Fetch = Callable[[Sequence[int]], Sequence[TranslationUnit]]
"""Gives the units that an index knows by these numbers, in this order."""


Skips = Callable[[TranslationUnit], bool]
"""Whether a unit is to be passed over."""


def no_penalties(_wanted: str, _unit: TranslationUnit) -> tuple[Penalty, ...]:
    """Nothing is taken off any unit."""
    return ()


def nothing_skipped(_unit: TranslationUnit) -> bool:
    """No unit is passed over."""
    return False


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: the `limit` best matches of a source at `threshold` per cent.

    `before` and `after` are the sources of its neighbours, where they are known; units that
    `skips` tells are no matches. Raises ValueError for a threshold under MIN_THRESHOLD.
    """

    source: str
    threshold: int = MIN_THRESHOLD
    limit: int = 10
    before: str = ""
    after: str = ""
    penalties: Penalties = no_penalties
    skips: Skips = nothing_skipped

    def __post_init__(self) -> None:
        if self.threshold < MIN_THRESHOLD:
            raise ValueError(f"threshold {self.threshold} is under {MIN_THRESHOLD}")


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and the number by which the index knows its unit."""

    number: int
    match: Match


def best_matches(
    question: Question, find: Callable[[Comparable, int], Alike], fetch: Fetch
) -> list[Found]:
    """The best matches among the units that `find` finds alike, the best first.

    Of the same score the better char goes first, then the newer unit. An empty source has no
    matches. Units are fetched as long as they can be better than those already there.
    """
    wanted = comparable(question.source)
    if not wanted.normal or question.limit < 1:
        return []
    promising = _promising(find(wanted, question.threshold))
    found: list[Found] = []
    best: list[tuple[int, float]] = []  # a heap of the best scores, with their chars
    forms, at_once = _Forms(), _AT_ONCE
    while some := list(islice(_worthwhile(promising, best, question.limit), at_once)):
        at_once *= 2
        for number, unit in zip(some, fetch(some), strict=True):
            if question.skips(unit):
                continue
            match = _match(question, wanted, unit, forms[unit.source])
            found.append(Found(number, match))
            heapq.heappush(best, (match.score, match.char))
            if len(best) > question.limit:
                heapq.heappop(best)
    if not found:
        return []
    asked = reading(question.source)
    return [_with_differences(asked, each) for each in _ordered(found)[: question.limit]]


class MemoryIndex:
    """Units made ready once, so that many lookups are quick; not to be shared between threads."""

    def __init__(self, units: Iterable[TranslationUnit] = ()) -> None:
        self._sources = SourceIndex()
        # By their numbers in the index; None where one was taken out.
        self._units: list[TranslationUnit | None] = []
        self._numbers: dict[str, int] = {}
        self._gone = 0
        given = list(units)
        self._sources.extend(normal_form(unit.source) for unit in given)
        for unit in given:
            self._register(unit)

    def __len__(self) -> int:
        return len(self._units) - self._gone

    def add(self, unit: TranslationUnit) -> None:
        """Take `unit` in; it replaces the one with the same uid. Units without uid only add up."""
        self._sources.add(comparable(unit.source))
        self._register(unit)

    def discard(self, uid: str) -> None:
        """Forget the unit with this uid, where there is one."""
        number = self._numbers.pop(uid, None)
        if number is not None:
            self._sources.discard(number)
            self._units[number] = None
            self._gone += 1

    def find(self, question: Question) -> list[Match]:
        """The best matches, the best first."""
        found = best_matches(question, self._sources.alike, self._fetch)
        return [each.match for each in found]

    def _register(self, unit: TranslationUnit) -> None:
        self.discard(unit.uid)
        if unit.uid:
            self._numbers[unit.uid] = len(self._units)
        self._units.append(unit)

    def _fetch(self, numbers: Sequence[int]) -> list[TranslationUnit]:
        units = [self._units[number] for number in numbers]
        assert all(units), "the index does not find what was taken out"
        return units  # type: ignore[return-value]


def _promising(alike: Alike) -> Iterator[tuple[int, int, float]]:
    """Numbers with the greatest score that each can have, and its char: the greatest first."""
    most = np.minimum(np.maximum(alike.word, alike.char).astype(np.int64), NORMAL_FORM_EQUAL)
    most[alike.char == 100] = _BEST
    order = np.lexsort((alike.numbers, -alike.char, -most))
    columns = (alike.numbers, most, alike.char)
    return zip(*(column[order].tolist() for column in columns), strict=True)


def _worthwhile(
    promising: Iterator[tuple[int, int, float]], best: list[tuple[int, float]], limit: int
) -> Iterator[int]:
    """The next numbers, as long as what they promise is not worse than all that is there."""
    for number, most, char in promising:
        if len(best) == limit and (most, char) < best[0]:
            return
        yield number


class _Forms(dict[str, Comparable]):
    """Sources made ready to be compared, each once: many units may have the same one."""

    def __missing__(self, source: str) -> Comparable:
        form = self[source] = comparable(source)
        return form


def _match(
    question: Question, wanted: Comparable, unit: TranslationUnit, form: Comparable
) -> Match:
    return compare(
        wanted,
        unit,
        form,
        before=question.before,
        after=question.after,
        penalties=question.penalties(question.source, unit),
    )


def _with_differences(asked: Reading, found: Found) -> Found:
    told = differences(asked, reading(found.match.unit.source))
    match = repaired(replace(found.match, differences=told), asked.source)
    return replace(found, match=match)


def _ordered(found: list[Found]) -> list[Found]:
    found.sort(key=lambda each: (each.match.unit.uid, each.number))
    found.sort(key=lambda each: _merit(each.match), reverse=True)
    return found


def _merit(match: Match) -> tuple[int, float, str]:
    return match.score, match.char, match.unit.changed or match.unit.created
