"""Reading and writing whole files, with sentences for what can go wrong."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from core.encoding import decode
from core.errors import EncodingError, ExportError, UnreadableFileError


def read(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"“{path}” cannot be read: {error.strerror}. Check its name, and that you may read it."
        ) from error


def lines(path: Path) -> list[str]:
    """The lines of a text file without their ends. Raises UnreadableFileError, EncodingError."""
    data = read(path)
    with named(path):
        text = decode(data).text
        found = text.split("\n" if "\n" in text else "\r")
    if found[-1] == "":
        del found[-1]
    return [line.rstrip("\r") for line in found]


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A file to read as a stream, and its size in bytes.

    Raises UnreadableFileError, and says at the head of whatever cannot be understood inside
    which file it is.
    """
    with named(path), ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise UnreadableFileError(
                f"It cannot be read: {error.strerror}. Check its name, and that you may read it."
            ) from error
        yield file, os.fstat(file.fileno()).st_size


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Says at the head of what cannot be read or decoded inside which file it is."""
    try:
        yield
    except (EncodingError, UnreadableFileError) as error:
        raise type(error)(f"“{path.name or path}”: {error}") from error


def make_folder(path: Path) -> None:
    """A folder, with those that it is to be in, where there is none. Raises ExportError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder “{path}” cannot be made: {error.strerror}. Nothing was stored; see "
            "that you may write where it is to be."
        ) from error


def replace(path: Path, data: bytes, prove: Callable[[bytes], None] | None = None) -> None:
    """Put `data` at `path`, wholly or not at all; `prove` is given what the disk then holds.

    Raises ExportError, and what `prove` raises; what was at `path` is still there then.
    """
    with replacing(path) as beside:
        beside.write_bytes(data)
        if prove:
            prove(beside.read_bytes())


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new empty file beside `path`, which takes its place when the block ends without an error.

    It is made durable, then renamed. A file that was there keeps its permissions, and a link still
    leads to it. Raises ExportError; what was at `path` is still there then.
    """
    try:
        path = path.resolve()
        _refuse_protected(path)
        beside = path.with_name(f".terjiman-{token_hex(8)}")
        try:
            beside.touch(exist_ok=False)
            yield beside
            _make_durable(beside)
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


def _make_durable(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _make_name_durable(folder: Path) -> None:
    if sys.platform == "win32":  # where a folder cannot be opened, and need not
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
