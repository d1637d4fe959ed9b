"""One act of a person on the undo stack."""

from PySide6.QtGui import QUndoCommand

from core.history import Act, ChangeKind, Version
from core.segment import Segment

_NAMES = {
    ChangeKind.EDIT: "inserting",
    ChangeKind.CONFIRM: "confirming",
    ChangeKind.APPROVE: "approval",
    ChangeKind.SEND_BACK: "sending back",
    ChangeKind.RESTORE: "restoring",
    ChangeKind.LOCK: "locking",
    ChangeKind.UNLOCK: "unlocking",
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


def where(act: Act) -> str:
    """What an act was done to, in words."""
    if len(act.after) == 1:
        return f"segment {act.after[0].position + 1}"
    return f"{len(act.after)} segments"
