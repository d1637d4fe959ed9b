"""A project in the window, from opening to closing: who hears what while it is there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.concordance import Hit
from core.document import Document
from core.people import Person
from core.segment import Segment, State
from desktop.assistants import Assistants
from desktop.concordance import ConcordanceAssistant
from desktop.connections import Connections
from desktop.docks import Docks
from desktop.editor.editor_page import EditorPage
from desktop.panels.panels import Panels
from desktop.remembering import MemoryFollower
from desktop.segment_commands import SegmentCommands
from desktop.status_line import StatusLine
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.workspace import Workspace
from services.projects import OpenedProject

if TYPE_CHECKING:
    from desktop.alignment.window import AlignmentWindow
    from desktop.memory.window import MemoryWindow


@dataclass(frozen=True, slots=True)
class Parts:
    """What a window lends to the project it shows."""

    window: QWidget
    page: EditorPage
    panels: Panels
    docks: Docks
    status_line: StatusLine
    messages: MessageBar
    storing: BusyBar
    actions: Mapping[str, QAction]


class OpenProject:
    """Ties a workspace to the parts of a window, and lets go of them when it is closed."""

    def __init__(self, opened: OpenedProject, person: Person, parts: Parts) -> None:
        self._parts = parts
        self.counts: dict[State, int] = {}
        self.workspace = Workspace(opened.store, opened.project, person, parts.window)
        self.assistants = Assistants(self.workspace, parts.panels, parts.window)
        self.concordance = ConcordanceAssistant(
            self.workspace, parts.panels.concordance, parts.window
        )
        self.remembering = MemoryFollower(self.workspace, parts.window)
        self._segments = SegmentCommands(
            self.workspace, self.assistants, parts.panels, parts.page, parts.docks, parts.window
        )
        self._connections = Connections()
        self._closed_because = ""
        self.memories: MemoryWindow | None = None
        self.alignments: AlignmentWindow | None = None
        self._connect()
        self._begin(opened)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action on segments does, by its name in the table of actions."""
        return {
            **self._segments.handlers(),
            "memories": self.show_memories,
            "align": self.show_alignments,
        }

    def show_memories(self) -> None:
        """Open the window of the memories, or bring it to the front."""
        from desktop.memory.window import MemoryWindow

        if self.memories is None:
            self.memories = MemoryWindow(self.workspace, self._parts.window)
            self.memories.closed.connect(self._forget_memories)
        self.memories.show()
        self.memories.activateWindow()

    def show_alignments(self) -> None:
        """Open the window of alignments, or bring it to the front."""
        from desktop.alignment.window import AlignmentWindow

        if self.alignments is None:
            self.alignments = AlignmentWindow(self.workspace, self._parts.window)
            self.alignments.closed.connect(self._forget_alignments)
        self.alignments.show()
        self.alignments.activateWindow()

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way for the project, or any answer is awaited."""
        memories = self.memories is not None and self.memories.work.jobs.busy
        alignments = self.alignments is not None and self.alignments.is_busy
        followers = (self.assistants, self.concordance, self.remembering)
        busy = any(follower.busy for follower in followers)
        own = self.workspace.acts.busy or self.workspace.shown.busy
        return memories or alignments or busy or self._parts.page.is_busy or own

    def set_person(self, person: Person) -> None:
        """Go on as somebody else, or in another role."""
        self.workspace.flush()
        self.workspace.person = person

    def close(self) -> None:
        """Store what was typed, show nothing of the project any more, and close its file."""
        self.workspace.acts.close()
        self.workspace.flush()
        self.workspace.give_up()
        if self.memories:
            self.memories.close()
        if self.alignments:
            self.alignments.close()
        self._parts.page.clear()
        self._connections.end()
        self.assistants.close()
        self.concordance.close()
        self.remembering.close()
        self.workspace.close()
        self.assistants.deleteLater()
        self.concordance.deleteLater()
        self.remembering.deleteLater()
        self.workspace.deleteLater()

    def _forget_alignments(self) -> None:
        if self.alignments:
            self.alignments.deleteLater()
        self.alignments = None

    def _forget_memories(self) -> None:
        if self.memories:
            self.memories.deleteLater()
        self.memories = None

    def _begin(self, opened: OpenedProject) -> None:
        self._parts.status_line.show_stored("")
        self._show_status()
        self._show_undo()
        reason = ""
        if opened.store.read_only:
            reason = f"“{opened.store.path.name}” is open to read; nothing can be changed in it."
            self._inform(reason)
        self._closed_because = reason
        self._parts.page.close_to_editing(reason)
        if opened.first:
            self.workspace.show_document(opened.first)

    def _connect(self) -> None:
        workspace, parts, table = self.workspace, self._parts, self._parts.page.table
        for signal, act in (
            (table.typed, workspace.type),
            (table.current_changed, workspace.set_current),
            (workspace.document_opened, self._on_document),
            (workspace.segments_changed, parts.page.model.update_segments),
            (workspace.reshaped, self._on_reshaped),
            (workspace.current_changed, self._on_current),
            (workspace.status_changed, self._show_status),
            (workspace.stored, parts.status_line.show_stored),
            (workspace.notice, self._inform),
            (workspace.problem, self._warn),
            (workspace.text_rescued, self._rescue),
            (workspace.undo_stack.indexChanged, self._show_undo),
            (parts.panels.documents.opened, workspace.open_document),
            (parts.panels.issues.go_wanted, self._go_to),
            (parts.panels.concordance.go_wanted, self._go_to_hit),
            (parts.panels.concordance.insert_wanted, self._insert),
            (parts.panels.concordance.left, parts.page.table.edit_current),
            (self.concordance.failed, self._raise),
            (workspace.shown.failed, self._raise),
            (workspace.acts.changed, self._on_storing),
            (workspace.acts.progressed, parts.storing.set_progress),
            (parts.storing.cancel_requested, workspace.acts.cancel),
            (workspace.acts.failed, self._raise),
            (parts.panels.issues.fix_wanted, self._fix),
            (self.assistants.marks_changed, parts.page.show_marks),
            (self.assistants.failed, self._raise),
            (self.remembering.failed, self._raise),
        ):
            self._connections.add(signal, act)

    def _on_document(self, document: Document) -> None:
        self._parts.page.show_document(document, self.workspace.segments)
        self.workspace.set_current(self._parts.page.table.current_segment())

    def _on_reshaped(self) -> None:
        self._parts.page.show_segments(self.workspace.segments)
        self.workspace.set_current(self._parts.page.table.current_segment())

    def _on_current(self, segment: Segment | None) -> None:
        table = self._parts.page.table
        if segment and table.current_segment() != segment:
            table.select_segment(segment.id)

    def _show_status(self) -> None:
        status = self.workspace.status()
        self.counts = status.counts
        self._parts.panels.documents.show_status(status)
        self._parts.status_line.show_counts(status.counts)

    def _on_storing(self, reason: str) -> None:
        self._parts.page.close_to_editing(reason or self._closed_because)
        if reason:
            self._parts.storing.start("Storing…")
        else:
            self._parts.storing.finish()

    def _show_undo(self) -> None:
        stack = self.workspace.undo_stack
        for name, text in (("undo", stack.undoText()), ("redo", stack.redoText())):
            words = f"{name.title()} {text}".strip()
            self._parts.actions[name].setText(words)
            self._parts.actions[name].setToolTip(words)

    def _go_to(self, segment_id: int) -> None:
        self._parts.page.table.select_segment(segment_id)
        self._parts.page.table.edit_current()

    def _go_to_hit(self, hit: Hit) -> None:
        self.workspace.open_document(hit.document_id, partial(self._go_to, hit.segment_id))

    def _insert(self, text: str) -> None:
        self._parts.page.table.edit_current()
        self._parts.page.table.insert_text(text)

    def _fix(self, segment_id: int, text: str) -> None:
        self._go_to(segment_id)
        self._parts.page.table.replace_target(text)

    def _rescue(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._parts.page.table.show_stored()

    def _inform(self, sentence: str) -> None:
        self._parts.messages.show_message(MessageKind.INFO, sentence)

    def _warn(self, sentence: str) -> None:
        self._parts.messages.show_message(MessageKind.ERROR, sentence)

    def _raise(self, error: Exception) -> None:
        raise error
