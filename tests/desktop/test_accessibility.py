"""Everything that takes the focus has a name, and Tab goes through it in the order it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QWidget

import resources
from core.engine import EngineSettings
from core.memory.memories import AttachedMemory
from core.memory.settings import MatchingSettings
from core.people import Role
from desktop.pretranslation.dialog import PretranslationDialog
from desktop.pretranslation.result_dialog import PretranslationResult
from desktop.projects.settings_dialog import ProjectSettingsDialog
from desktop.reports.analysis_dialog import AnalysisDialog
from desktop.review.send_back_dialog import SendBackDialog
from desktop.transfer.export_dialog import ExportDialog
from desktop.transfer.import_dialog import ImportDialog
from desktop.welcome.new_project import NewProjectDialog
from services.analysing import analyse
from services.pretranslating import Pretranslation, pretranslate
from tests.desktop.window import Window


def name(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def reachable(root: QWidget) -> list[QWidget]:
    """What can have the focus by key, in the order of Tab."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and widget.isVisibleTo(root) and takes_focus(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def takes_focus(widget: QWidget) -> bool:
    by_key = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_key and widget.isEnabled() and widget.focusProxy() is None


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in reachable(root)
        if not name(widget).strip()
    ]


def test_the_first_page_has_names(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."])
    window.main.show_welcome()
    window.wait()
    assert nameless(window.main) == []
    names = [name(widget) for widget in reachable(window.main)]
    assert "texts" in names
    assert any("New project" in each for each in names)


def test_the_editor_has_names(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right.", "One rights."], ["Одно право  1.", ""])
    window.role(Role.REVIEWER)
    window.workspace.comment("Which one?")
    window.go_to(2)
    docks = window.main.docks
    for dock in (docks.machine, docks.history, docks.issues, docks.matches, docks.comments):
        dock.raise_()
        window.wait()
        assert nameless(window.main) == []
    for panel in docks.all():
        assert name(panel.widget()) == panel.widget().accessibleName() != ""


def test_the_fields_say_which_segment_they_hold(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right.", "Two duties."], ["", "Две."])
    window.go_to(2)
    assert name(window.focus()) == "Target of segment 2, Translated"


DIALOGS: dict[str, Callable[[Window], QDialog]] = {
    "new": lambda window: NewProjectDialog(Path.home(), window.workspace.person, window.main),
    "import": lambda window: ImportDialog(
        window.workspace.project,
        [resources.path("sample/Visiting rules.en.txt")],
        window.main.work.jobs,
        window.main,
    ),
    "export": lambda window: ExportDialog(Path.home(), "Sample", [], None, window.main),
    "send back": lambda window: SendBackDialog(window.current, window.main),
    "settings": lambda window: ProjectSettingsDialog(
        window.workspace.project,
        EngineSettings("libretranslate", "https://example.org", on=True),
        MatchingSettings(),
        window.main,
    ),
    "pre-translation": lambda window: PretranslationDialog(
        window.workspace.document,
        [1],
        [AttachedMemory("old.memory", "Old")],
        window.main,
    ),
    "pre-translation result": lambda window: PretranslationResult(
        pretranslate(window.workspace.store, Pretranslation(), window.workspace.person),
        window.main,
    ),
    "match analysis": lambda window: AnalysisDialog(
        "Sample", Path.home(), analyse(window.workspace.store), window.main
    ),
}


@pytest.mark.parametrize("which", DIALOGS)
def test_dialogs_have_names_and_an_order(window: Window, tmp_path: Path, which: str) -> None:
    window.make(tmp_path, ["One right."], ["Одно право."])
    dialog = DIALOGS[which](window)
    dialog.open()
    window.wait()
    assert nameless(dialog) == []
    assert dialog.windowTitle()
    places = [widget.mapTo(dialog, widget.rect().topLeft()) for widget in reachable(dialog)]
    lines = [place.y() // 20 for place in places]
    assert lines == sorted(lines), "from top to bottom"
    dialog.reject()
