"""Keeps a project file for one writer at a time, and says who that is."""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import ClassVar

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open for writing: person, machine, and since when (UTC)."""

    person: str
    machine: str
    since: str


class HeldError(Exception):
    """Somebody else holds the lock; `holder` is None when the lock file does not say who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


class FileLock:
    """A lock file beside a project, which the system frees even when the program is killed."""

    _held_here: ClassVar[set[Path]] = set()

    def __init__(self, project: Path, holder: Holder) -> None:
        """Take the lock of the file `project` at once.

        Raises HeldError when another process, or another store of this one, has it, and OSError
        when the lock file cannot be written.
        """
        self._path = _lock_path(project)
        self._file = _take(self._path)
        while not _is_current(self._file, self._path):
            self._file.close()
            self._file = _take(self._path)
        self._held_here.add(self._path)
        try:
            self._file.truncate(0)
            self._file.write(json.dumps(asdict(holder)))
            self._file.flush()
        except OSError:
            self.release()
            raise

    @classmethod
    def is_held_here(cls, project: Path) -> bool:
        """Whether this very process holds the lock of the file `project`."""
        return _lock_path(project) in cls._held_here

    def release(self) -> None:
        """Give the lock back and remove its file; again does nothing."""
        if self._file.closed:
            return
        self._held_here.discard(self._path)
        if sys.platform == "win32":
            self._file.close()
            with suppress(OSError):  # somebody is reading who has it; the next one removes it
                self._path.unlink(missing_ok=True)
        else:
            # Removed while still held, so that nobody can take a lock that is about to vanish.
            self._path.unlink(missing_ok=True)
            with suppress(OSError):  # a full disk: what could not be written is gone anyway
                self._file.close()


def _lock_path(project: Path) -> Path:
    project = project.resolve()
    return project.with_name(project.name + ".lock")


def _take(path: Path) -> TextIOWrapper:
    file = path.open("a+", encoding="utf-8")
    try:
        if sys.platform == "win32":
            # Far behind the text, which stays readable for others.
            file.seek(1 << 30)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise HeldError(_holder(path)) from None
    return file


def _is_current(file: TextIOWrapper, path: Path) -> bool:
    """Whether `file` is still what `path` names: its last owner may just have removed it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # the other one has just taken it and not yet written its name
