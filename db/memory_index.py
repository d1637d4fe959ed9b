"""The index of a memory file, kept in the user's cache: derived from the units, never missed.

Where it is missing, damaged, or of another state of the units, it is made anew. It is read by
mapping the file into memory, so that opening it takes no longer for a million units.
"""

import json
import math
import mmap
import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

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
        "arrays": [(name, array.dtype.str, array.shape) for name, array in arrays.items()],
    }
    header = json.dumps(told).encode("ascii")
    return _aligned(_MAGIC + len(header).to_bytes(8, "little") + header)


def _written(folder: Path, header: bytes, arrays: Arrays) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            file.write(header)
            for array in arrays.values():
                data = np.ascontiguousarray(array).view(np.uint8).ravel().data
                for start in range(0, len(data), _AT_ONCE):
                    file.write(data[start : start + _AT_ONCE])
                file.write(bytes(-array.nbytes % _ALIGNED))
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            Path(file.name).unlink()
            raise
    return Path(file.name)


def _read(path: Path) -> tuple[Moment, Arrays]:
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = len(_MAGIC) + 8
    if data[: len(_MAGIC)] != _MAGIC:
        raise ValueError("another format")
    end = start + int.from_bytes(data[len(_MAGIC) : start], "little")
    told = json.loads(data[start:end])
    place, arrays = end + -end % _ALIGNED, {}
    for name, kind, shape in told["arrays"]:
        count = math.prod(shape)
        array = np.frombuffer(data, kind, count, place) if count else np.empty(0, kind)
        arrays[name] = array.reshape(shape)
        place += array.nbytes + -array.nbytes % _ALIGNED
    if place != len(data):
        raise ValueError("cut short")
    return Moment(told["revision"], bytes.fromhex(told["token"]), told["last_id"]), arrays


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
