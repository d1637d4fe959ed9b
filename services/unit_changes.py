"""Single units of memory files changed from where they are offered, with the way back."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import ConflictError
from core.memory.memories import StoredUnit
from core.memory.unit import TranslationUnit
from db import memory_file, memory_units
from services.clock import now


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What was done to a unit of the memory file at `path`; without `after` it was deleted."""

    path: Path
    id: int
    before: TranslationUnit
    after: TranslationUnit | None


def edited(unit: TranslationUnit, name: str) -> TranslationUnit:
    """`unit` as changed by the person called `name` just now."""
    return replace(unit, changed_by=name, changed=now())


def change_unit(
    path: Path, unit_id: int, seen: TranslationUnit, unit: TranslationUnit
) -> UnitChange:
    """Replace a unit that was seen as `seen`.

    Raises ConflictError where it is another by now, and StoreError.
    """
    return redo(UnitChange(path, unit_id, seen, unit))


def delete_unit(path: Path, unit_id: int, seen: TranslationUnit) -> UnitChange:
    """Take a unit out that was seen as `seen`. Raises ConflictError, StoreError."""
    return redo(UnitChange(path, unit_id, seen, None))


def redo(change: UnitChange) -> UnitChange:
    """Do a change, for the first time or again. Raises ConflictError, StoreError."""
    _swap(change.path, change.id, change.before, change.after)
    return change


def undo(change: UnitChange) -> UnitChange:
    """Take a change back. Raises ConflictError, StoreError."""
    _swap(change.path, change.id, change.after, change.before)
    return change


def _swap(
    path: Path, unit_id: int, seen: TranslationUnit | None, wanted: TranslationUnit | None
) -> None:
    with closing(memory_file.open_file(path)) as file, file.transaction() as connection:
        found = memory_units.get(connection, [unit_id])
        if [stored.unit for stored in found] != ([] if seen is None else [seen]):
            raise ConflictError(
                f"This unit of “{file.name}” was changed elsewhere in the meantime, so nothing was "
                "stored. Look at it as it is now, and do it again."
            )
        if wanted is None:
            memory_units.delete(connection, [unit_id])
        elif seen is None:
            memory_units.restore(connection, [StoredUnit(unit_id, wanted)])
        else:
            memory_units.change(connection, unit_id, wanted)
