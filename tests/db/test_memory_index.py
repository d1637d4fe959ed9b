from pathlib import Path

import numpy as np
import platformdirs
import pytest

from core.memory.index_arrays import Arrays
from db import memory_index
from db.memory_file import Moment

MOMENT = Moment(7, b"12345678", 99)
ARRAYS: Arrays = {
    "a": np.arange(10, dtype=np.int32).reshape(2, 5),
    "b": np.empty(0, np.uint64),
    "c": np.frombuffer("сот".encode(), np.uint8),
    "d": np.arange(1 << 15),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path)
    return tmp_path / "memories"


def kept(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    memory = tmp_path / "law.memory"
    assert memory_index.load(memory) is None
    memory_index.save(memory, MOMENT, ARRAYS)
    found = memory_index.load(memory)
    assert found
    moment, arrays = found
    assert moment == MOMENT
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array)


def test_arrays_that_are_set_aside_are_the_same(folder: Path) -> None:
    aside = memory_index.set_aside(ARRAYS)
    again = memory_index.set_aside(aside)
    assert kept(folder) == []
    for name, array in ARRAYS.items():
        for other in (aside[name], again[name]):
            assert other.dtype == array.dtype
            assert np.array_equal(other, array)


def test_arrays_stay_where_they_are_when_they_cannot_be_set_aside(folder: Path) -> None:
    folder.write_text("a file where the folder would be")
    assert memory_index.set_aside(ARRAYS) is ARRAYS


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by /proc")
def test_what_is_set_aside_takes_no_memory() -> None:
    def resident() -> int:
        words = Path("/proc/self/status").read_text(encoding="ascii").partition("VmRSS:")[2]
        return int(words.split()[0])

    large = np.arange(4 << 20)  # 32 MB
    aside = memory_index.set_aside({"large": large})
    before = resident()
    again = memory_index.set_aside(aside)["large"]  # reads it all
    assert resident() < before + 8_000
    assert np.array_equal(again, large)
    assert resident() > before + 24_000


def test_the_newest_takes_the_place_of_others(tmp_path: Path, folder: Path) -> None:
    memory_index.save(tmp_path / "law.memory", MOMENT, ARRAYS)
    memory_index.save(tmp_path / "other.memory", MOMENT, ARRAYS)
    memory_index.save(tmp_path / "law.memory", Moment(20, b"87654321", 100), ARRAYS)
    found = memory_index.load(tmp_path / "law.memory")
    assert found
    assert found[0].revision == 20
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_what_was_cut_short_is_not_there(share: float, tmp_path: Path, folder: Path) -> None:
    memory_index.save(tmp_path / "law.memory", MOMENT, ARRAYS)
    [path] = kept(folder)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert memory_index.load(tmp_path / "law.memory") is None


def test_what_is_something_else_is_not_there(tmp_path: Path, folder: Path) -> None:
    memory_index.save(tmp_path / "law.memory", MOMENT, ARRAYS)
    [path] = kept(folder)
    path.write_bytes(b"Terjiman index 0" + path.read_bytes()[16:])
    assert memory_index.load(tmp_path / "law.memory") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    memory_index.save(tmp_path / "law.memory", MOMENT, ARRAYS)
    assert memory_index.load(tmp_path / "law.memory") is None
