"""The open project: the only way in which the window changes anything, and who tells it about it.

Views ask the workspace for what was wanted; it calls one service, pushes one undo step, and
tells everybody through its signals, also the view that asked.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.counting import counted
from core.document import Document
from core.errors import ConflictError, ExpectedError
from core.history import Act, ChangeKind, Version
from core.people import Person, Role
from core.progress import Progress
from core.project import Project
from core.review import waits_for
from core.segment import TYPED, Origin, OriginKind, Segment, State
from desktop.long_acts import LongActs
from desktop.open_segments import OpenSegments
from desktop.project_choices import ProjectChoices
from desktop.shown_document import ShownDocument, Then, nothing
from desktop.undo import where
from desktop.undo_steps import UndoSteps
from desktop.unstored_text import UnstoredText
from services import editing, projects, recutting, reviewing
from services.projects import OpenDocument, ProjectStatus
from services.store import Store

if TYPE_CHECKING:
    from services.converting import Converted
    from services.unit_changes import UnitChange

T = TypeVar("T")


class Workspace(ProjectChoices):
    """An open project with its open document, its current segment and its undo stack."""

    reshaped = Signal()
    """Other segments make up the open document: some were joined, or the rest of it was read."""
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
    units_changed = Signal()
    """Units of an attached memory are others now."""
    stored = Signal(str)
    """What was stored last, in words."""
    notice = Signal(str)
    """Something about an act that the person should know."""
    text_rescued = Signal(str)
    """A text that cannot be stored, for the clipboard; the segment is shown as it is stored."""

    def __init__(
        self, store: Store, project: Project, person: Person, parent: QObject | None = None
    ) -> None:
        super().__init__(store, project, parent)
        self.person = person
        self.shown = ShownDocument(store, self)
        self.shown.opened.connect(self._on_opened)
        self.shown.reshaped.connect(self._on_reshaped)
        self.shown.changed.connect(self.segments_changed)
        self.shown.problem.connect(self.problem)
        self.acts = LongActs(self)
        self._status: ProjectStatus | None = None  # None: to be counted
        self._current: int | None = None
        self._typed = UnstoredText(self._keep, self._refuse, self)
        self._typed.rescued.connect(self.text_rescued)
        self._steps = UndoSteps(store, self.acts, self)
        self.undo_stack = self._steps.stack

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

    @property
    def document(self) -> Document | None:
        """The open document."""
        return self.shown.document

    @property
    def segments(self) -> list[Segment]:
        """The segments of the open document as they are now, in their order."""
        return self.opened.all

    @property
    def opened(self) -> OpenSegments:
        """The same, each found by its id; another object for each document."""
        return self.shown.segments

    def segment(self, segment_id: int) -> Segment:
        """A segment of the open document as it is now."""
        return self.opened[segment_id]

    def neighbours(self, segment: Segment) -> tuple[str, str]:
        """The sources before and after a segment of the open document; empty at the ends."""
        return self.opened.neighbours(segment.id)

    def status(self) -> ProjectStatus:
        """Documents with their segments by state."""
        if self._status is None:
            self._status = projects.status(self.store)
        return self._status

    # -- moving -----------------------------------------------------------------------------

    def next_unfinished(
        self, then: Callable[[Segment | None], object], *, forward: bool = True
    ) -> None:
        """Find the next segment that the person's role still has to finish, around the ends.

        `then` is called with it: at once, unless it is in what is still being read.
        """
        waiting = partial(waits_for, role=self.person.role)
        found = self.opened.next(self._current, waiting, forward=forward)
        if self.opened.is_whole or (found and self._is_ahead(found, forward)):
            then(found)
        else:
            self.when_whole(partial(self.next_unfinished, then, forward=forward))

    def _is_ahead(self, found: Segment, forward: bool) -> bool:
        """Whether it is reached without going around an end."""
        here = self.current
        return here is None or (found.position > here.position) is forward

    def open_document(self, document_id: int, then: Then = nothing) -> None:
        """Open another document of the project; `then` is called when all of it is there.

        What was typed is stored first. Where it cannot be, nothing is opened.
        """
        if self.flush():
            self.shown.open(document_id, self._size(document_id), then)

    def _size(self, document_id: int) -> int:
        found = (each for each in self.status().documents if each.document.id == document_id)
        return sum(sum(each.counts.values()) for each in found)

    def show_document(self, found: OpenDocument, *, is_whole: bool = True) -> None:
        """Go on with a document that was read already, as a whole or in part."""
        self.shown.show(found, is_whole=is_whole)

    def when_whole(self, then: Then) -> None:
        """Call `then` as soon as all of the open document is there; see ShownDocument."""
        self.shown.when_whole(then)

    def _on_opened(self, document: Document) -> None:
        self._current = None
        self.document_opened.emit(document)

    def _on_reshaped(self) -> None:
        if self._current not in self.opened:
            self._current = None
        self.reshaped.emit()

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
        self._status = None
        self.status_changed.emit()
        self.memory_changed.emit()

    # -- typing -----------------------------------------------------------------------------

    def type(self, segment_id: int, text: str) -> None:
        """The person typed; the text is stored after a pause, or when they go on."""
        self._typed.type(segment_id, text)

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it could be."""
        return self._typed.store()

    def give_up(self) -> None:
        """Let go of what was typed and cannot be stored."""
        self._typed.give_up()

    def _keep(self, segment_id: int, text: str) -> None:
        segment = self.segment(segment_id)
        since = self._steps.typing_since(segment)
        act = editing.set_target(self.store, segment, text, self.person, since=since)
        self.take(act, typing=True)

    # -- acts -------------------------------------------------------------------------------

    def confirm(self, *, to_memory: bool = True) -> bool:
        """Confirm the current segment, as translated or reviewed by the person's role.

        Text that was typed and cannot be confirmed is kept as a draft. With `to_memory` False the
        segment goes into no attached memory.
        """
        segment = self.current
        if segment is None or self._is_storing():
            return False
        typed = self._typed.take(segment.id)
        text = segment.target if typed is None else typed
        if self.person.role is Role.REVIEWER:
            act = partial(reviewing.approve, self.store, [segment], self.person, text)
        else:
            act = partial(editing.confirm, self.store, segment, text, self.person)
        try:
            self.take(act(), to_memory=to_memory)
        except ExpectedError as error:
            if typed is not None:
                self._typed.put(segment.id, typed)
            if typed is None or not isinstance(error, ConflictError):  # flush will tell of that
                self._refuse(error)
            self.flush()
            return False
        return True

    def approve_all(self, segments: Iterable[Segment]) -> bool:
        """Approve these segments as one act; False where that is known not to be possible.

        Those that the person may not approve are left, which is told. Very many are stored after
        this returned, and told then: see LongActs.
        """
        if not self._is_ready():
            return False
        seen = list(segments)

        def tell(stored: tuple[Act, str]) -> None:
            act, left = stored
            self.take(act)
            if left:
                self.notice.emit(left)

        approve = partial(reviewing.approve_others, self.store, seen, self.person)
        return self._do(approve, len(seen), tell)

    def convert(self, changes: Sequence["Converted"]) -> bool:
        """Store targets in another script, as one act; very many as approve_all does."""
        from services import converting

        convert = partial(converting.convert_targets, self.store, changes, self.person)
        return self._is_ready() and self._do(convert, len(changes), self.take)

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
        words, segment, document = words.strip(), self._settled(), self.document
        if not (words and segment and document):
            return
        language = segment.language or document.source_language

        def tell(act: Act) -> None:
            self.take(act)
            joined = sum(each.joined for each in act.after)
            self.notice.emit(
                f"No sentence ends after “{words}” any more; joined in this document: "
                f"{counted(joined, 'place')}. The rule is in the preferences."
            )

        recut = partial(recutting.never_break_after, self.store, document.id)
        recut = partial(recut, words, language, self.person)
        self._do(recut, self._size(document.id), tell)

    def toggle_lock(self) -> None:
        """Lock the current segment, or unlock it."""
        if segment := self._settled():
            lock = partial(editing.set_locked, closed=not segment.locked)
            self._try(partial(lock, self.store, [segment], self.person))

    def comment(self, text: str) -> bool:
        """Add a comment to the current segment; whether it could be stored."""
        segment = self.current
        if segment is None or not text.strip() or self._is_storing():
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
        self._step(back=True)

    def redo(self) -> None:
        """Do the last act again that was taken back."""
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        if self._is_ready():
            told = (self._show_step, self._tell_of_unit, self._refuse)
            self._steps.step(self.person, *told, back=back)

    def close(self) -> None:
        """Store what was typed, and close the file."""
        self.acts.close()
        self.flush()
        self.shown.close()
        self.store.close()

    def _settled(self) -> Segment | None:
        """The current segment with what was typed into it; None where others changed it."""
        return self.current if self._is_ready() else None

    def _is_ready(self) -> bool:
        """Whether an act can be done now: nothing is being stored, and what was typed is stored."""
        return not self._is_storing() and self.flush()

    def _is_storing(self) -> bool:
        """Whether an act is still being stored; the person is told so."""
        if self.acts.reason:
            self.notice.emit(self.acts.reason)
        return bool(self.acts.reason)

    # -- how an act becomes known -----------------------------------------------------------

    def _try(self, act: Callable[[], Act]) -> bool:
        """Do an act on the current segment; False where it was refused."""
        return self._do(lambda _progress: act(), 1, self.take)

    def _do(self, act: Callable[[Progress], T], size: int, done: Callable[[T], object]) -> bool:
        """Do an act on so many segments; False where it was refused at once."""
        refused: list[ExpectedError] = []

        def refuse(error: ExpectedError) -> None:
            refused.append(error)
            self._refuse(error)

        self.acts.run(size, act, done, refuse)
        return not refused

    def take(self, done: Act, *, typing: bool = False, to_memory: bool = True) -> None:
        """An act was stored: it becomes an undo step, and everybody hears of it."""
        if self.acts.reason:
            self.acts.after(partial(self.take, done, typing=typing, to_memory=to_memory))
            return
        if not done.changed:
            return
        self._steps.push(done, typing=typing)
        self._tell(done.before, done.after, done, to_memory=to_memory)
        if done.kind in (ChangeKind.EDIT, ChangeKind.CONFIRM):
            self._tell_of_lost_approval(done.before[0], done.after[0])

    def take_unit_change(self, change: "UnitChange") -> None:
        """A unit of a memory was changed: that becomes an undo step, and everybody hears of it."""
        self.acts.after(partial(self._take_unit_change, change))

    def _take_unit_change(self, change: "UnitChange") -> None:
        self._steps.push_unit(change)
        self._tell_of_unit()

    def _tell_of_unit(self) -> None:
        self.units_changed.emit()
        self.stored.emit("Unit of memory stored")

    def _tell_of_lost_approval(self, before: Segment, after: Segment) -> None:
        if before.state is State.REVIEWED and after.state is not State.REVIEWED:
            self.notice.emit(
                f"Segment {after.position + 1} had been approved. Its text is another now, so it "
                f"waits for approval again. Undo brings the approved text back."
            )

    def _show_step(self, was: Sequence[Segment], now: Sequence[Segment], act: Act) -> None:
        """Show what a step on the stack changed, where some of it is."""
        self._tell(was, now, act)
        # An act may be in several documents: the person stays where they are if it is there, too.
        document_id = self.document.id if self.document else 0
        here = next((segment for segment in now if segment.document_id == document_id), now[0])

        def go() -> None:
            if here.id in self.opened:
                self.set_current(here)

        if here.id in self.opened:
            go()
        else:
            self.open_document(here.document_id, go)

    def _refuse(self, error: ExpectedError, more: str = "") -> None:
        if isinstance(error, ConflictError):
            self.shown.read_again()
            self._status = None
            self.status_changed.emit()
        self.problem.emit(f"{error} {more}".strip())

    def _tell(
        self, was: Sequence[Segment], now: Sequence[Segment], act: Act, *, to_memory: bool = True
    ) -> None:
        """An act was done, taken back or done again: its segments before that, and now."""
        steps = list(zip(was, now, strict=True))
        reshapes = any(before.joined != after.joined for before, after in steps)
        self._status = None if reshapes or not self._status else self._status.after(steps)
        is_all_here = self.shown.take(now, reshapes=reshapes)
        self.status_changed.emit()
        self.segments_stored.emit(tuple(now), to_memory)
        if not is_all_here:
            elsewhere = (s for s in (*act.before, *act.after) if s.id not in self.opened)
            if any(segment.is_confirmed for segment in elsewhere):
                self.memory_changed.emit()
        self.stored.emit(f"{where(act).capitalize()} stored")
        if act.comment_ids:
            self.comments_changed.emit(act.after[0].id)
