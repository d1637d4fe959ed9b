"""The store: one project file, opened safely, with its transactions."""

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from sqlalchemy.orm import Session

from core.errors import StoreError, StoreInUseError
from core.people import login_name
from db import migrate, sqlite
from db.lock import FileLock, HeldError, Holder


class Store:
    """An open project file. Make one with `create_store` or `open_store`; close it at the end."""

    def __init__(self, path: Path, lock: FileLock | None) -> None:
        self.path = path
        self.read_only = lock is None
        self._engine = sqlite.make_engine(path, write=lock is not None)
        self._writer = self._engine.execution_options(write=True)
        self._lock = lock
        self._one_writer = RLock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the file and changes nothing.

        Raises StoreError when the file cannot be read.
        """
        self._require_open()
        with sqlite.plain_errors(self.path.name), Session(self._engine) as session:
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
        with self._one_writer, sqlite.plain_errors(self.path.name):
            self._require_open()
            with Session(self._writer) as session, session.begin():
                yield session

    def close(self) -> None:
        """Close the file; it is complete in itself afterwards, without helper files."""
        with self._one_writer:
            self._closed = True
            self._engine.dispose()
            if self._lock:
                self._lock.release()

    def discard(self) -> None:
        """Close the file and remove it: what was being made did not come about."""
        self.close()
        sqlite.remove(self.path)

    def _require_open(self) -> None:
        # Without its lock, a store that is used too late could write over somebody's work.
        if self._closed:
            raise StoreError(f"“{self.path.name}” is closed. Open it again.")


def create_store(path: Path) -> Store:
    """Make an empty project file at `path` and open it.

    Raises StoreError when something is there already, or the file cannot be made; no other file
    is left behind then.
    """
    sqlite.claim(path)
    try:
        lock = _acquire(path)
    except StoreError:
        path.unlink()
        raise
    store = Store(path, lock)
    try:
        with sqlite.plain_errors(path.name):
            sqlite.make_file(path)
            migrate.upgrade(path)
    except BaseException:
        store.discard()
        raise
    return store


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the project file at `path`, brought to the current schema.

    A file that may not be written is opened to read only. Raises StoreError, NewerStoreError,
    DamagedStoreError or StoreInUseError; the file is untouched then.
    """
    if not FileLock.is_held_here(path):
        sqlite.check_header(path)
    lock = None if read_only or not sqlite.is_writable(path) else _acquire(path)
    try:
        _prepare(path, write=lock is not None)
    except BaseException:
        if lock:
            lock.release()
        raise
    return Store(path, lock)


def _prepare(path: Path, *, write: bool) -> None:
    if sqlite.check_file(path) == sqlite.SCHEMA_VERSION:
        return
    if not write:
        raise StoreError(
            f"“{path.name}” was written by an older Terjiman and must be brought up to date first. "
            "Open it once in a folder where you may write, and not to read only."
        )
    with sqlite.plain_errors(path.name):
        migrate.upgrade(path)


def _acquire(path: Path) -> FileLock:
    since = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    try:
        return FileLock(path, Holder(login_name(), platform.node(), since))
    except HeldError as error:
        who = error.holder
        by = f" by {who.person} on {who.machine} since {who.since}" if who else ""
        raise StoreInUseError(
            f"“{path.name}” is already open{by}. Close it there, or open it here to read only."
        ) from None
    except OSError as error:
        raise StoreError(
            f"“{path.name}” cannot be kept for you alone: “{path.name}.lock” beside it cannot be "
            f"written ({error.strerror}). Free some space, or open it to read only."
        ) from error
