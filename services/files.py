"""Reading and writing whole files, with sentences for what can go wrong."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from core.errors import ExportError, UnreadableFileError


def read(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"“{path}” cannot be read: {error.strerror}. Nothing was imported."
        ) from error


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path`, wholly or not at all: written beside, made durable, renamed.

    Raises ExportError; what was at `path` is still there then.
    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        raise ExportError(
            f"“{path}” cannot be written: {error.strerror}. Nothing was replaced; "
            "choose another folder or free some space."
        ) from error
