"""What is particular to SQLite: how a project file is opened, kept safe, and recognised."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event

from core.errors import DamagedStoreError, NewerStoreError, StoreError

APPLICATION_ID = 0x5465726A  # "Terj", in the header of every project file
SCHEMA_VERSION = 1  # grows with every migration; kept in user_version
_HEADER = b"SQLite format 3\x00"
_BUSY_MS = 5000


def make_engine(path: Path, *, read_only: bool) -> Engine:
    """An engine for the file at `path`, each of whose connections is durable and checked.

    Connections made with the execution option `write` begin at once as writers: a transaction
    that reads first and writes later would fail with BUSY_SNAPSHOT whatever the time-out.
    """
    engine = create_engine("sqlite+pysqlite://", creator=_connector(path, read_only=read_only))
    event.listen(engine, "begin", _begin)
    return engine


def _connector(path: Path, *, read_only: bool) -> Callable[[], sqlite3.Connection]:
    # A read-only file may lie in a folder where SQLite cannot write its helper files either.
    mode = "ro&immutable=1" if read_only and not _has_log(path) else "ro" if read_only else "rwc"
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        return connection

    return connect


def _has_log(path: Path) -> bool:
    return path.with_name(path.name + "-wal").exists()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def mark(connection: Connection) -> None:
    """Write into the file's header what it is, and which schema it holds."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def check_header(path: Path) -> int:
    """The schema version of the project file at `path`, read from its bytes alone.

    Raises StoreError when it is no project, DamagedStoreError when it is cut short, and
    NewerStoreError when this program is too old for it. The file is only read.
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
        raise StoreError(f"“{path.name}” is not a Terjiman project. Choose a .terjiman file.")
    # Offsets 68 and 60 of the SQLite file format: application_id, user_version.
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"“{path.name}” is a database of another program, not a Terjiman project.")
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise NewerStoreError(
            f"“{path.name}” was written by a newer Terjiman (its format is {version}, this one "
            f"knows {SCHEMA_VERSION}). Nothing was changed; update Terjiman to open it."
        )
    return version


def translate_error(error: Exception, name: str) -> StoreError:
    """The sentence for a person that stands for what SQLite said about the file `name`."""
    said = str(error.__cause__ or error)
    if "locked" in said:
        return StoreError(f"“{name}” is busy: another program is writing to it. Try again.")
    if "disk is full" in said or "disk I/O" in said:
        return StoreError(
            f"“{name}” could not be written: the disk is full or failing. Your text is still "
            "in the window; free some space and try again."
        )
    if "readonly" in said:
        return StoreError(f"“{name}” is read-only. Copy it to a folder where you may write.")
    return DamagedStoreError(
        f"“{name}” is damaged ({said}). Nothing was changed; restore it from a backup."
    )
