"""Docks are where the person left them, whatever page the window was closed on."""

from pathlib import Path

from PySide6.QtWidgets import QDockWidget

from desktop.pictures import settle
from tests.desktop.window import Window


def shown(window: Window) -> set[str]:
    return {dock.windowTitle() for dock in window.main.docks.all() if not dock.isHidden()}


ALL = {"Documents", "Matches", "Concordance", "Machine", "Comments", "History", "Issues"}


def test_docks_come_with_a_project_and_go_with_it(window: Window, tmp_path: Path) -> None:
    assert shown(window) == set()
    window.make(tmp_path, ["One right."])
    assert shown(window) == ALL
    window.trigger("close_project")
    assert shown(window) == set()


def test_a_closed_dock_stays_closed(window: Window, tmp_path: Path) -> None:
    first = window.make(tmp_path, ["One right."], name="a")
    window.main.docks.history.close()
    window.main.show_welcome()
    window.open(first)
    assert shown(window) == ALL - {"History"}
    window.make(tmp_path, ["Two duties."], name="b")
    assert shown(window) == ALL - {"History"}, "also from one project to the next"
    (toggle,) = (t for t in window.main.docks.toggles() if t.text() == "History")
    toggle.trigger()
    assert shown(window) == ALL


def test_the_arrangement_is_there_at_the_next_start(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right."])
    docks = window.main.docks
    docks.issues.close()
    docks.machine.setFloating(True)
    window.main.resize(window.main.width(), 700)  # the screen of tests is no wider
    settle()
    window.main.close()
    for _start in range(2):
        again = Window(tmp_path)
        assert again.main.height() == 700
        again.main.close()  # from the welcome page, which shows no docks
    again = Window(tmp_path)
    again.open(path)
    assert shown(again) == ALL - {"Issues"}
    assert again.main.docks.machine.isFloating()
    again.close()


def test_a_name_is_said_once_by_the_title_or_by_the_tab(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."])
    docks = window.main.docks

    def titled() -> set[str]:
        return {dock.windowTitle() for dock in docks.all() if dock.titleBarWidget() is None}

    settle(lambda: titled() == {"Documents"})
    for dock in (docks.machine, docks.concordance):
        dock.setFloating(True)
    settle(lambda: titled() == {"Documents", "Matches", "Machine", "Concordance"})
    for dock in (docks.machine, docks.concordance):
        dock.setFloating(False)
    settle(lambda: titled() == {"Documents"})


def test_every_dock_can_be_found_again(window: Window) -> None:
    names = [dock.objectName() for dock in window.main.findChildren(QDockWidget)]
    assert sorted(names) == sorted(ALL)
