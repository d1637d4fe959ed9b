"""A memory file: opened safely, read and written in transactions, with a log of what changed.

Several windows may use one file: each writes in a short transaction, after the others, and finds
out by the log what the others did. What was made of the units at some moment, such as an index,
stays good: the log tells what it lacks since then.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from core.errors import DamagedStoreError, StoreError
from core.memory.index_units import Entry
from core.memory.memories import StoredUnit, UnitFilter, is_language
from core.normal import normal_form
from db import memory_known, memory_units, sqlite
from db.memory_rows import COLUMNS, Rows

_open_here: Counter[Path] = Counter()
"""How often this process has a file open."""

_SCHEMA = f"""
    CREATE TABLE memory (
        name TEXT NOT NULL, created TEXT NOT NULL, units INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE units (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest INTEGER NOT NULL DEFAULT 0,
        {
    ", ".join(
        f"{name} {'INTEGER' if name == 'origin_score' else 'TEXT NOT NULL'}" for name in COLUMNS
    )
}
    );
    CREATE INDEX ix_units_uid ON units (uid) WHERE uid <> '';
    CREATE TABLE changes (
        revision INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER,
        token BLOB NOT NULL DEFAULT (randomblob(8))
    );
    CREATE TRIGGER units_changed AFTER UPDATE ON units BEGIN
        INSERT INTO changes (unit_id) VALUES (new.id);
    END;
    CREATE TRIGGER units_deleted AFTER DELETE ON units BEGIN
        INSERT INTO changes (unit_id) VALUES (old.id);
        UPDATE memory SET units = units - 1;
    END
"""
# The triggers also notice what another program does to the units.


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in the life of a memory file.

    `revision` counts changes, `token` is found at that revision in this file and its copies only,
    and `last_id` is the greatest that a unit ever had.
    """

    revision: int = 0
    token: bytes = b""
    last_id: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What happened from one moment to another, `now`: new and touched units, changed or gone."""

    now: Moment
    touched: list[int]
    first_new: int


class MemoryFile:
    """An open memory file, for several threads. Make one with `create` or `open_file`."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self.read_only = not write
        self._one_writer, self._one_reader = RLock(), RLock()
        self._closed = False
        with sqlite.plain_errors(path.name):
            self._reader = _reader(path)
        _open_here[path.resolve()] += 1
        self._writer: sqlite3.Connection | None = None
        try:
            self._require_finished()
            self.name = self._told("SELECT name FROM memory")
            with sqlite.plain_errors(path.name):
                self._writer = sqlite.connect_to(path, write=True) if write else None
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file; it is complete in itself afterwards, without helper files."""
        with self._one_writer, self._one_reader:
            if not self._closed:
                self._closed = True
                _open_here[self.path.resolve()] -= 1
                self._reader.close()
                if self._writer:
                    self._writer.close()

    # -- reading ----------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What is read by this thread until the end is of one state of the file."""
        with self._one_reader, sqlite.plain_errors(self.path.name):
            self._require_open()
            if self._reader.in_transaction:
                yield self._reader
                return
            self._reader.execute("BEGIN")
            try:
                yield self._reader
            finally:
                self._reader.execute("ROLLBACK")

    def count(self) -> int:
        """How many units there are."""
        return int(self._told("SELECT units FROM memory"))

    def now(self) -> Moment:
        """The present moment."""
        with self.reading() as connection:
            return moment_of(connection)

    def news(self, since: Moment) -> News | None:
        """What happened since a moment; None when that is no moment of this file."""
        with self.reading() as connection:
            now = moment_of(connection)
            if since.revision:
                known = connection.execute(
                    "SELECT token FROM changes WHERE revision = ?", (since.revision,)
                ).fetchone()
                if known != (since.token,) or now.last_id < since.last_id:
                    return None
            rows = connection.execute(
                "SELECT DISTINCT unit_id FROM changes "
                "WHERE revision > ? AND unit_id <= ? ORDER BY unit_id",
                (since.revision, since.last_id),
            )
            return News(now, [number for (number,) in rows], since.last_id + 1)

    def get(self, ids: Iterable[int]) -> list[StoredUnit]:
        """The units with these ids, in this order, without those that are gone."""
        with self.reading() as connection:
            return memory_units.get(connection, list(ids))

    def page(self, wanted: UnitFilter, offset: int, limit: int) -> list[StoredUnit]:
        """Those of the wanted units, in order of id, that a page shows."""
        with self.reading() as connection:
            return list(memory_units.chosen(connection, wanted, limit=limit, offset=offset))

    def units(self, wanted: UnitFilter, after: int = 0) -> Iterator[StoredUnit]:
        """All wanted units with an id over `after`, in its order, from one state of the file."""
        with sqlite.plain_errors(self.path.name), closing(_reader(self.path)) as connection:
            connection.execute("BEGIN")
            yield from memory_units.chosen(connection, wanted, after)

    def among_next(self, wanted: UnitFilter, after: int, many: int) -> tuple[list[StoredUnit], int]:
        """The wanted ones among the next `many` units over `after`, and the last id of those."""
        with sqlite.plain_errors(self.path.name), closing(_reader(self.path)) as connection:
            connection.execute("BEGIN")
            last = memory_units.last_of_next(connection, after, many)
            return list(memory_units.chosen(connection, wanted, after, until=last)), last

    def lacking(self, batches: Iterable[Rows], *, by_text: bool) -> Iterator[Rows]:
        """Those of the rows in each batch that are not here yet, by text or wholly."""
        with sqlite.plain_errors(self.path.name), closing(_reader(self.path)) as connection:
            connection.execute("BEGIN")
            yield from memory_known.lacking(connection, batches, by_text=by_text)

    def entries(self, news: "News", known: range = range(0)) -> Iterator[Entry]:
        """What an index keeps of the units that are new, or were touched and are still there.

        Those new ones are left out whose ids are `known`.
        """
        with self.reading() as connection:
            yield from memory_units.entries(connection, news.touched, news.first_new, known)

    # -- writing ----------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Changes of this thread until the end are all kept, or none when anything fails.

        Raises StoreError when the file cannot be written. One in another is part of it.
        """
        with self._one_writer:
            self._require_open()
            if self._writer is None:
                raise StoreError(
                    f"“{self.path.name}” is open to read only. Copy it to a folder where you may "
                    "write, and attach it as a memory to write to."
                )
            if self._writer.in_transaction:
                yield self._writer
                return
            if not self.path.exists():  # SQLite would write into a file that nobody sees
                raise StoreError(
                    f"“{self.path}” is no longer there. Put it back, or attach it where it is now."
                )
            with sqlite.plain_errors(self.path.name):
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                    raise

    def _told(self, question: str) -> str:
        with self.reading() as connection:
            return str(connection.execute(question).fetchone()[0])

    def _require_finished(self) -> None:
        version = int(self._told("PRAGMA user_version"))
        sqlite.require_known(self.path, version, sqlite.MEMORY)
        if not version:
            raise DamagedStoreError(
                f"“{self.path.name}” holds no memory. If it was copied while the memory was in "
                "use, close that and copy it again; if the program was stopped while making it, "
                "delete it."
            )

    def _require_open(self) -> None:
        if self._closed:
            raise StoreError(f"“{self.path.name}” is closed. Open it again.")


def create(path: Path, name: str, created: str) -> MemoryFile:
    """Make an empty memory file at `path` and open it.

    Raises StoreError when something is there already, or the file cannot be made; no other file
    is left behind then.
    """
    with sqlite.made_aside(path) as beside, sqlite.plain_errors(path.name):
        sqlite.make_file(beside, sqlite.MEMORY)
        _make_schema(beside, name, created)
    return MemoryFile(path, write=True)


def open_file(path: Path, *, read_only: bool = False) -> MemoryFile:
    """Open the memory file at `path`; one that may not be written is opened to read only.

    Raises StoreError, NewerStoreError or DamagedStoreError; the file is untouched then.
    """
    if not (_open_here[path.resolve()] and path.exists()):
        sqlite.check_header(path, sqlite.MEMORY)
    return MemoryFile(path, write=not read_only and sqlite.is_writable(path))


def _make_schema(path: Path, name: str, created: str) -> None:
    with closing(sqlite.connect_to(path, write=True)) as connection:
        connection.executescript(
            f"BEGIN IMMEDIATE; {_SCHEMA}; PRAGMA user_version={sqlite.MEMORY.schema_version}"
        )
        connection.execute("INSERT INTO memory (name, created) VALUES (?, ?)", (name, created))
        connection.execute("COMMIT")


def _reader(path: Path) -> sqlite3.Connection:
    connection = sqlite.connect_to(path, write=False)
    connection.create_function("normal_form", 1, normal_form, deterministic=True)
    connection.create_function("is_language", 2, is_language, deterministic=True)
    return connection


def moment_of(connection: sqlite3.Connection) -> Moment:
    """The moment at which a connection sees its file, with its own changes."""
    revision, token = connection.execute(
        "SELECT revision, token FROM changes ORDER BY revision DESC LIMIT 1"
    ).fetchone() or (0, b"")
    return Moment(revision, token, memory_units.last_id(connection))
