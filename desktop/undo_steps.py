"""Steps on the undo stack: each is taken in the store before it moves on the stack."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from core.errors import ConflictError, ExpectedError
from core.history import Act
from core.people import Person
from core.segment import Segment
from desktop.long_acts import LongActs
from desktop.undo import ActCommand, UnitCommand
from services import editing
from services.store import Store

if TYPE_CHECKING:
    from services.unit_changes import UnitChange

Moved = Callable[[Sequence[Segment], Sequence[Segment], Act], object]
"""Hears of the segments of an act: as they were before the step, and as they are now."""


class UndoSteps:
    """What a person did in an open project, to be taken back and done again."""

    def __init__(self, store: Store, acts: LongActs, parent: QObject) -> None:
        self._store, self._acts = store, acts
        self.stack = QUndoStack(parent)

    def push(self, act: Act, *, typing: bool) -> None:
        """An act that is stored becomes the last step."""
        self.stack.push(ActCommand(act, typing=typing))

    def push_unit(self, change: "UnitChange") -> None:
        """A unit of a memory that was changed becomes the last step."""
        self.stack.push(UnitCommand(change))

    def typing_since(self, segment: Segment) -> Segment:
        """The segment as it was when the person began to type into it."""
        last = self.stack.command(self.stack.index() - 1)
        if isinstance(last, ActCommand) and last.typing and last.leads_to(segment):
            return last.act.before[0]
        return segment

    def step(
        self,
        person: Person,
        moved: Moved,
        unit_moved: Callable[[], object],
        refused: Callable[[ExpectedError], object],
        *,
        back: bool,
    ) -> None:
        """Take the last step `back`, or do the next one again; nothing where there is none."""
        move = self.stack.undo if back else self.stack.redo
        if not (self.stack.canUndo() if back else self.stack.canRedo()):
            return
        command = self.stack.command(self.stack.index() - back)

        def refuse(error: ExpectedError) -> None:
            if isinstance(error, ConflictError):  # the step can never be taken any more
                command.setObsolete(True)
                move()
            refused(error)

        if isinstance(command, UnitCommand):
            swap = command.take_back if back else command.do_again

            def changed(_change: "UnitChange") -> None:
                move()
                unit_moved()

            self._acts.run(1, lambda _progress: swap(), changed, refuse)
        elif isinstance(command, ActCommand):
            self._swap(command.act, person, move, moved, refuse, back=back)

    def _swap(
        self,
        act: Act,
        person: Person,
        move: Callable[[], object],
        moved: Moved,
        refuse: Callable[[ExpectedError], object],
        *,
        back: bool,
    ) -> None:
        was = act.after if back else act.before

        def swapped(now: Sequence[Segment]) -> None:
            move()
            moved(was, now, act)

        swap = partial(editing.undo if back else editing.redo, self._store, act, person)
        self._acts.run(len(act.after), swap, swapped, refuse)
