"""The texts of a memory file, ready to look for phrases in them."""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice, takewhile
from operator import neg
from pathlib import Path

from core.concordance import Hit, Phrase
from core.memory.concordance_index import ConcordanceIndex, FoldedUnits
from core.memory.memories import StoredUnit, UnitFilter
from core.memory.phrases import hit_of
from core.progress import Progress
from db import memory_file, memory_index
from db.memory_file import MemoryFile, Moment, News

_RECENT = 5000
"""Units that are looked through one by one before an index of them is made."""

_EVERYTHING = UnitFilter()

_SAMPLE = 5
"""Units of each shelf that are looked up before a kept index is used."""

_BROKEN = (ValueError, IndexError, MemoryError)
"""What an index raises whose file was damaged since."""


class MemoryTexts:
    """The texts of a memory file, for one thread at a time.

    An index of them is kept in a file of its own; what changed since it was made is looked
    through one by one. Where that file turns out to be damaged, it is made anew.
    """

    def __init__(self, path: Path) -> None:
        self._file: MemoryFile = memory_file.open_file(path, read_only=True)
        moment, index = _kept_index(path)
        self._begin(index, moment)
        self._is_proven = False

    @property
    def name(self) -> str:
        """What people call the memory."""
        return self._file.name

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def find(self, phrase: Phrase, progress: Progress, many: int) -> list[int]:
        """The ids of the units that have the phrase, the last first, no more than `many`."""
        self._follow(progress)
        try:
            if not self._is_proven and not self._has_its_units(self._index):
                raise ValueError("the kept index says something else than the units")
            self._is_proven = True
            return self._found(phrase, many)
        except _BROKEN:
            self._begin(ConcordanceIndex(), Moment())
            self._follow(progress)
            return self._found(phrase, many)

    def _found(self, phrase: Phrase, many: int) -> list[int]:
        old = (id_ for id_ in self._index.find(phrase) if id_ not in self._gone)
        return [*islice(merge(self._recent.find(phrase), old, key=neg), many)]

    def hits(self, phrase: Phrase, ids: Iterable[int]) -> list[Hit]:
        """The hits that these units are."""
        return [
            hit_of(phrase, stored.unit, memory=self.name, unit_id=stored.id)
            for stored in self._file.get(ids)
        ]

    def _follow(self, progress: Progress) -> None:
        """Bring everything to the present state of the file."""
        if self._file.now() == self._moment:
            return
        news = self._file.news(self._moment)
        if news is None:
            self._begin(ConcordanceIndex(), Moment())
            news = self._file.news(self._moment)
        if news is None or self._is_much(news):
            self._make_index(progress)
        else:
            self._take_in(news)

    def _begin(self, index: ConcordanceIndex, moment: Moment) -> None:
        self._index, self._moment = index, moment
        self._recent, self._gone = FoldedUnits(), set[int]()

    def _is_much(self, news: News) -> bool:
        new = news.now.last_id - news.first_new + 1 + len(news.touched)
        return new + len(self._recent) > _RECENT + len(self._index) // 20

    def _take_in(self, news: News) -> None:
        self._gone.update(news.touched)
        for id_ in news.touched:
            self._recent.discard(id_)
        for stored in self._file.get(news.touched):
            self._put(stored)
        for stored in self._file.units(_EVERYTHING, after=news.first_new - 1):
            self._put(stored)
        self._moment = news.now

    def _put(self, stored: StoredUnit) -> None:
        unit = stored.unit
        languages = (unit.source_language, unit.target_language)
        self._recent.put(stored.id, languages, unit.source, unit.target)

    def _make_index(self, progress: Progress) -> None:
        moment = self._file.now()
        index = ConcordanceIndex.of(self._until(moment, progress))
        memory_index.save(_kept_at(self._file.path), moment, index.to_arrays())
        # Mapped from its file it takes no memory of this process; but nothing may be kept there,
        # or what was there before and is still in use.
        kept_moment, kept = _kept_index(self._file.path)
        if kept_moment == moment and self._has_its_units(kept):
            index = kept
        self._begin(index, moment)
        self._follow(progress)

    def _has_its_units(self, index: ConcordanceIndex) -> bool:
        """Whether some of its units that did not change are what an index says."""
        try:
            ids = [id_ for id_ in index.sample(_SAMPLE) if id_ not in self._gone]
            found = self._file.get(ids)
            return len(found) == len(ids) and all(map(index.has, found))
        except _BROKEN:
            return False

    def _until(self, moment: Moment, progress: Progress) -> Iterator[StoredUnit]:
        """The units that there were at a moment."""
        units = takewhile(lambda stored: stored.id <= moment.last_id, self._file.units(_EVERYTHING))
        return progress.track(units, self._file.count(), f"Reading “{self.name}”…")


def _kept_index(memory: Path) -> tuple[Moment, ConcordanceIndex]:
    kept = memory_index.load(_kept_at(memory))
    if kept is None:
        return Moment(), ConcordanceIndex()
    moment, arrays = kept
    try:
        return moment, ConcordanceIndex.from_arrays(arrays)
    except (KeyError, ValueError):  # something else was kept there
        return Moment(), ConcordanceIndex()


def _kept_at(memory: Path) -> Path:
    """The name under which this index is kept beside the one that matches are found in.

    The number in it grows with every change of what is kept, and of how texts are folded.
    """
    return memory.with_name(f"{memory.name} texts 1")
