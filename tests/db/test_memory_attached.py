"""The memories that a project uses can be told apart by their names."""

from pathlib import Path

from core.memory.memories import AttachedMemory
from db import memory_attached
from tests.build import make_project


def test_of_two_memories_with_one_name_the_second_gets_a_number(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    with store.transaction() as session:
        for number in range(3):
            memory_attached.add(session, AttachedMemory(f"/{number}/law.memory", "law"))
    with store.reading() as session:
        assert [each.name for each in memory_attached.all_of(session)] == [
            "law", "law (2)", "law (3)",
        ]  # fmt: skip
    store.close()
