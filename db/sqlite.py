"""What is particular to SQLite: how a project file is made, opened, kept safe, and recognised."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from core.errors import DamagedStoreError, NewerStoreError, StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION_ID = 0x5465726A  # "Terj", in the header of every project file
SCHEMA_VERSION = 4  # grows with every migration; kept in user_version
_HEADER = b"SQLite format 3\x00"
_BUSY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that we keep: how its header names it, and how people do."""

    application_id: int
    schema_version: int
    name: str
    choice: str


PROJECT = FileKind(APPLICATION_ID, SCHEMA_VERSION, "project", "Choose a .terjiman file.")
MEMORY = FileKind(
    0x5465724D,  # "TerM"
    1,
    "memory",
    "Choose a memory made by Terjiman; a TMX file is imported into one.",
)


# -- connections --------------------------------------------------------------------------------


def make_engine(path: Path, *, write: bool, foreign_keys: bool = True) -> "Engine":
    """An engine for the file at `path`, whose connections are durable, or can only read.

    Connections made with the execution option `write` begin at once as writers: a transaction
    that reads first and writes later would fail with BUSY_SNAPSHOT whatever the time-out.
    """

    # Not needed for a first look at a file, and takes longer than that does.
    from sqlalchemy import QueuePool, create_engine, event

    def connect() -> sqlite3.Connection:
        return connect_to(path, write=write, foreign_keys=foreign_keys)

    # Without a file in its address SQLAlchemy takes the database for one in memory, and would
    # share one connection among everything a thread does.
    # What is in a statement is somebody's text: it belongs into no message and no log.
    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def is_writable(path: Path) -> bool:
    """Whether the file at `path` and the helper files beside it may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect_to(path: Path, *, write: bool, foreign_keys: bool = True) -> sqlite3.Connection:
    """A connection to the file at `path` that is durable, or can only read; any thread may use it.

    It begins no transaction by itself.
    """
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{_mode(path)}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
    )
    try:
        connection.execute(f"PRAGMA foreign_keys={foreign_keys:d}")
        connection.execute("PRAGMA trusted_schema=OFF")
        if write:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA fullfsync=ON")  # macOS alone has it: its fsync is not one
        else:
            connection.execute("PRAGMA query_only=ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _mode(path: Path) -> str:
    """How SQLite opens the file: what may be written it clears up behind itself.

    A reader, too, takes part in the log beside the file when it may: opened as read-only, SQLite
    would leave its helper files behind. Where it may not, it looks at the file alone, unless
    somebody is writing there.
    """
    if is_writable(path):
        return "mode=rw"
    log = path.with_name(path.name + "-wal")
    return "mode=ro" if log.exists() else "mode=ro&immutable=1"


def _begin(connection: "Connection") -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


# -- a file and its schema ----------------------------------------------------------------------


def claim(path: Path) -> None:
    """Make an empty file at `path`, for its owner alone.

    Raises StoreError when something is there already, or it cannot be made.
    """
    _touch(path, path)


@contextmanager
def made_aside(path: Path) -> Iterator[Path]:
    """A name beside `path` for a file that appears there, whole, when the block ends well.

    So nobody meets a file that is still being made. Raises StoreError when something is there by
    then, or it cannot be made; no file is left behind then.
    """
    if os.path.lexists(path):
        raise _exists(path)
    beside = path.with_name(f".terjiman-{token_hex(8)}")
    try:
        _touch(beside, path)
        yield beside
        _publish(beside, path)
    finally:
        # Nothing is left to remove where not even the folder is one.
        with suppress(OSError):
            remove(beside)


def _touch(file: Path, wanted: Path) -> None:
    try:
        file.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise _exists(wanted) from error
    except OSError as error:
        raise StoreError(f"“{wanted}” cannot be made: {error.strerror}.") from error


def _publish(beside: Path, path: Path) -> None:
    try:
        path.hardlink_to(beside)  # which, unlike renaming, never replaces anything
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError:  # not every disk has links
        claim(path)
        beside.replace(path)


def _exists(path: Path) -> StoreError:
    return StoreError(f"“{path}” exists already. Choose another name, or open it.")


def remove(path: Path) -> None:
    """Take away a database and what SQLite may have left beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def make_file(path: Path, kind: FileKind = PROJECT) -> None:
    """Make the empty file at `path` a database that its first bytes on disk show to be ours."""
    # Before the log is switched on: a process killed later must not leave its mark there alone.
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id={kind.application_id}")
        connection.execute("PRAGMA journal_mode=WAL")


@contextmanager
def migration(path: Path) -> Iterator["Connection"]:
    """A transaction that brings the schema to SCHEMA_VERSION, wholly or not at all.

    Foreign keys rest meanwhile: SQLite changes a table by dropping it, and a drop cascades.
    """
    engine = make_engine(path, write=True, foreign_keys=False)
    try:
        with engine.execution_options(write=True).begin() as connection:
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise _damaged(path.name, "its tables contradict each other")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    finally:
        engine.dispose()


def check_header(path: Path, kind: FileKind = PROJECT) -> None:
    """Raise StoreError unless the first bytes of the file at `path` show a `kind` we know.

    Never call it while this process has the file open: closing a file frees every lock that the
    process has on it, also SQLite's.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreError(f"“{path}” cannot be opened: {error.strerror}.") from error
    if not header.strip(b"\x00"):
        raise DamagedStoreError(
            f"“{path.name}” is empty or was overwritten with zeros. Restore it from a backup."
        )
    if len(header) < 100 or not header.startswith(_HEADER):
        raise StoreError(f"“{path.name}” is not a Terjiman {kind.name}. {kind.choice}")
    # Offsets 68 and 60 of the SQLite file format: application_id, user_version.
    if int.from_bytes(header[68:72], "big") != kind.application_id:
        raise StoreError(
            f"“{path.name}” is a database of another program or kind, not a Terjiman {kind.name}."
        )
    require_known(path, int.from_bytes(header[60:64], "big"), kind)


def check_file(path: Path) -> int:
    """The schema version of the file at `path`, after a look at every page of it; only read.

    Raises DamagedStoreError, and NewerStoreError when the version is still in the log alone.
    """
    with plain_errors(path.name), closing(connect_to(path, write=False)) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if found != "ok":
        raise _damaged(path.name, found)
    require_known(path, version)
    return int(version)


Ask = Callable[..., list[tuple[Any, ...]]]
"""Puts one question in SQL, with its parameters, and returns the rows."""


@contextmanager
def looking(path: Path, oldest: int | None = None) -> Iterator[Ask]:
    """A first look at the file at `path`, of one state of it, without SQLAlchemy.

    Raises StoreError for every file that is not a sound one of the current schema, or of one since
    the `oldest` that will do.
    """
    try:
        with plain_errors(path.name), closing(connect_to(path, write=False)) as connection:
            connection.execute("BEGIN")
            kind, version = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version")
            )
            is_known = (oldest or SCHEMA_VERSION) <= version <= SCHEMA_VERSION
            if kind != APPLICATION_ID or not is_known:
                raise StoreError(f"“{path.name}” is not a project of this version.")
            yield lambda question, *values: connection.execute(question, values).fetchall()
    except sqlite3.Error as error:
        raise _damaged(path.name, str(error)) from error


def require_known(path: Path, version: int, kind: FileKind = PROJECT) -> None:
    """Raise NewerStoreError when the schema `version` of the file at `path` is newer than ours."""
    if version > kind.schema_version:
        raise NewerStoreError(
            f"“{path.name}” was written by a newer Terjiman (its format is {version}, this one "
            f"knows {kind.schema_version}). Nothing was changed; update Terjiman to open it."
        )


# -- errors -------------------------------------------------------------------------------------


@contextmanager
def plain_errors(name: str) -> Iterator[None]:
    """Turn what SQLite says about the file `name` into a sentence for a person.

    Anything else, as a broken constraint, is a bug of ours and passes as it is.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # not even the name of what is broken can be read
        raise _damaged(name, str(error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"The text holds half a character (U+{ord(error.object[error.start]):04X}), which no "
            "file can keep. Nothing was stored; delete that character and try again."
        ) from error
    except Exception as error:
        said = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite raises
        if isinstance(said, sqlite3.Error) and (sentence := _sentence(said, name)):
            raise sentence from error
        raise


def _sentence(error: sqlite3.Error, name: str) -> StoreError | None:
    # The low byte is the kind of error; a text that is no UTF-8 any more has no code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreError(f"“{name}” is busy: another program is writing to it. Try again.")
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return StoreError(
                f"“{name}” could not be written: the disk is full or failing. Nothing was stored; "
                "free some space and try again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreError(
                f"“{name}” or its folder cannot be written. Copy it to a folder where you may."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _damaged(name, str(error))
    return None


def _damaged(name: str, said: str) -> DamagedStoreError:
    # SQLite's own words, for whoever repairs it: one line of them.
    return DamagedStoreError(
        f"“{name}” is damaged. Nothing was changed; restore it from a backup. "
        f"(SQLite says: {' '.join(said.split())[:200]})"
    )
