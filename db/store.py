"""The store: one project file, opened safely, with its transactions."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from core.errors import DamagedStoreError, StoreError, StoreInUseError
from core.people import login_name
from db import migrate, sqlite
from db.lock import FileLock, HeldError, Holder


class Store:
    """An open project file. Make one with `create_store` or `open_store`; close it at the end."""

    def __init__(self, path: Path, engine: Engine, lock: FileLock | None) -> None:
        self.path = path
        self.read_only = lock is None
        self._engine = engine
        self._writer = engine.execution_options(write=True)
        self._lock = lock
        self._one_writer = RLock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the file and changes nothing."""
        with self._translated(), Session(self._engine) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are all kept at the end, or none of them when anything fails.

        Raises StoreError when the file cannot be written.
        """
        if self.read_only:
            raise StoreError(
                f"“{self.path.name}” is open to read only. Copy it to a folder where you may "
                "write, or close the other window that has it open."
            )
        writer = sessionmaker(self._writer)
        with self._one_writer, self._translated(), writer.begin() as session:
            yield session

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            if type(error) not in (DatabaseError, OperationalError):
                raise  # a constraint or a wrong statement: a bug of ours, not of the disk
            raise sqlite.translate_error(error, self.path.name) from error

    def close(self) -> None:
        """Close the file; it is complete in itself afterwards, without helper files."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()


def create_store(path: Path) -> Store:
    """Make an empty project file at `path` and open it.

    Raises StoreError when something is there already, or the folder cannot be written.
    """
    if path.exists():
        raise StoreError(f"“{path}” exists already. Choose another name, or open it.")
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise StoreError(f"“{path}” cannot be made: {error.strerror}.") from error
    lock = _acquire(path)
    engine = sqlite.make_engine(path, read_only=False)
    try:
        migrate.upgrade(engine)
    except BaseException:
        engine.dispose()
        lock.release()
        path.unlink()
        raise
    return Store(path, engine, lock)


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the project file at `path`, brought to the current schema.

    A file that may not be written is opened to read only. Raises StoreError, NewerStoreError,
    DamagedStoreError or StoreInUseError; the file is untouched then.
    """
    version = sqlite.check_header(path)
    read_only = read_only or not _writable(path)
    if read_only:
        return _checked(Store(path, sqlite.make_engine(path, read_only=True), None))
    lock = _acquire(path)
    engine = sqlite.make_engine(path, read_only=False)
    store = Store(path, engine, lock)
    try:
        _checked(store)
        if version < sqlite.SCHEMA_VERSION:
            migrate.upgrade(engine)
    except BaseException:
        store.close()
        raise
    return store


def _checked(store: Store) -> Store:
    with store.reading() as session:
        found = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise DamagedStoreError(
            f"“{store.path.name}” is damaged. Nothing was changed; restore it from a backup."
        )
    return store


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _acquire(path: Path) -> FileLock:
    since = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    holder = Holder(login_name(), platform.node(), since)
    try:
        return FileLock(path.with_name(path.name + ".lock"), holder)
    except HeldError as error:
        who = error.holder
        by = f" by {who.person} on {who.machine} since {who.since}" if who else ""
        raise StoreInUseError(
            f"“{path.name}” is already open{by}. Close it there, or open it here to read only."
        ) from None
