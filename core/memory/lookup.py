"""Finds the units of a memory that match a wanted source: all there are, the best first."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

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
    comparable,
    compare,
    differences,
)
from core.memory.unit import TranslationUnit
from core.normal import normal_form

_BEST = EXACT + 2
"""The score of identical text with both its neighbours."""


def no_penalties(_unit: TranslationUnit) -> tuple[Penalty, ...]:
    """Nothing is taken off any unit."""
    return ()


class MemoryIndex:
    """Units made ready once, so that many lookups are quick; not to be shared between threads.

    `penalties` tells what is taken off the score of a unit; they never add to one.
    """

    def __init__(
        self,
        units: Iterable[TranslationUnit] = (),
        penalties: Callable[[TranslationUnit], tuple[Penalty, ...]] = no_penalties,
    ) -> None:
        self._penalties = penalties
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

    def find(
        self,
        source: str,
        threshold: int = MIN_THRESHOLD,
        limit: int = 10,
        before: str = "",
        after: str = "",
    ) -> list[Match]:
        """The `limit` best matches of `source` at `threshold` per cent, the best first.

        Of the same score the better char goes first, then the newer unit. `before` and `after`
        are the sources of the neighbours. An empty source has no matches. Raises ValueError for
        a threshold under MIN_THRESHOLD.
        """
        if threshold < MIN_THRESHOLD:
            raise ValueError(f"threshold {threshold} is under {MIN_THRESHOLD}")
        wanted = comparable(source)
        if not wanted.normal or limit < 1:
            return []
        alike = self._sources.alike(wanted, threshold)
        found: list[tuple[Match, int]] = []
        best: list[tuple[int, float]] = []  # a heap of the best scores, with their chars
        for number, most, char in _promising(alike):
            if len(best) == limit and (most, char) < best[0]:
                break
            match = self._match(wanted, number, before, after)
            found.append((match, number))
            heapq.heappush(best, (match.score, match.char))
            if len(best) > limit:
                heapq.heappop(best)
        return [
            replace(match, differences=differences(source, match.unit.source))
            for match in _ordered(found)[:limit]
        ]

    def _register(self, unit: TranslationUnit) -> None:
        self.discard(unit.uid)
        if unit.uid:
            self._numbers[unit.uid] = len(self._units)
        self._units.append(unit)

    def _match(self, wanted: Comparable, number: int, before: str, after: str) -> Match:
        unit = self._units[number]
        assert unit is not None, "the index does not find what was taken out"
        return compare(
            wanted,
            unit,
            comparable(unit.source),
            before=before,
            after=after,
            penalties=self._penalties(unit),
        )


def find_matches(
    source: str,
    units: Iterable[TranslationUnit],
    threshold: int = MIN_THRESHOLD,
    limit: int = 10,
    before: str = "",
    after: str = "",
) -> list[Match]:
    """The best matches of `source` among `units`: MemoryIndex.find for a single question."""
    return MemoryIndex(units).find(source, threshold, limit, before, after)


def _promising(alike: Alike) -> Iterator[tuple[int, int, float]]:
    """Numbers with the greatest score that each can have, and its char: the greatest first."""
    most = np.minimum(np.maximum(alike.word, alike.char).astype(np.int64), NORMAL_FORM_EQUAL)
    most[alike.char == 100] = _BEST
    order = np.lexsort((alike.numbers, -alike.char, -most))
    columns = (alike.numbers, most, alike.char)
    return zip(*(column[order].tolist() for column in columns), strict=True)


def _ordered(found: list[tuple[Match, int]]) -> list[Match]:
    found.sort(key=lambda pair: (pair[0].unit.uid, pair[1]))
    found.sort(key=lambda pair: _merit(pair[0]), reverse=True)
    return [match for match, _ in found]


def _merit(match: Match) -> tuple[int, float, str]:
    return match.score, match.char, match.unit.changed or match.unit.created
