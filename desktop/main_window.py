"""The main window: the welcome page, or the editor with its docks; it puts the parts together.

What only an open project needs is imported when one is opened: the window is there at once.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.people import Person, Role
from core.project import SUFFIX
from desktop import actions, theme
from desktop.conversion.commands import ConversionCommands
from desktop.dialogs import show
from desktop.docks import Docks
from desktop.editor.editor_page import EditorPage
from desktop.long_work import LongWork
from desktop.panels.moments import shown
from desktop.panels.panels import Panels
from desktop.pretranslation.commands import MemoryCommands
from desktop.project_commands import ProjectCommands
from desktop.settings import Recent, Settings
from desktop.status_line import StatusLine
from desktop.tool_bar import ToolBar
from desktop.transfer.commands import TransferCommands
from desktop.welcome.page import WelcomePage
from desktop.welcome.project_card import RecentProject
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.message_bar import MessageBar, MessageKind
from services.guide import guide
from services.version import VERSION

if TYPE_CHECKING:
    from desktop.open_project import OpenProject
    from desktop.workspace import Workspace
    from services.glimpsing import Glimpse
    from services.projects import OpenedProject

_SIZE = (1280, 800)

_THEMES = {"light": False, "dark": True, "follow_system": None}
"""The actions that choose whether the window is dark."""


class MainWindow(QMainWindow):
    """One window, one project at a time."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Terjiman")
        self.setAcceptDrops(True)
        self.settings = settings
        self._project: OpenProject | None = None
        self.panels = Panels(self)
        self.welcome, self.page = WelcomePage(), EditorPage()
        self.messages, self._busy_bar, self._storing_bar = MessageBar(), BusyBar(), BusyBar()
        tell = self.messages.show_message
        self.work = LongWork(self._busy_bar, tell, self)
        self.projects = ProjectCommands(settings, self.work, self.take, self.expect, tell, self)
        self.transfers = TransferCommands(self.work, tell, self)
        self.memory_work = MemoryCommands(self.work, tell, self.page, self)
        self.conversions = ConversionCommands(self.work, tell, self.page, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.page)
        self.setCentralWidget(self._central())
        self.docks = Docks(self, self.panels, settings.docks)
        self.actions_ = actions.make(self, self._handlers(), {"View": self.docks.toggles()})
        self._show_theme()
        self._tool_bar, self._status_line = ToolBar(self.actions_), StatusLine()
        self.addToolBar(self._tool_bar)
        self.setStatusBar(self._status_line)
        self._connect()
        self._restore_size()
        self.show_welcome()

    # -- projects ---------------------------------------------------------------------------

    @property
    def workspace(self) -> "Workspace | None":
        """The open project."""
        return self._project.workspace if self._project else None

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way, or any answer is awaited."""
        return self.work.jobs.busy or (self._project is not None and self._project.is_busy)

    def take(self, opened: "OpenedProject") -> None:
        """Show a project that was opened; the one before is closed."""
        from desktop.open_project import OpenProject, Parts

        self.close_project()
        self._show_editor(opened.project.name)
        parts = Parts(
            window=self,
            page=self.page,
            panels=self.panels,
            docks=self.docks,
            status_line=self._status_line,
            messages=self.messages,
            storing=self._storing_bar,
            actions=self.actions_,
        )
        self._project = OpenProject(opened, self.settings.person, parts)
        workspace = self._project.workspace
        self.projects.workspace = self.transfers.workspace = workspace
        self.memory_work.workspace = self.conversions.workspace = workspace
        workspace.current_changed.connect(self._enable)
        self._enable()

    def expect(self, glimpse: "Glimpse | None") -> None:
        """Show the first look at a project that is being opened; None: it will not come."""
        if glimpse is None:
            self.page.clear()
            self.show_welcome()
            return
        self._show_editor(glimpse.project.name)
        self.page.close_to_editing("The project is still being opened. Try again in a moment.")
        self.page.show_document(glimpse.document, glimpse.segments)

    def close_project(self) -> None:
        """Close the open project, if any; everything is stored already."""
        if self._project is None:
            return
        self.transfers.leave()
        self.memory_work.leave()
        self.conversions.leave()
        project, self._project, self.projects.workspace = self._project, None, None
        project.close()
        self._remember(project)

    def show_welcome(self) -> None:
        """Close the project and show the first page."""
        self.close_project()
        self.setWindowTitle("Terjiman")
        self.docks.hide()
        self._tool_bar.hide()
        self._status_line.hide()
        self._show_recent()
        self._pages.setCurrentWidget(self.welcome)
        self.welcome.setFocus()
        self._enable()

    def tell(self, sentence: str) -> None:
        """Show an expected error."""
        self.messages.show_message(MessageKind.ERROR, sentence)

    def _show_editor(self, name: str) -> None:
        self.setWindowTitle(f"{name} – Terjiman")
        self._show_role(self.settings.person.role)
        self._pages.setCurrentWidget(self.page)
        self._tool_bar.show()
        self._status_line.show()
        self.docks.show()

    # -- connecting -------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        later = {row.name: self._to_segments(row.name) for row in actions.ACTIONS}
        return {
            **later,
            **self.projects.handlers(),
            **self.transfers.handlers(),
            **self.memory_work.handlers(),
            **self.conversions.handlers(),
            "close_project": self._leave,
            "quit": self.close,
            "preferences": self._show_preferences,
            "find": self.page.filter_bar.focus_text,
            **{name: partial(self._set_theme, dark) for name, dark in _THEMES.items()},
            "guide": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(guide()))),
            "about": self._about,
        }

    def _to_segments(self, name: str) -> Callable[[], object]:
        def act() -> None:
            if self._project:
                self._project.handlers()[name]()

        return act

    def _connect(self) -> None:
        self.welcome.new_requested.connect(lambda: self.projects.ask_new())
        self.welcome.open_requested.connect(self._open)
        self.welcome.sample_requested.connect(self.projects.open_sample)
        self.welcome.files_dropped.connect(self._drop)
        self.welcome.recent_removed.connect(self._forget)
        self.panels.documents.import_wanted.connect(self.transfers.ask_import)
        self.panels.machine.settings_wanted.connect(self.projects.ask_settings)
        self.page.refused.connect(self._warn)
        self._tool_bar.role_chosen.connect(self.set_role)

    # -- showing ----------------------------------------------------------------------------

    def _show_recent(self) -> None:
        self.welcome.set_recent(_card(recent) for recent in self.settings.recent)

    def _enable(self) -> None:
        workspace = self.workspace
        segment = workspace is not None and workspace.current is not None
        actions.enable(self.actions_, project=workspace is not None, segment=segment)

    def _show_role(self, role: Role) -> None:
        self._tool_bar.show_role(role)
        approves = role is Role.REVIEWER
        self.actions_["confirm"].setText("Approve and go on" if approves else "Confirm and go on")
        actions.show_role(self.actions_, role)

    def set_role(self, role: Role) -> None:
        """Go on in another role; it is remembered."""
        person = Person(self.settings.person.name, role)
        self.settings.person = person
        if self._project:
            self._project.set_person(person)
        self._show_role(person.role)

    def _show_theme(self) -> None:
        choices = {dark: self.actions_[name] for name, dark in _THEMES.items()}
        actions.choose_one(self, [*choices.values()], choices[self.settings.dark])

    def _set_theme(self, dark: bool | None) -> None:
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

    def _drop(self, names: Sequence[str]) -> None:
        """Open a project that was dropped, or import the files."""
        paths = [Path(name) for name in names]
        project = next((path for path in paths if path.suffix.lower() == SUFFIX), None)
        if project:
            self.projects.open(project)
        elif self.workspace:
            self.transfers.import_files(paths)
        else:
            self.projects.ask_new(lambda: self.transfers.import_files(paths))

    def _leave(self) -> None:
        if self._all_stored(self._leave):
            self.show_welcome()

    def _all_stored(self, leave: Callable[[], object]) -> bool:
        """Whether nothing would be lost now; otherwise the person is asked, and may `leave`."""
        workspace = self.workspace
        if workspace and workspace.acts.reason:
            workspace.acts.then_leave(leave)
            self.messages.show_message(
                MessageKind.INFO, "This closes as soon as everything is stored."
            )
            return False
        if workspace is None or workspace.flush() or not workspace.has_unstored_text:
            return True
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Terjiman")
        box.setText("What you typed last is not stored: the file cannot be written.")
        box.setInformativeText("Free some space and try again, or close it without that text.")
        close = box.addButton("Close without it", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        close.clicked.connect(workspace.give_up)
        close.clicked.connect(leave)
        show(box)
        return False

    def _forget(self, path: str) -> None:
        self.settings.forget(path)
        self._show_recent()

    def _warn(self, sentence: str) -> None:
        self.messages.show_message(MessageKind.WARNING, sentence)

    def _show_preferences(self) -> None:
        from desktop.preferences.dialog import PreferencesDialog

        show(PreferencesDialog(self))

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "About Terjiman",
            f"Terjiman {VERSION}\n\nTranslate, align and approve legal texts in English, Russian "
            "and the languages of Central Asia.\n\nFree software under the GNU General Public "
            "License, version 3 or later. Icons by Lucide (ISC).",
        )

    # -- making -----------------------------------------------------------------------------

    def _central(self) -> QWidget:
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.messages, self._busy_bar, self._storing_bar, self._pages):
            column.addWidget(widget)
        return central

    def _restore_size(self) -> None:
        if not self.restoreGeometry(self.settings.geometry):
            self.resize(*_SIZE)

    def _remember(self, project: "OpenProject") -> None:
        path, known = project.workspace.path, project.workspace.project
        self.settings.remember(
            Recent(
                str(path),
                known.name,
                known.source_language,
                known.target_language,
                f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                project.counts,
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
        """Keep the layout, and store what is not stored yet; stay open where that fails."""
        if not self._all_stored(self.close):
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.settings.docks = self.docks.arrangement()
        self.close_project()
        self.work.jobs.close()
        super().closeEvent(event)


def _card(recent: Recent) -> RecentProject:
    return RecentProject(
        recent.path,
        recent.name,
        recent.source_language,
        recent.target_language,
        recent.counts,
        shown(recent.opened),
    )
