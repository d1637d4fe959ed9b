"""What a person did, on the undo stack: an act on segments, a change of a unit of a memory."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from core.counting import counted
from core.history import Act, ChangeKind, Version
from core.segment import Segment

if TYPE_CHECKING:
    from services.unit_changes import UnitChange

_NAMES = {
    ChangeKind.EDIT: "inserting",
    ChangeKind.CONFIRM: "confirming",
    ChangeKind.APPROVE: "approval",
    ChangeKind.SEND_BACK: "sending back",
    ChangeKind.RESTORE: "restoring",
    ChangeKind.LOCK: "locking",
    ChangeKind.UNLOCK: "unlocking",
    ChangeKind.JOIN: "joining",
    ChangeKind.PRETRANSLATE: "pre-translation",
    ChangeKind.CONVERT: "script conversion",
}
_TYPING = 1


class ActCommand(QUndoCommand):
    """An act that is stored already, as a step on the stack.

    The workspace takes it back and does it again in the store before it moves on the stack: a
    step that could not be taken stays where it is. Typing into one segment is one step, however
    often it is stored on the way.
    """

    def __init__(self, act: Act, *, typing: bool = False) -> None:
        what = "typing" if typing else _NAMES[act.kind]
        super().__init__(f"{what} in {where(act)}")
        self.act = act
        self.typing = typing

    def leads_to(self, segment: Segment) -> bool:
        """Whether `segment` is as this step left it."""
        last = self.act.after[0]
        return last.id == segment.id and Version.of(last) == Version.of(segment)

    def id(self) -> int:
        """Commands with the same id may be merged; -1 never is."""
        return _TYPING if self.typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later typing into the same segment into this step."""
        if not isinstance(other, ActCommand) or not self.leads_to(other.act.before[0]):
            return False
        self.act = Act(self.act.kind, self.act.before, other.act.after)
        self.setObsolete(self.leads_to(self.act.before[0]))  # typed and taken back by hand
        return True


class UnitCommand(QUndoCommand):
    """A unit of a memory that was changed or deleted already, as a step on the stack."""

    def __init__(self, change: "UnitChange") -> None:
        super().__init__("change of a unit" if change.after else "deletion of a unit")
        self._change = change

    def take_back(self) -> "UnitChange":
        """Take it back in its memory. Raises ConflictError, StoreError."""
        from services import unit_changes

        return unit_changes.undo(self._change)

    def do_again(self) -> "UnitChange":
        """Do it again in its memory. Raises ConflictError, StoreError."""
        from services import unit_changes

        return unit_changes.redo(self._change)


def where(act: Act) -> str:
    """What an act was done to, in words."""
    if len(act.after) == 1:
        return f"segment {act.after[0].position + 1}"
    return counted(len(act.after), "segment")
