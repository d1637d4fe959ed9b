"""The open project: the only way in which the window changes anything, and who tells it about it.

Views ask the workspace for what was wanted; it calls one service, pushes one undo step, and
tells everybody through its signals, also the view that asked.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from core.document import Document
from core.engine import EngineSettings
from core.errors import ConflictError, ExpectedError
from core.history import Act, Version
from core.people import Person, Role
from core.project import Project
from core.segment import CONFIRMED, TYPED, Origin, OriginKind, Segment, State
from desktop.undo import ActCommand
from services import editing, projects, reviewing
from services.projects import OpenDocument, ProjectStatus
from services.store import Store

PAUSE_MS = 1000
"""How long typing may rest before it is stored."""


class Workspace(QObject):
    """An open project with its open document, its current segment and its undo stack."""

    document_opened = Signal(object)
    """Document, after `segments` was filled."""
    segments_changed = Signal(object)
    """tuple[Segment, ...] as they are now, all of the open document."""
    current_changed = Signal(object)
    """Segment or None."""
    comments_changed = Signal(int)
    """The id of a segment whose comments are others now."""
    status_changed = Signal()
    """Counts of the project are others now."""
    memory_changed = Signal()
    """Units came into memory from outside."""
    settings_changed = Signal()
    """What is allowed in the project is another now."""
    stored = Signal(str)
    """What was stored last, in words."""
    problem = Signal(str)
    """An expected error, as a sentence."""
    text_rescued = Signal(str)
    """A text that could not be stored, for the clipboard."""

    def __init__(
        self, store: Store, project: Project, person: Person, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.store, self.project, self.person = store, project, person
        self.document: Document | None = None
        self.segments: list[Segment] = []
        self.undo_stack = QUndoStack(self)
        self._rows: dict[int, int] = {}
        self._current: int | None = None
        self._typed: tuple[int, str] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    # -- looking ----------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The project file."""
        return self.store.path

    @property
    def current(self) -> Segment | None:
        """The segment the person is at."""
        return None if self._current is None else self.segment(self._current)

    @property
    def has_unstored_text(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self._typed is not None

    def segment(self, segment_id: int) -> Segment:
        """A segment of the open document as it is now."""
        return self.segments[self._rows[segment_id]]

    def neighbours(self, segment: Segment) -> tuple[str, str]:
        """The sources before and after a segment of the open document; empty at the ends."""
        row = self._rows[segment.id]
        before = self.segments[row - 1].source if row else ""
        after = self.segments[row + 1].source if row + 1 < len(self.segments) else ""
        return before, after

    def status(self) -> ProjectStatus:
        """Documents with their segments by state."""
        return projects.status(self.store)

    def next_unfinished(self, forward: bool = True) -> Segment | None:
        """The next segment that the person's role still has to finish, around the ends."""
        start = self._rows.get(self._current, -1) if self._current is not None else -1
        count = len(self.segments)
        steps = range(1, count) if forward else range(-1, -count, -1)
        for step in steps:
            segment = self.segments[(start + step) % count]
            if not segment.locked and not self._is_finished(segment):
                return segment
        return None

    def _is_finished(self, segment: Segment) -> bool:
        if self.person.role is Role.REVIEWER:
            return segment.state is not State.TRANSLATED
        return segment.state in CONFIRMED

    # -- moving -----------------------------------------------------------------------------

    def open_document(self, document_id: int) -> None:
        """Open another document of the project; what was typed is stored first."""
        self.flush()
        self.show_document(projects.open_document(self.store, document_id))

    def show_document(self, found: OpenDocument) -> None:
        """Go on with a document that was read already."""
        self.document, self.segments = found.document, list(found.segments)
        self._rows = {segment.id: row for row, segment in enumerate(self.segments)}
        self._current = None
        self.document_opened.emit(found.document)
        if found.damaged:
            places = ", ".join(str(position + 1) for position in found.damaged[:20])
            self.problem.emit(
                f"The text of some segments of “{found.document.name}” changed on disk without "
                f"Terjiman: {places}. Compare them with a backup."
            )

    def set_current(self, segment: Segment | None) -> None:
        """The person went to another segment; what was typed into the last one is stored."""
        wanted = None if segment is None else segment.id
        if wanted == self._current:
            return
        self.flush()
        self._current = wanted
        self.current_changed.emit(self.current)

    def refresh(self) -> None:
        """Something came into the project from outside the editor: tell everybody."""
        self.status_changed.emit()
        self.memory_changed.emit()

    def engine_settings(self) -> EngineSettings:
        """The project's choice of machine translation."""
        return projects.engine_settings(self.store)

    def keep_settings(self, engine: EngineSettings, *, self_approval: bool) -> None:
        """Store what is allowed in the project."""
        try:
            projects.choose_engine(self.store, engine)
            self.project = projects.allow_self_approval(self.store, allowed=self_approval)
        except ExpectedError as error:
            self.problem.emit(str(error))
            return
        self.settings_changed.emit()

    # -- acts -------------------------------------------------------------------------------

    def type(self, segment_id: int, text: str) -> None:
        """The person typed; the text is stored after a pause, or when they go on."""
        if self._typed and self._typed[0] != segment_id:
            self.flush()
        self._typed = (segment_id, text)
        self._pause.start()

    def flush(self) -> None:
        """Store what was typed and is not stored yet."""
        self._pause.stop()
        if self._typed is None:
            return
        (segment_id, text), self._typed = self._typed, None
        segment = self.segment(segment_id)
        self._act(
            lambda: editing.set_target(self.store, segment, text, self.person), text, typing=True
        )

    def confirm(self) -> bool:
        """Confirm the current segment, as translated or reviewed by the person's role."""
        segment, text = self._current_with_text()
        if segment is None:
            return False
        if self.person.role is Role.REVIEWER:
            act = self._act(
                lambda: reviewing.approve(self.store, [segment], self.person, text), text
            )
        else:
            act = self._act(lambda: editing.confirm(self.store, segment, text, self.person), text)
        return act is not None

    def approve_all(self, segments: Iterable[Segment]) -> bool:
        """Approve these segments as one act."""
        self.flush()
        seen = [self.segment(segment.id) for segment in segments]
        act = self._act(lambda: reviewing.approve(self.store, seen, self.person))
        return act is not None

    def send_back(self, reason: str) -> bool:
        """Send the current segment back with a reason."""
        self.flush()
        segment = self.current
        if segment is None:
            return False
        act = self._act(lambda: reviewing.send_back(self.store, segment, reason, self.person))
        if act:
            self.comments_changed.emit(segment.id)
        return act is not None

    def put(self, text: str, origin: Origin = TYPED) -> None:
        """Give the current segment a text from elsewhere."""
        self.flush()
        segment = self.current
        if segment is not None:
            self._act(
                lambda: editing.set_target(self.store, segment, text, self.person, origin), text
            )

    def copy_source(self) -> None:
        """Put the source into the target of the current segment."""
        if self.current:
            self.put(self.current.source, Origin(OriginKind.COPIED))

    def restore(self, version: Version) -> None:
        """Bring back an earlier version of the current segment, text and state."""
        self.flush()
        segment = self.current
        if segment is not None:
            self._act(lambda: editing.restore(self.store, segment, version, self.person))

    def toggle_lock(self) -> None:
        """Lock the current segment, or unlock it."""
        self.flush()
        segment = self.current
        if segment is not None:
            closed = not segment.locked
            self._act(lambda: editing.set_locked(self.store, [segment], self.person, closed=closed))

    def comment(self, text: str) -> None:
        """Add a comment to the current segment."""
        segment = self.current
        if segment is None or not text.strip():
            return
        try:
            reviewing.comment(self.store, segment.id, text.strip(), self.person)
        except ExpectedError as error:
            self.problem.emit(str(error))
            return
        self.comments_changed.emit(segment.id)
        self.stored.emit("Comment stored")

    def undo(self) -> None:
        """Take the last act back, in whichever document it was."""
        self.flush()
        self.undo_stack.undo()

    def redo(self) -> None:
        """Do the last act again that was taken back."""
        self.flush()
        self.undo_stack.redo()

    def close(self) -> None:
        """Store what was typed, and close the file."""
        self.flush()
        self.store.close()

    # -- how an act becomes known -----------------------------------------------------------

    def _current_with_text(self) -> tuple[Segment | None, str]:
        """The current segment and what stands in its target now, typed or stored."""
        segment = self.current
        if segment is None:
            return None, ""
        self._pause.stop()
        text = segment.target
        if self._typed and self._typed[0] == segment.id:
            text, self._typed = self._typed[1], None
        return segment, text

    def _act(self, act: Callable[[], Act], text: str = "", *, typing: bool = False) -> Act | None:
        try:
            done = act()
        except ExpectedError as error:
            self._refused(error, text)
            return None
        if done.changed:
            self.undo_stack.push(ActCommand(done, self._undo, self._redo, typing=typing))
            self._tell(done.after)
        return done

    def _refused(self, error: ExpectedError, text: str) -> None:
        if text:
            self.text_rescued.emit(text)
        if isinstance(error, ConflictError) and self.document:
            self.open_document(self.document.id)
        self.problem.emit(str(error))

    def _undo(self, act: Act) -> bool:
        return self._swap(act, editing.undo)

    def _redo(self, act: Act) -> bool:
        return self._swap(act, editing.redo)

    def _swap(self, act: Act, swap: Callable[[Store, Act, Person], list[Segment]]) -> bool:
        try:
            now = swap(self.store, act, self.person)
        except ExpectedError as error:
            self.problem.emit(str(error))
            return False
        if self.document is None or now[0].document_id != self.document.id:
            self.open_document(now[0].document_id)
        else:
            self._tell(now)
        self.set_current(now[0])
        if act.comment_ids:
            self.comments_changed.emit(now[0].id)
        return True

    def _tell(self, now: Iterable[Segment]) -> None:
        changed = tuple(now)
        for segment in changed:
            self.segments[self._rows[segment.id]] = segment
        self.segments_changed.emit(changed)
        self.status_changed.emit()
        self.stored.emit(f"Segment {changed[0].position + 1} stored")
