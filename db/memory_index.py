"""The index of a memory file, kept in the user's cache: derived from the units, never missed.

Where it is missing, damaged, or of another state of the units, it is made anew. It is read by
mapping the file into memory, so that opening it takes no longer for a million units.
"""

import json
import math
import mmap
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import numpy as np
import platformdirs

from core.memory.index_arrays import Arrays
from db.memory_file import Moment

_MAGIC = b"Terjiman index 3"
"""The number grows with every change of what is in the arrays."""

_ALIGNED = 64

_AT_ONCE = 1 << 16
"""Bytes written at once: Linux keeps what came in one piece as one, and whoever reads a bit of a
mapped file later is charged for the whole piece."""

_ENDING = ".index"

Layout = Sequence[tuple[str, str, tuple[int, ...]]]
"""The name, the kind and the shape of each array in a file."""


def save(memory: Path, moment: Moment, arrays: Arrays) -> None:
    """Keep the index of the memory file `memory` as it is at `moment`.

    Where that cannot be, as on a full disk, it is made anew the next time.
    """
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = _written(folder, _header(memory, moment, arrays), arrays)
        # Under another name each time: on Windows nobody can replace a file that is mapped.
        made.replace(folder / f"{_key(memory)}-{moment.revision}{_ENDING}")
        _tidy(folder, memory, moment)
    except OSError:
        return


def set_aside(arrays: Arrays) -> Arrays:
    """The same arrays in a file without a name, which take no memory until they are needed.

    Where that cannot be, they stay as they are.
    """
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            _put(file, arrays)
            file.flush()
            return _mapped(file, 0, _layout(arrays))
    except OSError:
        return arrays


def load(memory: Path) -> tuple[Moment, Arrays] | None:
    """The newest index that is kept of the memory file `memory`, and its moment; None without."""
    for path in sorted(_kept(_folder(), memory), key=_revision, reverse=True):
        with suppress(OSError, ValueError, KeyError, TypeError):  # anything else lies there
            return _read(path)
    return None


def is_kept(memory: Path) -> bool:
    """Whether anything is kept of the memory file `memory`, be it of use or not."""
    return bool(_kept(_folder(), memory))


def _header(memory: Path, moment: Moment, arrays: Arrays) -> bytes:
    """What an index file begins with, up to where its arrays begin."""
    told = {
        "memory": str(memory.resolve()),
        "revision": moment.revision,
        "token": moment.token.hex(),
        "last_id": moment.last_id,
        "arrays": _layout(arrays),
    }
    header = json.dumps(told).encode("ascii")
    return _aligned(_MAGIC + len(header).to_bytes(8, "little") + header)


def _written(folder: Path, header: bytes, arrays: Arrays) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            file.write(header)
            _put(file, arrays)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            Path(file.name).unlink()
            raise
    return Path(file.name)


def _read(path: Path) -> tuple[Moment, Arrays]:
    with path.open("rb") as file:
        start = len(_MAGIC) + 8
        begin = file.read(start)
        if not begin.startswith(_MAGIC):
            raise ValueError("another format")
        end = start + int.from_bytes(begin[len(_MAGIC) :], "little")
        if end > os.fstat(file.fileno()).st_size:
            raise ValueError("cut short")
        told = json.loads(file.read(end - start))
        arrays = _mapped(file, end + -end % _ALIGNED, told["arrays"])
    return Moment(told["revision"], bytes.fromhex(told["token"]), told["last_id"]), arrays


def _layout(arrays: Arrays) -> Layout:
    return [(name, array.dtype.str, array.shape) for name, array in arrays.items()]


def _put(file: IO[bytes], arrays: Arrays) -> None:
    """Write the arrays, one behind the other."""
    for array in arrays.values():
        data = np.ascontiguousarray(array).view(np.uint8).ravel().data
        for start in range(0, len(data), _AT_ONCE):
            file.write(data[start : start + _AT_ONCE])
            _let_go(array)
        file.write(bytes(-array.nbytes % _ALIGNED))


def _let_go(array: Any) -> None:
    """Give back the memory of a file that was read for an array; it is read again if need be."""
    while isinstance(array, np.ndarray | memoryview):
        array = array.base if isinstance(array, np.ndarray) else array.obj
    if isinstance(array, mmap.mmap) and hasattr(array, "madvise"):  # which Windows does not need
        array.madvise(mmap.MADV_DONTNEED)


def _mapped(file: IO[bytes], place: int, layout: Layout) -> Arrays:
    """The arrays that stand in a file from `place` to its end. Raises ValueError for others."""
    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {}
    for name, kind, shape in layout:
        count = math.prod(shape)
        array = np.frombuffer(data, kind, count, place) if count else np.empty(0, kind)
        arrays[name] = array.reshape(shape)
        place += array.nbytes + -array.nbytes % _ALIGNED
    if place != len(data):
        raise ValueError("cut short")
    return arrays


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGNED)


def _tidy(folder: Path, memory: Path, moment: Moment) -> None:
    """Remove what is older than `moment`."""
    for path in _kept(folder, memory):
        if _revision(path) != moment.revision:
            with suppress(OSError):  # on Windows another window may still have it mapped
                path.unlink()


def _kept(folder: Path, memory: Path) -> list[Path]:
    return [path for path in folder.glob(f"{_key(memory)}-*{_ENDING}") if _revision(path) >= 0]


def _revision(path: Path) -> int:
    revision = path.stem.rpartition("-")[2]
    return int(revision) if revision.isdecimal() else -1


def _key(memory: Path) -> str:
    return blake2b(
        str(memory.resolve()).encode("utf-8", "surrogateescape"), digest_size=12
    ).hexdigest()


def _folder() -> Path:
    return platformdirs.user_cache_path("terjiman", appauthor=False) / "memories"
