"""Whatever happens to the kept index of a memory, matches are found, and it is said."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from db import memory_index
from db.memory_file import Moment
from services.memories import Memory, create_memory, open_memory
from tests.services.memory_files import filled, ids, unit


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = create_memory(tmp_path / "law.memory", "Law")
    yield made
    made.close()


def test_a_backup_that_was_put_back_is_noticed(memory: Memory, tmp_path: Path) -> None:
    path = filled(memory)
    backup = shutil.copy(path, tmp_path / "backup")
    with closing(open_memory(path)) as later:
        later.add(unit(f"Paragraph {number}") for number in range(600))
    shutil.copy(backup, path)
    with closing(open_memory(path)) as again:
        assert ids(again, "Paragraph 7", 80) == []
        assert len(ids(again, "Article 7", 100)) == 1
        assert "was exchanged or put back" in again.taken_notices()[0]
        assert again.taken_notices() == []


def test_an_index_that_does_not_find_its_units_is_made_anew(memory: Memory) -> None:
    path = filled(memory)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TRIGGER units_changed")
        other.execute("UPDATE units SET source = 'Paragraph ' || id")
    with closing(open_memory(path)) as again:
        assert ids(again, "Paragraph 7", 100) == [7]
        assert "was damaged" in again.taken_notices()[0]


def test_what_another_program_did_is_found(memory: Memory) -> None:
    path = filled(memory)
    with closing(open_memory(path)) as again:
        assert ids(again, "Paragraph 7", 80) == []
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE units SET source = 'Paragraph 7' WHERE id = 3")
            other.execute("DELETE FROM units WHERE id = 8")
        assert ids(again, "Paragraph 7", 100) == [3]
        assert ids(again, "Article 7", 100) == []


@pytest.mark.parametrize("what", ["missing", "damaged", "emptied", "something else"])
def test_without_a_kept_index_it_is_made_anew(what: str, memory: Memory) -> None:
    path = filled(memory)
    [kept] = memory_index._kept(memory_index._folder(), path)
    if what == "missing":
        kept.unlink()
    elif what == "something else":
        memory_index.save(path, Moment(99, b"another!", 5), {"ids": np.arange(5)})
    else:
        kept.write_bytes(b"damaged" if what == "damaged" else b"")
    with closing(open_memory(path)) as again:
        assert ids(again, "Article 7", 100) == [8]
        notices = again.taken_notices()
        assert len(notices) == (what != "missing")
        assert all("was damaged, and made anew" in notice for notice in notices)
    with closing(open_memory(path)) as healed:
        assert ids(healed, "Article 7", 100) == [8]
        assert healed.taken_notices() == []


@pytest.mark.parametrize("seed", range(20))
def test_bytes_that_changed_on_the_disk_raise_nothing(seed: int, memory: Memory) -> None:
    path = filled(memory)
    expected = {text: ids_of(path, text) for text in ("Article 77", "Articles 5", "rticle 599")}
    damage(path, seed)
    with closing(open_memory(path)) as again:
        found = {text: ids(again, text) for text in expected}
        assert again.taken_notices()
    assert found == expected


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_index_is_in_the_way_of_nothing(seed: int, memory: Memory) -> None:
    path = filled(memory)
    damage(path, seed)
    with closing(open_memory(path)) as again:
        assert again.serves("en", "ru")
    damage(path, seed)
    with closing(open_memory(path)) as again:
        new = again.add(unit(f"Paragraph {number}") for number in range(600))
        assert ids(again, "Paragraph 7", 100) == [new[7]]
    damage(path, seed)
    with closing(open_memory(path)) as again:
        again.change(8, unit("Changed"))
        assert (ids(again, "Article 7", 100), ids(again, "Changed", 100)) == ([], [8])


def damage(memory: Path, seed: int) -> None:
    """Change every twentieth byte; half of the time in what is not looked at when it is opened."""
    [kept] = memory_index._kept(memory_index._folder(), memory)
    data, rng = bytearray(kept.read_bytes()), random.Random(seed)
    places = range(data.index(b"}") + 1 if seed % 2 else 0, len(data))
    for place in rng.sample(places, len(places) // 20):
        data[place] ^= rng.randrange(1, 256)
    kept.write_bytes(data)


def ids_of(path: Path, text: str) -> list[int]:
    with closing(open_memory(path)) as memory:
        return ids(memory, text)
