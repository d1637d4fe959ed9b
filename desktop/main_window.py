"""The main window: the welcome page, or the editor with its docks; it puts the parts together.

What only an open project needs is imported when one is opened: the window is there at once.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from core.document import Document
from core.people import Person, Role
from core.segment import Segment, State
from desktop import actions, theme
from desktop.docks import Docks
from desktop.editor.editor_page import EditorPage
from desktop.panels.moments import shown
from desktop.panels.panels import Panels
from desktop.project_commands import ProjectCommands
from desktop.settings import Recent, Settings
from desktop.welcome.page import WelcomePage
from desktop.welcome.project_card import RecentProject
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.message_bar import MessageBar, MessageKind
from desktop.widgets.state_bar import StateBar, percent_done
from services.guide import guide
from services.version import VERSION

if TYPE_CHECKING:
    from desktop.assistants import Assistants
    from desktop.segment_commands import SegmentCommands
    from desktop.workspace import Workspace
    from services.projects import OpenedProject

_SIZE = (1280, 800)
_BAR_WIDTH = 160


class MainWindow(QMainWindow):
    """One window, one project at a time."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Terjiman")
        self.setAcceptDrops(True)
        self.settings = settings
        self.workspace: Workspace | None = None
        self.assistants: Assistants | None = None
        self.panels = Panels(self)
        self.welcome, self.page = WelcomePage(), EditorPage()
        self.messages, self.busy = MessageBar(), BusyBar()
        self.projects = ProjectCommands(
            settings, self.busy, self.take, self.messages.show_message, self
        )
        self._segments: SegmentCommands | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.page)
        self.setCentralWidget(self._central())
        self.docks = Docks(self, self.panels)
        self.actions_ = actions.make(self, self._handlers(), {"View": self.docks.toggles()})
        self._bar = self._make_tool_bar()
        self._make_status_bar()
        self._connect()
        self._restore_size()
        self.show_welcome()

    # -- projects ---------------------------------------------------------------------------

    def take(self, opened: "OpenedProject") -> None:
        """Show a project that was opened; the one before is closed."""
        from desktop.assistants import Assistants
        from desktop.segment_commands import SegmentCommands
        from desktop.workspace import Workspace

        self.close_project()
        workspace = Workspace(opened.store, opened.project, self.settings.person, self)
        self.workspace = self.projects.workspace = workspace
        self.assistants = Assistants(workspace, self.panels, self)
        self._segments = SegmentCommands(
            workspace, self.assistants, self.panels, self.page, self.docks, self
        )
        self._connect_workspace(workspace, self.assistants)
        self._show_project(workspace)
        if opened.first:
            workspace.show_document(opened.first)
        else:
            self.page.model.set_segments(())
        self._enable()
        if opened.store.read_only:
            self.messages.show_message(
                MessageKind.INFO,
                f"“{opened.store.path.name}” is open to read; nothing can be changed in it.",
            )

    def _show_project(self, workspace: "Workspace") -> None:
        self.setWindowTitle(f"{workspace.project.name} – Terjiman")
        self._show_role(workspace.person.role)
        self._pages.setCurrentWidget(self.page)
        self._bar.show()
        self.statusBar().show()
        self.docks.show(self.settings.layout[1])
        self._show_status()

    def close_project(self) -> None:
        """Close the open project, if any; everything is stored already."""
        if self.workspace is None or self.assistants is None:
            return
        self._remember(self.workspace)
        self.page.table.typed.disconnect()
        self.page.table.current_changed.disconnect()
        self.assistants.close()
        self.workspace.close()
        self.assistants.deleteLater()
        self.workspace.deleteLater()
        self.workspace = self.projects.workspace = self.assistants = self._segments = None

    def show_welcome(self) -> None:
        """Close the project and show the first page."""
        self.close_project()
        self.setWindowTitle("Terjiman")
        self.docks.hide()
        self._bar.hide()
        self.statusBar().hide()
        self.welcome.set_recent(_recent(found) for found in self.settings.recent)
        self._pages.setCurrentWidget(self.welcome)
        self._enable()

    def tell(self, sentence: str) -> None:
        """Show an expected error."""
        self.messages.show_message(MessageKind.ERROR, sentence)

    # -- connecting -------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        later = {row.name: self._to_segments(row.name) for row in actions.ACTIONS}
        return {
            **later,
            **self.projects.handlers(),
            "close_project": self.show_welcome,
            "quit": self.close,
            "find": self.page.filter_bar.focus_text,
            "light": lambda: self._set_theme(dark=False),
            "dark": lambda: self._set_theme(dark=True),
            "follow_system": lambda: self._set_theme(dark=None),
            "guide": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(guide()))),
            "about": self._about,
        }

    def _to_segments(self, name: str) -> Callable[[], object]:
        def act() -> None:
            if self._segments:
                self._segments.handlers()[name]()

        return act

    def _connect(self) -> None:
        self.welcome.new_requested.connect(lambda: self.projects.ask_new())
        self.welcome.open_requested.connect(self._open)
        self.welcome.sample_requested.connect(self.projects.open_sample)
        self.welcome.files_dropped.connect(self._drop)
        self.welcome.recent_removed.connect(self._forget)
        self.panels.documents.import_wanted.connect(self.projects.ask_import)
        self.panels.machine.settings_wanted.connect(self.projects.ask_settings)
        self.page.refused.connect(self._warn)
        self.panels.issues.go_wanted.connect(self._go_to)
        self.panels.issues.fix_wanted.connect(self._fix)

    def _connect_workspace(self, workspace: "Workspace", assistants: "Assistants") -> None:
        table = self.page.table
        table.typed.connect(workspace.type)
        table.current_changed.connect(workspace.set_current)
        workspace.document_opened.connect(self._on_document)
        workspace.segments_changed.connect(self.page.model.update_segments)
        workspace.current_changed.connect(self._on_current)
        workspace.status_changed.connect(self._show_status)
        workspace.stored.connect(self._stored.setText)
        workspace.problem.connect(self.tell)
        workspace.text_rescued.connect(self._rescue)
        workspace.undo_stack.indexChanged.connect(self._show_undo)
        self.panels.documents.opened.connect(workspace.open_document)
        assistants.marks_changed.connect(self.page.show_marks)
        assistants.failed.connect(self._raise)
        self._show_undo()

    def _on_document(self, document: Document) -> None:
        if self.workspace:
            self.page.show_document(document, self.workspace.segments)

    def _on_current(self, segment: Segment | None) -> None:
        if segment and self.page.table.current_segment() != segment:
            self.page.table.select_segment(segment.id)
        self._enable()

    # -- showing ----------------------------------------------------------------------------

    def _show_status(self) -> None:
        if self.workspace is None:
            return
        status = self.workspace.status()
        self.panels.documents.show_status(status)
        self._progress.set_counts(status.counts)
        total = sum(status.counts.values())
        self._counts.setText(f"{percent_done(status.counts)} % of {total} segments")

    def _show_undo(self) -> None:
        if self.workspace is None:
            return
        stack = self.workspace.undo_stack
        for name, text in (("undo", stack.undoText()), ("redo", stack.redoText())):
            words = f"{name.title()} {text}".strip()
            self.actions_[name].setText(words)
            self.actions_[name].setToolTip(words)

    def _enable(self) -> None:
        workspace = self.workspace
        segment = workspace is not None and workspace.current is not None
        actions.enable(self.actions_, project=workspace is not None, segment=segment)

    def _show_role(self, role: Role) -> None:
        self._role.setCurrentIndex(list(Role).index(role))
        reviewing = role is Role.REVIEWER
        self.actions_["confirm"].setText("Approve and go on" if reviewing else "Confirm and go on")
        self.actions_["send_back"].setVisible(reviewing)
        self.actions_["approve_all"].setVisible(reviewing)

    def set_role(self, role: Role) -> None:
        """Go on in another role; it is remembered."""
        person = Person(self.settings.person.name, role)
        self.settings.person = person
        if self.workspace:
            self.workspace.flush()
            self.workspace.person = person
        self._show_role(person.role)

    def _set_theme(self, *, dark: bool | None) -> None:
        self.settings.dark = dark
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, dark)

    # -- asking -----------------------------------------------------------------------------

    def _open(self, path: str) -> None:
        if path:
            self.projects.open(Path(path))
        else:
            self.projects.ask_open()

    def _drop(self, paths: list[str]) -> None:
        self.projects.import_files([Path(path) for path in paths])

    def _forget(self, path: str) -> None:
        self.settings.forget(path)
        self.welcome.set_recent(_recent(found) for found in self.settings.recent)

    def _go_to(self, segment_id: int) -> None:
        self.page.table.select_segment(segment_id)
        self.page.table.edit_current()

    def _fix(self, segment_id: int, text: str) -> None:
        self._go_to(segment_id)
        self.page.table.replace_target(text)

    def _rescue(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _warn(self, sentence: str) -> None:
        self.messages.show_message(MessageKind.WARNING, sentence)

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "About Terjiman",
            f"Terjiman {VERSION}\n\nTranslate, align and approve legal texts in English, Russian "
            "and the languages of Central Asia.\n\nFree software under the GNU General Public "
            "License, version 3 or later. Icons by Lucide (ISC).",
        )

    def _raise(self, error: Exception) -> None:
        raise error

    # -- making -----------------------------------------------------------------------------

    def _central(self) -> QWidget:
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.messages, self.busy, self._pages):
            column.addWidget(widget)
        return central

    def _make_tool_bar(self) -> QToolBar:
        bar = self.addToolBar("Tools")
        bar.setObjectName("Tools")
        bar.setMovable(False)
        for name in ("import_files", "export", "", "undo", "redo", "", "confirm", "send_back"):
            if name:
                bar.addAction(self.actions_[name])
            else:
                bar.addSeparator()
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        self._role = QComboBox()
        self._role.setAccessibleName("Role")
        self._role.addItem(theme.icon("pencil"), "Translator")
        self._role.addItem(theme.icon("check-check"), "Reviewer")
        self._role.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._role.activated.connect(lambda index: self.set_role(list(Role)[index]))
        bar.addWidget(self._role)
        return bar

    def _make_status_bar(self) -> None:
        self._progress = StateBar("segments")
        self._progress.setFixedWidth(_BAR_WIDTH)
        self._counts = QLabel()
        self._stored = ElidedLabel()
        self._stored.setProperty("muted", True)
        self.statusBar().addWidget(self._progress)
        self.statusBar().addWidget(self._counts)
        self.statusBar().addPermanentWidget(self._stored)
        self.statusBar().setSizeGripEnabled(False)

    def _restore_size(self) -> None:
        geometry = self.settings.layout[0]
        if geometry.size():
            self.restoreGeometry(geometry)
        else:
            self.resize(*_SIZE)

    def _remember(self, workspace: "Workspace") -> None:
        counts = {state.value: n for state, n in workspace.status().counts.items()}
        project = workspace.project
        self.settings.remember(
            Recent(
                str(workspace.path),
                project.name,
                project.source_language,
                project.target_language,
                f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                counts,
            )
        )

    # -- what Qt calls ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were dropped."""
        event.acceptProposedAction()
        self._drop([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout, and store what is not stored yet."""
        self.settings.layout = (self.saveGeometry(), self.saveState())
        self.close_project()
        self.projects.jobs.close()
        super().closeEvent(event)


def _recent(found: Recent) -> RecentProject:
    counts = {State(name): number for name, number in found.counts.items()}
    return RecentProject(
        found.path,
        found.name,
        found.source_language,
        found.target_language,
        counts,
        shown(found.opened),
    )
