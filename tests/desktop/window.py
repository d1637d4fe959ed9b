"""Drives the real main window: opens projects, waits for jobs, presses keys."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableWidget, QWidget

from core.people import Person, Role
from core.segment import Segment, State
from desktop.main_window import MainWindow
from desktop.pictures import settle
from desktop.settings import Settings
from desktop.widgets.message_bar import MessageKind
from desktop.workspace import Workspace
from services import projects
from tests.build import make_project, make_segment, segments_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Window:
    """A main window as a person uses it."""

    def __init__(self, folder: Path, name: str = "Aigul") -> None:
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.settings = Settings(store)
        self.settings.person = Person(name)
        self.main = MainWindow(self.settings)
        self.main.show()
        self.main.activateWindow()
        self.wait()

    @property
    def workspace(self) -> Workspace:
        """The open project."""
        assert self.main.workspace
        return self.main.workspace

    @property
    def current(self) -> Segment:
        """The current segment."""
        assert self.workspace.current
        return self.workspace.current

    def new(self, path: Path, source: str, target: str, files: Sequence[Path] = ()) -> None:
        """Make a project, through the service the dialog calls, and open it."""
        store, _project = projects.create(path, source, target)
        store.close()
        self.open(path)
        if files:
            self.import_(files)

    def make(
        self, folder: Path, sources: Sequence[str], targets: Sequence[str] = (), name: str = "texts"
    ) -> Path:
        """Make a project from English into Russian with one document, and open it."""
        pairs = zip_longest(sources, targets, fillvalue="")
        store = make_project(
            folder, [make_segment(*pair) for pair in pairs], name=f"{name}.terjiman"
        )
        store.close()
        self.open(store.path)
        return store.path

    def open(self, path: Path) -> None:
        """Open a project file."""
        self.main.projects.open(path)
        self.wait()

    def import_(self, files: Sequence[Path]) -> None:
        """Import files as the dialog proposes."""
        self.main.transfers.import_files(files)
        self.wait()
        self.dialog().accept()
        self.wait()

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        found = [d for d in self.main.findChildren(QDialog) if d.isVisible()]
        assert len(found) == 1, found
        return found[0]

    @property
    def message(self) -> tuple[MessageKind, str] | None:
        """The message that is shown."""
        found = self.main.messages._current
        return (found.kind, found.text) if found else None

    def press_message_button(self) -> None:
        """Do what the message that is shown offers."""
        self.main.messages._action.click()
        self.wait()

    def trigger(self, action: str) -> None:
        """Choose a menu entry by its name in the table of actions."""
        found = self.main.actions_[action]
        assert found.isEnabled(), f"{action} is disabled"
        found.trigger()
        self.wait()

    def role(self, role: Role, name: str = "") -> None:
        """Go on in another role, and as somebody else where a name is given."""
        if name:
            self.settings.person = Person(name, role)
        self.main.set_role(role)

    def go_to(self, number: int) -> None:
        """Make segment `number`, counted from 1, the current one."""
        self.main.page.table.select_segment(self.workspace.segments[number - 1].id)
        self.main.page.table.edit_current()
        self.wait()

    def type(self, text: str) -> None:
        """Replace the current target by typing."""
        field = self.focus()
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for letter in text:
            # QTest types Latin letters only, and ends the process at others.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                plain = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_unknown, plain, letter))

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifiers)
        self.wait()

    def focus(self) -> QWidget:
        """The widget that keys go to; a window manager would activate the window by itself."""
        if QApplication.activeWindow() is None:
            self.main.activateWindow()
            settle()
        widget = QApplication.focusWidget()
        assert widget, "no widget has the focus"
        return widget

    def wait(self) -> None:
        """Until every job has come home."""
        settle(lambda: not self.main.is_busy)

    def close(self) -> None:
        """Close the window for good."""
        self.main.close()
        self.main.deleteLater()
        settle()


def texts_of(table: QTableWidget) -> list[list[str]]:
    """The texts of all cells of a table, row by row."""
    columns = range(table.columnCount())
    cells = [[table.item(row, column) for column in columns] for row in range(table.rowCount())]
    return [[cell.text() if cell else "" for cell in row] for row in cells]


def words_of(widget: QWidget) -> set[str]:
    """The texts of all labels in a widget."""
    return {label.text() for label in widget.findChildren(QLabel)}


def content(path: Path) -> list[tuple[str, str, State]]:
    """Source, target and state of every segment of a project's first document."""
    store, _project = projects.open_project(path, read_only=True)
    found = [(s.source, s.target, s.state) for s in segments_of(store)]
    store.close()
    return found
