"""The open project: the only way in which the window changes anything, and who tells it about it.

Views ask the workspace for what was wanted; it calls one service, pushes one undo step, and
tells everybody through its signals, also the view that asked.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.document import Document
from core.engine import EngineSettings
from core.errors import ConflictError, ExpectedError, StoreError
from core.history import Act, ChangeKind, Version
from core.memory.settings import MatchingSettings
from core.people import Person, Role
from core.project import Project
from core.segment import CONFIRMED, TYPED, Origin, OriginKind, Segment, State
from desktop.undo import ActCommand, UnitCommand, where
from services import editing, projects, recutting, reviewing
from services.projects import OpenDocument, ProjectStatus
from services.store import Store

if TYPE_CHECKING:
    from services.converting import Converted
    from services.unit_changes import UnitChange

PAUSE_MS = 1000
"""How long typing may rest before it is stored."""

T = TypeVar("T")
Swap = Callable[[Store, Act, Person], list[Segment]]
SwapUnit = Callable[[UnitCommand], "UnitChange"]


class Workspace(QObject):
    """An open project with its open document, its current segment and its undo stack."""

    reshaped = Signal()
    """Some of the open document's segments were joined, or are apart again."""
    document_opened = Signal(object)
    """Document, after `segments` was filled."""
    segments_changed = Signal(object)
    """tuple[Segment, ...] as they are now, all of the open document."""
    segments_stored = Signal(object, bool)
    """tuple[Segment, ...] of an act as they are now, of whatever documents; if memories follow."""
    current_changed = Signal(object)
    """Segment or None."""
    comments_changed = Signal(int)
    """The id of a segment whose comments are others now."""
    status_changed = Signal()
    """Counts of the project are others now."""
    memory_changed = Signal()
    """Units came into memory from outside."""
    units_changed = Signal()
    """Units of an attached memory are others now."""
    settings_changed = Signal()
    """What is allowed in the project is another now."""
    stored = Signal(str)
    """What was stored last, in words."""
    notice = Signal(str)
    """Something about an act that the person should know."""
    problem = Signal(str)
    """An expected error, as a sentence."""
    text_rescued = Signal(str)
    """A text that cannot be stored, for the clipboard; the segment is shown as it is stored."""

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
        self._typed: dict[int, str] = {}  # what is not stored yet, by segment id
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._unstored = QElapsedTimer()
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
        return bool(self._typed)

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
        is_open = self.document is not None and self.document.id == document_id
        if not is_open and not self.has_unstored_text:
            self.show_document(projects.open_document(self.store, document_id))

    def show_document(self, found: OpenDocument) -> None:
        """Go on with a document that was read already."""
        self.document = found.document
        self._fill(found.segments)
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
            self._refuse(error)
            return
        self.settings_changed.emit()

    def matching_settings(self) -> MatchingSettings:
        """How the project uses memory."""
        return projects.matching_settings(self.store)

    def keep_matching(self, settings: MatchingSettings) -> None:
        """Store how the project uses memory."""
        if settings == self.matching_settings():
            return
        try:
            projects.choose_matching(self.store, settings)
        except ExpectedError as error:
            self._refuse(error)
            return
        self.memory_changed.emit()

    # -- typing -----------------------------------------------------------------------------

    def type(self, segment_id: int, text: str) -> None:
        """The person typed; the text is stored after a pause, or when they go on.

        Who never pauses loses two seconds of typing at most.
        """
        if self._typed.keys() - {segment_id}:
            self.flush()
        if not self._typed:
            self._unstored.start()
        self._typed[segment_id] = text
        if self._unstored.elapsed() < PAUSE_MS:
            self._pause.start()

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it could be.

        Where the file cannot be written just now, the text is kept for the next time.
        """
        self._pause.stop()
        while self._typed:
            segment_id, text = self._typed.popitem()
            segment = self.segment(segment_id)
            try:
                self._do(self._edit(segment, text), typing=True)
            except StoreError as error:
                self._typed[segment_id] = text
                self._refuse(error)
                return False
            except ExpectedError as error:
                self.text_rescued.emit(text)
                self._refuse(error, "What you typed is in the clipboard.")
                return False
        return True

    def _edit(self, segment: Segment, text: str) -> Callable[[], Act]:
        since = self._typing_since(segment)
        return partial(editing.set_target, self.store, segment, text, self.person, since=since)

    def give_up(self) -> None:
        """Let go of what was typed and cannot be stored."""
        for text in self._typed.values():
            self.text_rescued.emit(text)
        self._typed.clear()

    # -- acts -------------------------------------------------------------------------------

    def confirm(self, *, to_memory: bool = True) -> bool:
        """Confirm the current segment, as translated or reviewed by the person's role.

        Text that was typed and cannot be confirmed is kept as a draft. With `to_memory` False the
        segment goes into no attached memory.
        """
        segment = self.current
        if segment is None:
            return False
        typed = self._typed.pop(segment.id, None)
        text = segment.target if typed is None else typed
        if self.person.role is Role.REVIEWER:
            act = partial(reviewing.approve, self.store, [segment], self.person, text)
        else:
            act = partial(editing.confirm, self.store, segment, text, self.person)
        try:
            self.take(act(), to_memory=to_memory)
        except ExpectedError as error:
            if typed is not None:
                self._typed[segment.id] = typed
            if typed is None or not isinstance(error, ConflictError):  # flush will tell of that
                self._refuse(error)
            self.flush()
            return False
        return True

    def approve_all(self, segments: Iterable[Segment]) -> bool:
        """Approve these segments as one act."""
        if not self.flush():
            return False
        seen = [self.segment(segment.id) for segment in segments]
        return self._try(partial(reviewing.approve, self.store, seen, self.person))

    def convert(self, changes: Sequence["Converted"]) -> bool:
        """Store targets in another script, as one act."""
        from services import converting

        return self.flush() and self._try(
            partial(converting.convert_targets, self.store, changes, self.person)
        )

    def send_back(self, reason: str) -> bool:
        """Send the current segment back with a reason."""
        segment = self._settled()
        return segment is not None and self._try(
            partial(reviewing.send_back, self.store, segment, reason, self.person)
        )

    def put(self, text: str, origin: Origin = TYPED) -> None:
        """Give the current segment a text from elsewhere."""
        if segment := self._settled():
            self._try(partial(editing.set_target, self.store, segment, text, self.person, origin))

    def copy_source(self) -> None:
        """Put the source into the target of the current segment."""
        if self.current:
            self.put(self.current.source, Origin(OriginKind.COPIED))

    def restore(self, version: Version) -> None:
        """Bring back an earlier version of the current segment, text and state."""
        if segment := self._settled():
            self._try(partial(editing.restore, self.store, segment, version, self.person))

    def never_break_after(self, words: str) -> None:
        """Never end a sentence after `words` again, and join what was cut there."""
        words, segment = words.strip(), self._settled()
        if words and segment and self.document:
            document, language = self.document, segment.language or self.document.source_language
            stored = len(self.segments)
            recut = partial(recutting.never_break_after, self.store, document.id)
            if self._try(partial(recut, words, language, self.person)):
                joined = stored - len(self.segments)
                self.notice.emit(
                    f"No sentence ends after “{words}” any more; {joined} places of this document "
                    "were joined. The rule is in the preferences."
                )

    def toggle_lock(self) -> None:
        """Lock the current segment, or unlock it."""
        if segment := self._settled():
            lock = partial(editing.set_locked, closed=not segment.locked)
            self._try(partial(lock, self.store, [segment], self.person))

    def comment(self, text: str) -> bool:
        """Add a comment to the current segment; whether it could be stored."""
        segment = self.current
        if segment is None or not text.strip():
            return False
        try:
            reviewing.comment(self.store, segment.id, text.strip(), self.person)
        except ExpectedError as error:
            self._refuse(error)
            return False
        self.comments_changed.emit(segment.id)
        self.stored.emit("Comment stored")
        return True

    def undo(self) -> None:
        """Take the last act back, in whichever document it was."""
        stack = self.undo_stack
        if self.flush() and stack.canUndo():
            self._step(stack.index() - 1, editing.undo, UnitCommand.take_back, stack.undo)

    def redo(self) -> None:
        """Do the last act again that was taken back."""
        stack = self.undo_stack
        if self.flush() and stack.canRedo():
            self._step(stack.index(), editing.redo, UnitCommand.do_again, stack.redo)

    def close(self) -> None:
        """Store what was typed, and close the file."""
        self.flush()
        self.store.close()

    def _settled(self) -> Segment | None:
        """The current segment with what was typed into it; None where others changed it."""
        return self.current if self.flush() else None

    # -- how an act becomes known -----------------------------------------------------------

    def _try(self, act: Callable[[], Act]) -> bool:
        try:
            self._do(act)
        except ExpectedError as error:
            self._refuse(error)
            return False
        return True

    def _do(self, act: Callable[[], Act], *, typing: bool = False) -> None:
        self.take(act(), typing=typing)

    def take(self, done: Act, *, typing: bool = False, to_memory: bool = True) -> None:
        """An act was stored: it becomes an undo step, and everybody hears of it."""
        if not done.changed:
            return
        self.undo_stack.push(ActCommand(done, typing=typing))
        self._tell(done.after, done, to_memory=to_memory)
        if done.kind in (ChangeKind.EDIT, ChangeKind.CONFIRM):
            self._tell_of_lost_approval(done.before[0], done.after[0])

    def take_unit_change(self, change: "UnitChange") -> None:
        """A unit of a memory was changed: that becomes an undo step, and everybody hears of it."""
        self.undo_stack.push(UnitCommand(change))
        self._tell_of_unit()

    def _tell_of_unit(self) -> None:
        self.units_changed.emit()
        self.stored.emit("Unit of memory stored")

    def _typing_since(self, segment: Segment) -> Segment:
        """The segment as it was when the person began to type into it."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(last, ActCommand) and last.typing and last.leads_to(segment):
            return last.act.before[0]
        return segment

    def _tell_of_lost_approval(self, before: Segment, after: Segment) -> None:
        if before.state is State.REVIEWED and after.state is not State.REVIEWED:
            self.notice.emit(
                f"Segment {after.position + 1} had been approved. Its text is another now, so it "
                f"waits for approval again. Undo brings the approved text back."
            )

    def _step(self, place: int, swap: Swap, in_memory: SwapUnit, move: Callable[[], None]) -> None:
        """Take a step on the stack, and show what it changed."""
        command = self.undo_stack.command(place)
        if isinstance(command, UnitCommand):
            if self._moved(command, partial(in_memory, command), move):
                self._tell_of_unit()
            return
        assert isinstance(command, ActCommand)
        now = self._moved(command, partial(swap, self.store, command.act, self.person), move)
        if now:
            # An act may be in several documents: the person stays where some of it is.
            here = next((segment for segment in now if segment.id in self._rows), now[0])
            self.open_document(here.document_id)
            self._tell(now, command.act)
            self.set_current(here)

    def _moved(
        self, command: QUndoCommand, act: Callable[[], T], move: Callable[[], None]
    ) -> T | None:
        """Take a step on the stack, once the store has taken it; None where it could not."""
        try:
            done = act()
        except ConflictError as error:  # the step can never be taken any more
            command.setObsolete(True)
            move()
            self._refuse(error)
            return None
        except ExpectedError as error:
            self._refuse(error)
            return None
        move()
        return done

    def _refuse(self, error: ExpectedError, more: str = "") -> None:
        if isinstance(error, ConflictError):
            self._reload()
        self.problem.emit(f"{error} {more}".strip())

    def _reload(self) -> None:
        """Show what others made of the open document."""
        if self.document is None:
            return
        found = projects.open_document(self.store, self.document.id).segments
        self._show([now for now in found if now != self.segments[self._rows[now.id]]])

    def _reshape(self) -> None:
        """Other segments make up the open document now."""
        assert self.document
        self._fill(projects.open_document(self.store, self.document.id).segments)
        if self._current not in self._rows:
            self._current = None
        self.reshaped.emit()

    def _fill(self, segments: Sequence[Segment]) -> None:
        self.segments = list(segments)
        self._rows = {segment.id: row for row, segment in enumerate(self.segments)}

    def _tell(self, now: Sequence[Segment], act: Act, *, to_memory: bool = True) -> None:
        """An act was done, taken back or done again, and these are its segments."""
        self._show(now)
        self.segments_stored.emit(tuple(now), to_memory)
        elsewhere = [s for s in (*act.before, *act.after) if s.id not in self._rows]
        if any(segment.is_confirmed for segment in elsewhere):
            self.memory_changed.emit()
        self.stored.emit(f"{where(act).capitalize()} stored")
        if act.comment_ids:
            self.comments_changed.emit(act.after[0].id)

    def _show(self, now: Iterable[Segment]) -> None:
        now = list(now)
        here = [s for s in now if self.document and s.document_id == self.document.id]
        if any(segment.joined == (segment.id in self._rows) for segment in here):
            self._reshape()
        changed = tuple(segment for segment in now if segment.id in self._rows)
        for segment in changed:
            self.segments[self._rows[segment.id]] = segment
        self.segments_changed.emit(changed)
        self.status_changed.emit()
