"""One act of a person on the undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from core.history import Act, ChangeKind

Swap = Callable[[Act], bool]

_NAMES = {
    ChangeKind.EDIT: "typing",
    ChangeKind.CONFIRM: "confirming",
    ChangeKind.APPROVE: "approval",
    ChangeKind.SEND_BACK: "sending back",
    ChangeKind.RESTORE: "restoring",
    ChangeKind.LOCK: "locking",
    ChangeKind.UNLOCK: "unlocking",
}
_TYPING = 1


class ActCommand(QUndoCommand):
    """An act that is stored already; `undo` and `redo` swap the segments before and after it.

    The swaps answer whether they could be done; a step that cannot is taken off the stack.
    Typing into one segment is one step, however often it is stored on the way.
    """

    def __init__(self, act: Act, undo: Swap, redo: Swap, *, typing: bool = False) -> None:
        super().__init__(f"{_NAMES[act.kind]} in {_where(act)}")
        self.act = act
        self._undo, self._redo = undo, redo
        self._typing = typing
        self._stored = True  # the stack calls redo once when the command is pushed

    def id(self) -> int:
        """Commands with the same id may be merged; -1 never is."""
        return _TYPING if self._typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later typing into the same segment into this step."""
        if not isinstance(other, ActCommand) or self.act.after[0].id != other.act.before[0].id:
            return False
        self.act = Act(self.act.kind, self.act.before, other.act.after)
        return True

    def undo(self) -> None:
        """Take the act back."""
        self.setObsolete(not self._undo(self.act))

    def redo(self) -> None:
        """Do it again."""
        if self._stored:
            self._stored = False
            return
        self.setObsolete(not self._redo(self.act))


def _where(act: Act) -> str:
    if len(act.after) == 1:
        return f"segment {act.after[0].position + 1}"
    return f"{len(act.after)} segments"
