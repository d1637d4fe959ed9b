"""Changes of a memory that is open in its window, as steps on the undo stack."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QUndoCommand

from core.counting import counted
from core.memory.memories import StoredUnit
from core.memory.unit import TranslationUnit
from core.progress import Progress
from desktop.memory.unit_model import UnitModel
from services import unit_changes
from services.memories import Memory
from services.unit_changes import UnitChange

Show = Callable[[UnitModel], None]
"""Shows what was done in the memory."""
Do = Callable[[Progress], Show]
"""Does something in the memory, off the interface thread."""

_AT_ONCE = 10_000


class Step(QUndoCommand):
    """Something that was done, with the ways back and there again.

    The window goes them itself, before it moves on the stack: a step that cannot be taken, as
    where a file is busy, stays where it is. Without a way `again` the step is gone once taken back.
    """

    def __init__(self, words: str, back: Do, again: Do | None) -> None:
        super().__init__(words)
        self.back, self.again = back, again

    def undo(self) -> None:
        """It is taken back already."""
        self.setObsolete(self.again is None)


def change(memory: Memory, before: StoredUnit, unit: TranslationUnit) -> tuple[Do, Step]:
    """A unit becomes another one, unless somebody else changed it meanwhile."""
    change = UnitChange(memory.path, before.id, before.unit, unit)

    def again(_progress: Progress) -> Show:
        unit_changes.redo(change)
        return lambda model: model.put([StoredUnit(before.id, unit)])

    def back(_progress: Progress) -> Show:
        unit_changes.undo(change)
        return lambda model: model.put([before])

    return again, Step("change of a unit", back, again)


def deletion(memory: Memory, ids: Sequence[int]) -> tuple[Do, Step]:
    """Units are taken out; what comes back is what they were then."""
    words = "deletion of a unit" if len(ids) == 1 else f"deletion of {counted(len(ids), 'unit')}"
    gone: list[StoredUnit] = []

    def again(_progress: Progress) -> Show:
        gone[:] = memory.delete(ids)
        return lambda model: model.take_out(ids)

    return again, Step(words, _restoring(memory, gone), again)


def cleaning(memory: Memory, gone: Sequence[StoredUnit]) -> Step:
    """Units were taken out already, as duplicates."""
    ids = [stored.id for stored in gone]

    def again(_progress: Progress) -> Show:
        memory.delete(ids)
        return lambda model: model.take_out(ids)

    return Step(f"deletion of {counted(len(ids), 'unit')}", _restoring(memory, gone), again)


def arrival(memory: Memory, ids: Iterable[int], words: str) -> Step:
    """Units came in from elsewhere, perhaps very many: they can be taken out again at once."""
    new = list(ids)

    def back(progress: Progress) -> Show:
        for first in range(0, len(new), _AT_ONCE):
            progress.step(first / len(new), "Taking back…")
            memory.delete(new[first : first + _AT_ONCE])
        return lambda model: model.take_out(new)

    return Step(words, back, None)


def _restoring(memory: Memory, gone: Sequence[StoredUnit]) -> Do:
    def do(_progress: Progress) -> Show:
        memory.restore(gone)
        return lambda model: model.put(gone)

    return do
