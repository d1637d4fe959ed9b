"""Says where a unit of a memory is from."""

from core.memory.unit import TranslationUnit
from desktop.panels.moments import day


def whence(unit: TranslationUnit, memory: str) -> str:
    """The memory a unit is from, who wrote it, when, and for which document.

    The document comes last: its name may be long, and only the end of a line is shortened.
    """
    who, when = unit.changed_by or unit.author, day(unit.changed or unit.created)
    return " · ".join(part for part in (memory, who, when, unit.document) if part)
