"""An alignment window over a real project."""

from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

import resources
from core.alignment.editing import Spot
from core.alignment.session import AlignmentSession, TextSide
from desktop.alignment.window import AlignmentWindow
from desktop.pictures import settle
from services import alignments, projects
from services.pairing import Pair
from tests.desktop.window import Window

RULES = resources.path("sample/Visiting rules.en.txt")
RULES_KK = resources.path("sample/Visiting rules.kk.txt")
NONE = Qt.KeyboardModifier.NoModifier


class Aligning:
    """The alignment window as a person uses it."""

    def __init__(self, window: Window) -> None:
        self.outer = window
        self.open()

    def open(self) -> None:
        self.outer.trigger("align")
        project = self.outer.main._project
        assert project
        assert project.alignments
        self.window: AlignmentWindow = project.alignments
        self.wait()

    @property
    def session(self) -> AlignmentSession:
        assert self.window.desk.session
        return self.window.desk.session

    @property
    def spot(self) -> Spot:
        assert self.window.table.spot
        return self.window.table.spot

    def add(self, *paths: Path) -> None:
        self.window.add_files(paths)
        self.wait()

    def go_to(self, row: int, side: TextSide = TextSide.SOURCE, index: int = 0) -> None:
        self.window.table.go_to(Spot(row, side, index))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            settle()
        widget = QApplication.focusWidget()
        assert widget
        QTest.keyClick(widget, key, modifiers)
        self.wait()

    def type(self, text: str) -> None:
        """Put text at the caret of the open field."""
        self.window.table._field.insert(text)

    def texts(self, row: int) -> tuple[str, str]:
        found = self.session.rows[row]
        return found.text(TextSide.SOURCE), found.text(TextSide.TARGET)

    def dialog(self) -> QDialog:
        (found,) = (d for d in self.window.findChildren(QDialog) if d.isVisible())
        return found

    def wait(self, until: Callable[[], bool] = lambda: True) -> None:
        settle(lambda: not self.window.is_busy and until())

    def close(self) -> None:
        self.window.close()
        settle()


def write(folder: Path, name: str, lines: Sequence[str]) -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def bare(window: Window, tmp_path: Path) -> Aligning:
    """The window of a project without any alignment."""
    window.new(tmp_path / "old.terjiman", "en", "kk")
    return Aligning(window)


@pytest.fixture(scope="session")
def aligned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the sample rules, aligned: 17 rows, each one for one."""
    path = tmp_path_factory.mktemp("aligned") / "old.terjiman"
    store, _project = projects.create(path, "en", "kk")
    alignments.align_waiting(store, alignments.add(store, Pair(RULES, RULES_KK)).id)
    store.close()
    return path


@pytest.fixture
def aligning(window: Window, aligned: Path, tmp_path: Path) -> Aligning:
    """The window of that project."""
    window.open(Path(copyfile(aligned, tmp_path / aligned.name)))
    made = Aligning(window)
    assert len(made.session.rows) == 17
    return made
