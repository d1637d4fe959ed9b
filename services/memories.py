"""Memory files: made, opened, asked, changed; and which of them a project uses."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from core.batches import batched
from core.errors import Cancelled, ConflictError, StoreError
from core.memory.digests import Seen
from core.memory.index_units import Languages, NewUnits, UnitIndex
from core.memory.lookup import Found, Penalties, Question, best_matches, no_penalties
from core.memory.match import MIN_THRESHOLD, Match, comparable
from core.memory.memories import AttachedMemory, StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.progress import Progress
from db import memory_file, memory_index, memory_units
from db.memory_file import MemoryFile, Moment, News
from db.memory_rows import Rows, rows_of
from services.clock import now

if TYPE_CHECKING:
    from db.store import Store

EVERYTHING = UnitFilter()

_WORTH_SAVING = 500
"""Units that are not in the kept index and take longer to take in than it takes to keep it."""

_SAMPLE = 5
"""Units that are looked up when a memory is opened."""

_BROKEN = (ValueError, IndexError)
"""What an index raises whose file was damaged; one that was just made raises nothing."""

_BATCH = 4096
"""Rows that are compared and stored at once."""


@dataclass(frozen=True, slots=True)
class _Added:
    """Units that were stored at a moment, made ready for the index on the way."""

    ids: range
    moment: Moment
    units: NewUnits


class Memory:
    """An open memory file, for several threads.

    What other windows do to the file is known here at the next question.
    """

    def __init__(self, file: MemoryFile) -> None:
        self._file = file
        self._one_asker = RLock()
        self._notices: list[str] = []
        # Made at the first question: who only looks through the units never waits for it.
        self._index: UnitIndex | None = None
        self._moment = Moment()
        self._is_kept = False
        self._unsaved = 0

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def name(self) -> str:
        """What people call the memory."""
        return self._file.name

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._file.read_only

    def taken_notices(self) -> list[str]:
        """What a person should know since this was asked, as sentences."""
        with self._one_asker:
            told, self._notices = self._notices, []
        return told

    def close(self) -> None:
        """Close the file."""
        self._save_index()
        self._file.close()

    # -- asking -----------------------------------------------------------------------------

    def count(self) -> int:
        """How many units there are."""
        return self._file.count()

    def units(self, wanted: UnitFilter = EVERYTHING, after: int = 0) -> Iterator[StoredUnit]:
        """The wanted units with an id over `after`, in its order, from one state of the file."""
        return self._file.units(wanted, after)

    def among_next(self, wanted: UnitFilter, after: int, many: int) -> tuple[list[StoredUnit], int]:
        """The wanted ones among the next `many` units with an id over `after`.

        With the id of the last of those, 0 where there are none: it is where to go on.
        """
        return self._file.among_next(wanted, after, many)

    def page(self, wanted: UnitFilter, offset: int, limit: int) -> list[StoredUnit]:
        """Those of the wanted units, in order of id, that a page shows."""
        return self._file.page(wanted, offset, limit)

    def get(self, ids: Iterable[int]) -> list[StoredUnit]:
        """The units with these ids, in this order, without those that are gone."""
        return self._file.get(ids)

    def find(
        self,
        source: str,
        source_language: str = "",
        target_language: str = "",
        threshold: int = MIN_THRESHOLD,
        limit: int = 10,
        before: str = "",
        after: str = "",
        penalties: Penalties = no_penalties,
    ) -> list[Match]:
        """The best matches of `source`, the best first (core.memory.lookup).

        Languages that are empty may be any. `before` and `after` are the sources of the
        neighbours.
        """
        question = Question(source, threshold, limit, before, after, penalties)
        return self.ask(question, source_language, target_language)

    def ask(
        self, question: Question, source_language: str = "", target_language: str = ""
    ) -> list[Match]:
        """What `find` answers, for a question that is asked of several memories."""
        with self._one_asker, self._file.reading():
            languages = source_language, target_language
            try:
                found = self._best(self._ready(), question, languages)
            except _BROKEN:
                if not self._is_kept:
                    raise
                self._rebuild(self._damaged, Progress())
                found = self._best(self._ready(), question, languages)
        return [replace(each.match, memory=self.name, unit_id=each.number) for each in found]

    def _best(self, index: UnitIndex, question: Question, languages: Languages) -> list[Found]:
        alike = partial(index.alike, languages=languages)
        return best_matches(question, alike, self._fetch)

    def serves(self, source_language: str, target_language: str) -> bool:
        """Whether it is worth asking about these languages at all."""
        return self._ready().serves((source_language, target_language))

    # -- changing ---------------------------------------------------------------------------

    def add(
        self, units: Iterable[TranslationUnit], progress: Progress | None = None
    ) -> Sequence[int]:
        """Store units, all or none, and return their ids; `units` is read one by one.

        Raises StoreError, Cancelled, and what `units` raises; nothing is stored then. Once they
        are stored, many units are indexed, of which `progress` tells: when that is cancelled, or
        broken off at a terminal, the units stay, and the index is made at the next question.
        """
        return self.add_rows(batches_of(units), progress)

    def add_rows(self, batches: Iterable[Rows], progress: Progress | None = None) -> Sequence[int]:
        """As `add`, for units that are given as rows."""
        progress, new, added = progress or Progress(), NewUnits(), None
        with self._file.transaction() as connection:
            ids = memory_units.add_rows(connection, _noted(batches, new))
            if len(ids) >= _WORTH_SAVING:
                added = _Added(ids, memory_file.moment_of(connection), new)
            progress.step(0)
        if added:
            with suppress(Cancelled, KeyboardInterrupt):
                self._ready(progress, added)
                self._save_index()
        return ids

    def lacking(self, batches: Iterable[Rows], *, by_text: bool) -> Iterator[Rows]:
        """Those of the rows in each batch that are neither here nor came before, in everything.

        With `by_text` those are the same that have the same source and target in the same
        languages.
        """
        return self._file.lacking(_first_of_kind(batches, by_text=by_text), by_text=by_text)

    def change(self, unit_id: int, unit: TranslationUnit) -> StoredUnit:
        """Replace a unit, and return the one before, for undo. Raises ConflictError, StoreError."""
        with self._file.transaction() as connection:
            before = memory_units.get(connection, [unit_id])
            if not before:
                raise ConflictError(
                    f"This unit is no longer in “{self.name}”: somebody deleted it meanwhile."
                )
            memory_units.change(connection, unit_id, unit)
        return before[0]

    def delete(self, ids: Iterable[int]) -> list[StoredUnit]:
        """Take units out, and return those that were there, for undo. Raises StoreError."""
        with self._file.transaction() as connection:
            return memory_units.delete(connection, list(ids))

    def delete_duplicates(self, progress: Progress | None = None) -> list[StoredUnit]:
        """Keep one of those units that have the same source and target in the same languages.

        It is the one that is furthest reviewed, of several the newest. Returns the others, for
        undo. Raises StoreError, and Cancelled before anything is deleted.
        """
        if progress:
            progress.step(0, f"Comparing {self.count():,} units")
        with self._file.transaction() as connection:
            return memory_units.delete_duplicates(connection)

    def put(self, units: Mapping[str, TranslationUnit | None]) -> None:
        """Let the units with these uids be these, or none. Raises StoreError; nothing is done then.

        What is so already is left as it is.
        """
        with self._file.transaction() as connection:
            memory_units.put(connection, units)

    def restore(self, units: Iterable[StoredUnit]) -> None:
        """Put units back that were deleted, under the ids that they had. Raises StoreError."""
        with self._file.transaction() as connection:
            memory_units.restore(connection, units)

    # -- the index --------------------------------------------------------------------------

    def _ready(self, progress: Progress | None = None, added: _Added | None = None) -> UnitIndex:
        """The index at the present state of the file, given what was just added to that.

        Raises Cancelled.
        """
        with self._one_asker, self._file.reading():
            try:
                return self._followed(progress or Progress(), added)
            except BaseException:
                self._index = None  # it may know half of what is new
                raise

    def _followed(self, progress: Progress, added: _Added | None) -> UnitIndex:
        if self._index is None:
            self._index, self._moment = _kept_index(self.path)
            self._is_kept = bool(self._moment.revision)
            if not self._is_kept and memory_index.is_kept(self.path):
                self._notices.append(self._damaged)
            self._unsaved = 0
            self._follow(self._index, progress, added)
            if self._is_kept and not self._finds_its_units(self._index):
                self._rebuild(self._damaged, Progress())
            self._save_index()
        elif (now := self._file.now()) != self._moment:
            if now.last_id - self._moment.last_id >= _WORTH_SAVING:
                self._take_newer()
            self._follow(self._index, progress, added)
        return self._index

    def _take_newer(self) -> None:
        """Go on with the kept index where another window has taken much into it already."""
        index, moment = _kept_index(self.path)
        if moment.revision > self._moment.revision:
            self._index, self._moment, self._unsaved = index, moment, 0

    def _follow(self, index: UnitIndex, progress: Progress, added: _Added | None = None) -> None:
        news = self._file.news(self._moment)
        if news is None:
            self._rebuild(
                f"“{self.path.name}” was exchanged or put back, and is indexed anew.",
                progress,
                added,
            )
            return
        many = len(news.touched) + news.now.last_id + 1 - news.first_new
        text = f"Indexing {many:,} units"
        progress.step(0, text)
        known = added.ids if added and self._are_new(added, news) else range(0)
        entries = self._file.entries(news, known)
        index.discard(news.touched)
        if added and known:
            index.extend(entries, progress.part(0, 0.1))
            index.take(added.units, known, progress.part(0.1, 1))
        else:
            entries = progress.part(0, 0.5).track(entries, many, text)
            index.extend(entries, progress.part(0.5, 1))
        progress.step(1)
        self._moment = news.now
        self._unsaved += many

    def _are_new(self, added: _Added, news: News) -> bool:
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
        return f"The index of “{self.path.name}” was damaged, and made anew."

    def _rebuild(self, notice: str, progress: Progress, added: _Added | None = None) -> None:
        """Make the index anew, and say why."""
        self._notices.append(notice)
        self._index, self._moment, self._is_kept = UnitIndex(), Moment(), False
        self._follow(self._index, progress, added)

    def _save_index(self) -> None:
        """Keep the index for the next time, where that saves more time than it takes."""
        with self._one_asker:
            if self._index and self._unsaved >= _WORTH_SAVING:
                memory_index.save(self.path, self._moment, self._index.arrays())
                self._unsaved = 0

    def _fetch(self, ids: Sequence[int]) -> list[TranslationUnit]:
        return [stored.unit for stored in self._file.get(ids)]


def batches_of(units: Iterable[TranslationUnit]) -> Iterator[Rows]:
    """Units as they are stored, in portions."""
    return map(rows_of, batched(units, _BATCH))


def _noted(batches: Iterable[Rows], new: NewUnits) -> Iterator[Rows]:
    """The batches as they are, on their way into a file; `new` gets what an index needs.

    Where they are few in all, it gets nothing: one unit would cost more than storing it does.
    """
    waiting: list[Rows] = []
    for rows in filter(len, batches):
        yield rows
        waiting.append(rows)
        if len(new) or sum(map(len, waiting)) >= _WORTH_SAVING:
            for each in waiting:
                new.extend(each.normals, ((shared[:2], many) for shared, many in each.runs()))
            waiting = []


def _first_of_kind(batches: Iterable[Rows], *, by_text: bool) -> Iterator[Rows]:
    seen = Seen()
    for rows in batches:
        yield rows.only(seen.fresh(rows.hashes(by_text=by_text)))


def _kept_index(path: Path) -> tuple[UnitIndex, Moment]:
    kept = memory_index.load(path)
    if kept is None:
        return UnitIndex(), Moment()
    moment, arrays = kept
    try:
        return UnitIndex.from_arrays(arrays), moment
    except (KeyError, ValueError):  # something else was kept there
        return UnitIndex(), Moment()


def create_memory(path: Path, name: str = "") -> Memory:
    """Make an empty memory file and open it; without a name it is called like the file.

    Raises StoreError when something is there already, or the file cannot be made.
    """
    return Memory(memory_file.create(path, name or path.stem, now()))


def open_memory(path: Path, *, read_only: bool = False) -> Memory:
    """Open a memory file; one that may not be written is opened to read only.

    Raises StoreError, NewerStoreError or DamagedStoreError; the file is untouched then.
    """
    return Memory(memory_file.open_file(path, read_only=read_only))


def open_or_create(path: Path) -> Memory:
    """Open a memory file, or make it where there is none."""
    return open_memory(path) if is_there(path) else (made_new(path) or open_memory(path))


def made_new(path: Path) -> Memory | None:
    """A new memory; None where somebody else made a file there before it was finished."""
    try:
        return create_memory(path)
    except StoreError:
        if is_there(path):
            return None
        raise


def is_there(path: Path) -> bool:
    """Whether there is a file; Path.exists would raise for a name that is too long."""
    return os.path.exists(path)  # noqa: PTH110


def merge(memory: Memory, path: Path, progress: Progress | None = None) -> Sequence[int]:
    """Add all units of another memory file, except for those that are there already.

    Returns the ids of the new ones, for undo. Raises StoreError and Cancelled; nothing is added
    then.
    """
    progress = progress or Progress()
    with closing(open_memory(path, read_only=True)) as other:
        stored = progress.part(0, 0.6).track(
            other.units(), other.count(), f"Reading “{other.name}”"
        )
        new = memory.lacking(batches_of(each.unit for each in stored), by_text=False)
        return memory.add_rows(new, progress.part(0.6, 1))


# -- the memories of a project ------------------------------------------------------------------

# Who asks a memory file alone does not wait for SQLAlchemy: it is imported by these only.


def attached(store: "Store") -> list[AttachedMemory]:
    """The memories that a project uses, the first in priority first."""
    from db import memory_attached

    with store.reading() as session:
        return memory_attached.all_of(session)


def attach(store: "Store", memory: AttachedMemory) -> AttachedMemory:
    """Let a project use a memory file, and return how it does, with its id."""
    from db import memory_attached

    with store.transaction() as session:
        return memory_attached.add(session, memory)


def attach_files(
    store: "Store", paths: Iterable[Path], *, writable: bool = False
) -> list[AttachedMemory]:
    """Let a project use memory files, after those that it uses already; all of them, or none.

    Raises StoreError for one that is no memory, or that the project uses already.
    """
    used = {Path(each.path).resolve() for each in attached(store)}
    wanted: list[AttachedMemory] = []
    for path in dict.fromkeys(path.resolve() for path in paths):
        if path in used:
            raise StoreError(f"The project uses “{path.name}” already, so nothing was attached.")
        with closing(open_memory(path, read_only=True)) as memory:
            priority = len(used) + len(wanted) + 1
            wanted.append(AttachedMemory(str(path), memory.name, writable, priority))
    return [attach(store, memory) for memory in wanted]


def change_attached(store: "Store", memory: AttachedMemory) -> None:
    """Let a project use an attached memory in another way."""
    from db import memory_attached

    with store.transaction() as session:
        memory_attached.change(session, memory)


def detach(store: "Store", attached_id: int) -> None:
    """Let a project no longer use a memory; its file stays as it is."""
    from db import memory_attached

    with store.transaction() as session:
        memory_attached.delete(session, attached_id)
