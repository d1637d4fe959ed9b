"""Whatever happens to the kept index of a concordance, every phrase is found."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.concordance import Phrase, Side
from core.memory.unit import TranslationUnit
from core.progress import Progress
from db import memory_index
from services import memories, memory_texts
from services.memory_texts import MemoryTexts

PHRASES = [
    Phrase("court 1"), Phrase("суд", Side.TARGET), Phrase("t"), Phrase("Court 7", whole_words=True),
    Phrase("nowhere"),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A memory with an index of its texts."""
    monkeypatch.setattr(memory_texts, "_RECENT", 0)
    made = memories.create_memory(tmp_path / "legal.tm", "Legal")
    made.add(TranslationUnit(f"Court {n}", f"Суд {n}", "en", "ru") for n in range(400))
    made.add([TranslationUnit("Tribunal", "Трибунал", "en", "kk")])
    with closing(MemoryTexts(made.path)) as texts:
        asked(texts)
    yield made.path
    made.close()


def asked(texts: MemoryTexts) -> list[list[int]]:
    return [texts.find(phrase, Progress(), 1000) for phrase in PHRASES]


def damage(memory: Path, seed: int) -> None:
    """Change every twentieth byte in its place, as a failing disk does.

    Half of the time it is in what is not looked at when the file is opened.
    """
    [file] = memory_index._kept(memory_index._folder(), memory_texts._kept_at(memory))
    data, rng = bytearray(file.read_bytes()), random.Random(seed)
    places = range(data.index(b"}") if seed % 2 else 0, len(data))
    for place in rng.sample(places, len(places) // 20):
        data[place] ^= rng.randrange(1, 256)
    with file.open("r+b") as there:
        there.write(data)


@pytest.mark.parametrize("seed", range(20))
def test_bytes_that_changed_on_the_disk_hide_nothing(seed: int, path: Path) -> None:
    with closing(MemoryTexts(path)) as texts:
        expected = asked(texts)
    damage(path, seed)
    with closing(MemoryTexts(path)) as texts:
        assert asked(texts) == expected
    with closing(MemoryTexts(path)) as healed:
        assert asked(healed) == expected


@pytest.mark.parametrize("seed", range(20))
def test_bytes_that_change_while_it_is_asked_raise_nothing(seed: int, path: Path) -> None:
    with closing(MemoryTexts(path)) as texts:
        expected = asked(texts)
        damage(path, seed)
        asked(texts)
    with closing(MemoryTexts(path)) as again:
        assert asked(again) == expected
