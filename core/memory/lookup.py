"""Finds the units of a memory that match a wanted source: all there are, by comparing with each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.memory.match import (
    MIN_CHAR_THRESHOLD,
    MIN_THRESHOLD,
    Comparable,
    Match,
    Penalty,
    comparable,
    compare,
    differences,
    reaches,
)
from core.memory.unit import TranslationUnit

T = TypeVar("T")

_LAST_CODE = 0x10FFFF
# The search below only sifts; taking it a hair wider keeps rounding from losing a match.
_HAIR = 1e-9


def no_penalties(_unit: TranslationUnit) -> tuple[Penalty, ...]:
    """Nothing is taken off any unit."""
    return ()


@dataclass(frozen=True, slots=True)
class _Entry:
    unit: TranslationUnit
    form: Comparable


class MemoryIndex:
    """Units made ready once, so that many lookups are quick; not to be shared between threads.

    `penalties` tells what is taken off the score of a unit.
    """

    def __init__(
        self,
        units: Iterable[TranslationUnit] = (),
        penalties: Callable[[TranslationUnit], tuple[Penalty, ...]] = no_penalties,
    ) -> None:
        self._penalties = penalties
        self._entries: list[_Entry] = []
        self._places: dict[str, int] = {}
        # The same sources twice as plain strings, which rapidfuzz compares fastest: normal forms,
        # and words with one character for each word of the vocabulary.
        self._normals: list[str] = []
        self._words: list[str] = []
        self._vocabulary: dict[str, int] = {}
        for unit in units:
            self.add(unit)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, unit: TranslationUnit) -> None:
        """Take `unit` in; it replaces the one with the same uid. Units without uid only add up."""
        form = comparable(unit.source)
        place = self._places.get(unit.uid, len(self._entries))
        if unit.uid:
            self._places[unit.uid] = place
        self._entries[place : place + 1] = [_Entry(unit, form)]
        self._normals[place : place + 1] = [form.normal]
        for word in form.words:
            self._vocabulary.setdefault(word, len(self._vocabulary))
        self._words[place : place + 1] = [self._coded(form.words)]

    def discard(self, uid: str) -> None:
        """Forget the unit with this uid, where there is one."""
        place = self._places.pop(uid, None)
        if place is None:
            return
        last = self._entries[-1].unit.uid
        if last and last != uid:
            self._places[last] = place
        _fill_with_last(self._entries, place)
        _fill_with_last(self._normals, place)
        _fill_with_last(self._words, place)

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
        if not wanted.normal:
            return []
        matches = []
        for place in self._candidates(wanted, threshold):
            entry = self._entries[place]
            match = compare(
                wanted,
                entry.unit,
                entry.form,
                before=before,
                after=after,
                penalties=self._penalties(entry.unit),
            )
            if reaches(match, threshold):
                matches.append(match)
        matches.sort(key=lambda match: match.unit.uid)
        matches.sort(key=_merit, reverse=True)
        return [
            replace(match, differences=differences(source, match.unit.source))
            for match in matches[:limit]
        ]

    def _candidates(self, wanted: Comparable, threshold: int) -> set[int]:
        """Places of all units that can match, and hardly any other."""
        words = self._coded(wanted.words)
        by_words = _alike(words, self._words, threshold)
        by_chars = _alike(wanted.normal, self._normals, max(threshold, MIN_CHAR_THRESHOLD))
        return by_words | by_chars

    def _coded(self, words: Sequence[str]) -> str:
        """One character for each word; words that no unit has get characters of their own."""
        strangers: dict[str, int] = {}
        codes = [
            self._vocabulary[word]
            if word in self._vocabulary
            else len(self._vocabulary) + strangers.setdefault(word, len(strangers))
            for word in words
        ]
        # Beyond a million different words the last share a character: that lets more candidates
        # through to the exact comparison, and loses none.
        return "".join([chr(min(code, _LAST_CODE)) for code in codes])


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


def _fill_with_last(column: list[T], place: int) -> None:
    """Take out what is at `place` in constant time: the last one moves there."""
    column[place] = column[-1]
    column.pop()


def _alike(wanted: str, choices: list[str], threshold: int) -> set[int]:
    found = process.extract(
        wanted,
        choices,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=threshold / 100 - _HAIR,
        limit=None,
    )
    return {place for _, _, place in found}


def _merit(match: Match) -> tuple[int, float, str]:
    return match.score, match.char, match.unit.changed or match.unit.created
