"""Reading and writing whole files, with sentences for what can go wrong."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from core.errors import EncodingError, ExportError, UnreadableFileError


def read(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"“{path}” cannot be read: {error.strerror}. Check its name, and that you may read it."
        ) from error


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Says at the head of what cannot be read or decoded inside which file it is."""
    try:
        yield
    except (EncodingError, UnreadableFileError) as error:
        raise type(error)(f"“{path.name}”: {error}") from error


def replace(path: Path, data: bytes, prove: Callable[[bytes], None] | None = None) -> None:
    """Put `data` at `path`, wholly or not at all: written beside, made durable, renamed.

    Before it is renamed, `prove` is given what the disk holds, and stops everything by raising.
    A file that was there keeps its permissions, and a link still leads to it. Raises ExportError;
    what was at `path` is still there then.
    """
    try:
        path = path.resolve()
        _refuse_protected(path)
        beside = path.with_name(f".terjiman-{token_hex(8)}")
        try:
            _write(beside, data)
            if prove:
                prove(beside.read_bytes())
            if path.exists():
                shutil.copymode(path, beside)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _make_name_durable(path.parent)
    except OSError as error:
        raise ExportError(
            f"“{path}” cannot be written: {error.strerror}. Nothing was replaced; "
            "choose another folder or free some space."
        ) from error


def _refuse_protected(path: Path) -> None:
    """Renaming would replace even devices and files that may not be written."""
    if path.exists() and not path.is_file():
        raise ExportError(f"“{path}” is not a file, so nothing was written. Choose another name.")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _make_name_durable(folder: Path) -> None:
    if sys.platform == "win32":  # where a folder cannot be opened, and need not
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
