"""Tells units that were met before, in eight bytes for each of millions."""

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from core.memory.unit import TranslationUnit

# Python's own hash: 61 good bits, drawn anew for each process, so that nobody can make texts that
# collide. Among five million units two collide by chance once in 100,000 imports.


def text_digest(unit: TranslationUnit) -> int:
    """Equal for units with the same source and target in the same languages."""
    return hash((unit.source, unit.target, unit.source_language, unit.target_language))


def source_digest(unit: TranslationUnit) -> int:
    """Equal for units with the same source between the same languages."""
    return hash((unit.source, unit.source_language, unit.target_language))


class Seen:
    """The digests met so far, in sorted runs that are joined when later ones reach their size."""

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []

    def fresh(self, hashes: Iterable[int]) -> list[bool]:
        """For each of these whether it was not met before, neither now nor earlier."""
        new: list[bool] = self._new(np.fromiter(hashes, np.int64)).tolist()
        return new

    def _new(self, digests: NDArray[np.int64]) -> NDArray[np.bool_]:
        # What is in order is found in order, and not all over a run that fits into no cache.
        ordered, first = np.unique(digests, return_index=True)
        unknown = np.ones(len(ordered), np.bool_)
        for run in self._runs:
            places = np.searchsorted(run, ordered)
            places[places == len(run)] = 0
            unknown &= run[places] != ordered
        self._join(ordered[unknown])
        new = np.zeros(len(digests), np.bool_)
        new[first[unknown]] = True
        return new

    def _join(self, run: NDArray[np.int64]) -> None:
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.concatenate([self._runs.pop(), run])
        if len(run):
            self._runs.append(np.sort(run))


class Repetitions:
    """Counts what repeats among units, without keeping them."""

    def __init__(self) -> None:
        self._texts, self._whole, self._sources = array("q"), array("q"), array("q")

    def add(self, unit: TranslationUnit) -> None:
        """Take in a unit."""
        self._texts.append(text_digest(unit))
        self._whole.append(hash(unit))
        self._sources.append(source_digest(unit))

    def counts(self) -> tuple[int, int, int]:
        """Units whose texts were met before, those that were so as a whole, and sources with
        several targets.
        """
        texts, whole, sources = (
            np.frombuffer(each, dtype=np.int64)
            for each in (self._texts, self._whole, self._sources)
        )
        distinct, first = np.unique(texts, return_index=True)
        _, targets = np.unique(sources[first], return_counts=True)
        return (
            len(texts) - len(distinct),
            len(whole) - len(np.unique(whole)),
            int((targets > 1).sum()),
        )
