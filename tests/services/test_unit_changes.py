from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ConflictError, StoreError
from core.memory.unit import TranslationUnit
from services import memories, unit_changes
from services.memories import Memory

OLD = TranslationUnit("Court", "Суд", "en", "ru", props=(("client", "x"),))
NEW = TranslationUnit("Court", "Трибунал", "en", "ru")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = memories.create_memory(tmp_path / "legal.tm")
    made.add([OLD])
    yield made
    made.close()


def units(memory: Memory) -> list[tuple[int, TranslationUnit]]:
    return [(stored.id, stored.unit) for stored in memory.units()]


def test_a_change_and_its_way_back(memory: Memory) -> None:
    change = unit_changes.change_unit(memory.path, 1, OLD, NEW)
    assert units(memory) == [(1, NEW)]
    unit_changes.undo(change)
    assert units(memory) == [(1, OLD)]
    unit_changes.redo(change)
    assert units(memory) == [(1, NEW)]


def test_a_deletion_and_its_way_back(memory: Memory) -> None:
    change = unit_changes.delete_unit(memory.path, 1, OLD)
    assert units(memory) == []
    unit_changes.undo(change)
    assert units(memory) == [(1, OLD)]
    unit_changes.redo(change)
    assert units(memory) == []


def test_what_others_changed_is_never_overwritten(memory: Memory) -> None:
    change = unit_changes.change_unit(memory.path, 1, OLD, NEW)
    others = TranslationUnit("Court", "Другой", "en", "ru")
    memory.change(1, others)
    with pytest.raises(ConflictError, match="legal"):
        unit_changes.change_unit(memory.path, 1, NEW, OLD)
    with pytest.raises(ConflictError):
        unit_changes.delete_unit(memory.path, 1, NEW)
    with pytest.raises(ConflictError):
        unit_changes.undo(change)
    assert units(memory) == [(1, others)]


def test_a_memory_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        unit_changes.delete_unit(tmp_path / "none.tm", 1, OLD)
