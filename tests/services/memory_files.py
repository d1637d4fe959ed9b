"""Memory files that tests make and ask."""

from pathlib import Path

from core.memory.unit import TranslationUnit
from services.memories import Memory


def unit(source: str, target: str = "Суд", **others: object) -> TranslationUnit:
    return TranslationUnit(source, target, "en", "ru", **others)  # type: ignore[arg-type]


def ids(memory: Memory, source: str, threshold: int = 50) -> list[int]:
    return [match.unit_id for match in memory.find(source, threshold=threshold, limit=1000)]


def filled(memory: Memory) -> Path:
    """A closed memory whose index is kept."""
    memory.add(unit(f"Article {number}") for number in range(600))
    memory.close()
    return memory.path
