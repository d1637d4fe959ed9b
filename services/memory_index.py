"""The index of a memory file, which follows what is done to that, here or in another window."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from threading import RLock
from typing import TypeVar

from core.counting import counted
from core.memory.index import LARGEST
from core.memory.index_units import Entry, NewUnits, UnitIndex
from core.memory.match import comparable
from core.progress import Progress
from db import memory_index
from db.memory_file import MemoryFile, Moment, News
from db.memory_rows import Rows

T = TypeVar("T")

WORTH_SAVING = 500
"""Units that are not in the kept index and take longer to take in than it takes to keep it."""

_SAMPLE = 5
"""Units that are looked up when a memory is opened."""

_BROKEN = (ValueError, IndexError, MemoryError)
"""What an index raises whose file was damaged; one that was just made raises nothing."""

_PORTION = LARGEST * 5 // 8
"""Units that are indexed at once: too many for two blocks of them to be joined."""


@dataclass(frozen=True, slots=True)
class Added:
    """Units that were stored at a moment, made ready for the index on the way."""

    ids: range
    moment: Moment
    units: NewUnits


class FileIndex:
    """The index of an open memory file, for several threads."""

    def __init__(self, file: MemoryFile) -> None:
        self._file = file
        self._one_asker = RLock()
        self._notices: list[str] = []
        # Made at the first question: who only looks through the units never waits for it.
        self._index: UnitIndex | None = None
        self._moment = Moment()
        self._is_kept = False
        self._unsaved = 0

    def asked(self, question: Callable[[UnitIndex], T]) -> T:
        """What a question to the index gives; where that turns out damaged, it is made anew."""
        with self._one_asker, self._file.reading():
            try:
                return question(self.ready())
            except _BROKEN:
                if not self._is_kept:
                    raise
                self._rebuild(self._damaged, Progress())
                return question(self.ready())

    def taken_notices(self) -> list[str]:
        """What a person should know since this was asked, as sentences."""
        with self._one_asker:
            told, self._notices = self._notices, []
        return told

    def ready(self, progress: Progress | None = None, added: Added | None = None) -> UnitIndex:
        """The index at the present state of the file, given what was just added to that.

        Raises Cancelled.
        """
        with self._one_asker, self._file.reading():
            try:
                return self._healed(progress or Progress(), added)
            except BaseException:
                self._index = None  # it may know half of what is new
                raise

    def _healed(self, progress: Progress, added: Added | None) -> UnitIndex:
        try:
            return self._followed(progress, added)
        except _BROKEN:
            if not self._is_kept:
                raise
            self._rebuild(self._damaged, progress)  # what was added may be used up
            return self._followed(progress, None)

    def _followed(self, progress: Progress, added: Added | None) -> UnitIndex:
        if self._index is None:
            self._index, self._moment = _kept_index(self._file.path)
            self._is_kept = bool(self._moment.revision)
            if not self._is_kept and memory_index.is_kept(self._file.path):
                self._notices.append(self._damaged)
            self._unsaved = 0
            self._follow(self._index, progress, added)
            if self._is_kept and not self._finds_its_units(self._index):
                self._rebuild(self._damaged, Progress())
            self.save()
        elif (now := self._file.now()) != self._moment:
            if now.last_id - self._moment.last_id >= WORTH_SAVING:
                self._take_newer()
            self._follow(self._index, progress, added)
        return self._index

    def _take_newer(self) -> None:
        """Go on with the kept index where another window has taken much into it already."""
        index, moment = _kept_index(self._file.path)
        if moment.revision > self._moment.revision:
            self._index, self._moment, self._is_kept, self._unsaved = index, moment, True, 0

    def _follow(self, index: UnitIndex, progress: Progress, added: Added | None = None) -> None:
        news = self._file.news(self._moment)
        if news is None:
            self._rebuild(
                f"“{self._file.path.name}” was exchanged or put back, and is indexed anew.",
                progress,
                added,
            )
            return
        many = len(news.touched) + news.now.last_id + 1 - news.first_new
        progress.step(0, _indexing(many))
        known = added.ids if added and self._are_new(added, news) else range(0)
        index.discard(news.touched)
        done = 0.0
        if added and known:
            done = len(known) / many
            index.take(added.units, known, progress.part(0, done))
            if len(known) >= LARGEST:
                index.set_aside(memory_index.set_aside)
        _extend(index, self._file.entries(news, known), many - len(known), progress.part(done, 1))
        progress.step(1)
        self._moment = news.now
        self._unsaved += many

    def _are_new(self, added: Added, news: News) -> bool:
        """Whether what was added belongs to the news, and is as it was then."""
        since = self._file.news(added.moment)
        return (
            since is not None
            and news.first_new <= added.ids.start
            and not any(unit_id in added.ids for unit_id in since.touched)
        )

    def _finds_its_units(self, index: UnitIndex) -> bool:
        """Whether some units are found: an index that does not is of no use."""
        try:
            for stored in self._file.get(index.sample(_SAMPLE)):
                wanted = comparable(stored.unit.source)
                alike = index.alike(wanted, 100, ("", "")) if wanted.normal else None
                if alike and stored.id not in alike.numbers:
                    return False
        except _BROKEN:
            return False
        return True

    @property
    def _damaged(self) -> str:
        return f"The index of “{self._file.path.name}” was damaged, and made anew."

    def _rebuild(self, notice: str, progress: Progress, added: Added | None = None) -> None:
        """Make the index anew, and say why."""
        self._notices.append(notice)
        self._index, self._moment, self._is_kept = UnitIndex(), Moment(), False
        self._follow(self._index, progress, added)

    def save(self) -> None:
        """Keep the index for the next time, where that saves more time than it takes."""
        with self._one_asker:
            if self._index and self._unsaved >= WORTH_SAVING:
                memory_index.save(self._file.path, self._moment, self._index.arrays())
                self._unsaved = 0


def noted(batches: Iterable[Rows], new: NewUnits) -> Iterator[Rows]:
    """The batches as they are, on their way into a file; `new` gets what an index needs.

    Where they are few in all, it gets nothing: one unit would cost more than storing it does. Of
    very many it gets the first ones, so that it never takes more memory.
    """
    waiting: list[Rows] = []
    for rows in filter(len, batches):
        yield rows
        waiting.append(rows)
        if len(new) >= LARGEST:
            waiting = []
        elif len(new) or sum(map(len, waiting)) >= WORTH_SAVING:
            for each in waiting:
                new.extend(each.normals, ((shared[:2], many) for shared, many in each.runs()))
            waiting = []


def _extend(index: UnitIndex, entries: Iterator[Entry], many: int, progress: Progress) -> None:
    """Let the index take in entries, not more than so `many`, by portions.

    Of each it sets aside what takes memory, before the next one comes.
    """
    portions = -(-many // _PORTION)
    for number, first in enumerate(entries):
        part = progress.part(number / portions, (number + 1) / portions)
        some = chain([first], islice(entries, _PORTION - 1))
        told = part.part(0, 0.5).track(some, min(many, _PORTION), _indexing(many))
        index.extend(told, part.part(0.5, 1))
        if number + 1 < portions:
            index.set_aside(memory_index.set_aside)


def _indexing(units: int) -> str:
    return f"Indexing {counted(units, 'unit')}"


def _kept_index(path: Path) -> tuple[UnitIndex, Moment]:
    kept = memory_index.load(path)
    if kept is None:
        return UnitIndex(), Moment()
    moment, arrays = kept
    try:
        return UnitIndex.from_arrays(arrays), moment
    except (KeyError, ValueError):  # something else was kept there
        return UnitIndex(), Moment()
