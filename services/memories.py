"""Memory files: made, opened, asked, changed; and which of them a project uses."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.batches import batched
from core.errors import Cancelled, ConflictError, StoreError
from core.memory.digests import Seen
from core.memory.index_units import NewUnits, UnitIndex
from core.memory.lookup import Found, Penalties, Question, best_matches, no_penalties
from core.memory.match import MIN_THRESHOLD, Match
from core.memory.memories import AttachedMemory, StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.progress import Progress
from db import memory_file, memory_units
from db.memory_file import MemoryFile
from db.memory_rows import Rows, rows_of
from services.clock import now
from services.memory_index import WORTH_SAVING, Added, FileIndex, noted

if TYPE_CHECKING:
    from db.store import Store

EVERYTHING = UnitFilter()

_BATCH = 4096
"""Rows that are compared and stored at once."""


class Memory:
    """An open memory file, for several threads.

    What other windows do to the file is known here at the next question.
    """

    def __init__(self, file: MemoryFile) -> None:
        self._file = file
        self._index = FileIndex(file)

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
        return self._index.taken_notices()

    def close(self) -> None:
        """Close the file."""
        self._index.save()
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

        def best(index: UnitIndex) -> list[Found]:
            alike = partial(index.alike, languages=(source_language, target_language))
            return best_matches(question, alike, self._fetch)

        found = self._index.asked(best)
        return [replace(each.match, memory=self.name, unit_id=each.number) for each in found]

    def serves(self, source_language: str, target_language: str) -> bool:
        """Whether it is worth asking about these languages at all."""
        return self._index.ready().serves((source_language, target_language))

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
            ids = memory_units.add_rows(connection, noted(batches, new))
            if len(ids) >= WORTH_SAVING:
                added = Added(ids[: len(new)], memory_file.moment_of(connection), new)
            progress.step(0)
        if added:
            with suppress(Cancelled, KeyboardInterrupt):
                self._index.ready(progress, added)
                self._index.save()
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

    def _fetch(self, ids: Sequence[int]) -> list[TranslationUnit]:
        return [stored.unit for stored in self._file.get(ids)]


def batches_of(units: Iterable[TranslationUnit]) -> Iterator[Rows]:
    """Units as they are stored, in portions."""
    return map(rows_of, batched(units, _BATCH))


def _first_of_kind(batches: Iterable[Rows], *, by_text: bool) -> Iterator[Rows]:
    seen = Seen()
    for rows in batches:
        yield rows.only(seen.fresh(rows.hashes(by_text=by_text)))


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
