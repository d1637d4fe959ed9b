"""The alignment that is worked on: the only way in which its window changes anything."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.alignment.editing import Step, StepKind
from core.alignment.session import AlignmentSession, Stage
from core.errors import ExpectedError
from services import alignments
from services.alignments import OpenAlignment
from services.store import Store

STEP_NAMES: dict[StepKind, str] = {
    StepKind.MERGE: "joining",
    StepKind.SPLIT: "splitting",
    StepKind.MOVE: "moving",
    StepKind.INSERT: "inserting",
    StepKind.DELETE: "deleting",
    StepKind.EDIT: "editing",
    StepKind.LINK: "linking",
    StepKind.UNLINK: "unlinking",
    StepKind.ACCEPT: "accepting",
    StepKind.REJECT: "rejecting",
    StepKind.REOPEN: "opening again",
    StepKind.PINPOINT: "pairing",
    StepKind.ACCEPT_ABOVE: "accepting the sure rows",
    StepKind.REALIGN: "re-aligning",
}


class AlignmentDesk(QObject):
    """One open alignment. Views ask for acts, and hear through signals what became of them."""

    opened = Signal()
    """Another alignment is open, or none."""
    leaving = Signal()
    """Another alignment will be open at once: the last moment to store what was typed."""
    changed = Signal(object)
    """The Step that was taken, forwards or back."""
    progressed = Signal()
    """The open alignment is another than in the queue: judged, finished, aligned anew."""
    refused = Signal(object)
    """An ExpectedError: why an act was not possible, or could not be stored."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._open: OpenAlignment | None = None

    @property
    def session(self) -> AlignmentSession | None:
        """The alignment as it stands now."""
        return self._open.session if self._open else None

    @property
    def undo_name(self) -> str:
        """What would be taken back; empty for nothing."""
        step = self._open.journal.last if self._open else None
        return STEP_NAMES[step.kind] if step else ""

    @property
    def redo_name(self) -> str:
        """What would be done again; empty for nothing."""
        step = self._open.journal.next if self._open else None
        return STEP_NAMES[step.kind] if step else ""

    def settle(self) -> None:
        """Have taken what is being typed, as long as there is what it belongs to."""
        self.leaving.emit()

    def show(self, found: OpenAlignment | None) -> None:
        """Go on with another alignment, or with none."""
        self.settle()
        self._open = found
        self.opened.emit()

    def insist(self) -> None:
        """The person says that the two texts belong together."""
        if self._open is None:
            return
        try:
            found = alignments.insist(self._store, self._open)
        except ExpectedError as error:
            self.refused.emit(error)
            return
        self.show(found)
        self.progressed.emit()

    def finish(self) -> None:
        """The result is where the person wanted it; in a project to read only that is not kept."""
        if self._open is None or self._store.read_only:
            return
        if self._open.session.stage is not Stage.FINISHED:
            self._open = alignments.finish(self._store, self._open)
            self.progressed.emit()

    def act(self, make: Callable[[AlignmentSession], Step]) -> Step | None:
        """Take the step that `make` gives for the session; None where it is refused."""
        if self._open is None:
            return None
        before = self._open
        try:
            step = make(before.session)
            self._open = alignments.act(self._store, before, step)
        except ExpectedError as error:
            self.refused.emit(error)
            return None
        self._tell(step)
        return step

    def undo(self) -> None:
        """Take the last step back."""
        self._swap(alignments.undo, lambda before: before.journal.last, back=True)

    def redo(self) -> None:
        """Take again what was taken back last."""
        self._swap(alignments.redo, lambda before: before.journal.next, back=False)

    def _swap(
        self,
        swap: Callable[[Store, OpenAlignment], OpenAlignment],
        which: Callable[[OpenAlignment], Step | None],
        *,
        back: bool,
    ) -> None:
        step = which(self._open) if self._open else None
        if step is None or self._open is None:
            return
        try:
            self._open = swap(self._store, self._open)
        except ExpectedError as error:
            self.refused.emit(error)
            return
        self._tell(step.undone if back else step)

    def _tell(self, step: Step) -> None:
        self.changed.emit(step)
        self.progressed.emit()
