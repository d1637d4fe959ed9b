"""Every action works wherever it can be chosen, and its keys are its own."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox

from core.people import Role
from core.segment import State
from desktop import actions
from desktop.pictures import settle
from tests.desktop.window import Window

NAMES = [row.name for row in actions.ACTIONS if row.name != "-"]
KEYS = {
    "confirm": ("Ctrl+Return", "Ctrl+Enter"),
    "send_back": ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    "confirm_quietly": ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    "next_unfinished": ("Ctrl+Down",),
    "previous_unfinished": ("Ctrl+Up",),
    **{f"match_{n}": (f"Ctrl+{n}",) for n in range(1, 10)},
    "previous_match": ("Alt+PgUp",),
    "next_match": ("Alt+PgDown",),
    "copy_source": ("Ctrl+Shift+S", "Ctrl+Ins"),
    "clear_target": ("Alt+Del",),
    "comment": ("Ctrl+M",),
    "toggle_lock": ("Ctrl+Shift+L",),
    "find": ("Ctrl+F",),
    "go_to": ("Ctrl+G",),
    "check": ("F8",),
    "no_break_space": ("Ctrl+Shift+Space",),
    "undo": ("Ctrl+Z",),
}
"""What docs and habits promise."""


@pytest.fixture
def elsewhere() -> Iterator[list[str]]:
    """What would be opened outside the program."""
    opened: list[str] = []
    with patch.object(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())):
        yield opened


def close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget.isModal():
            widget.close()
    settle()


def test_names_are_unique() -> None:
    assert max(Counter(NAMES).values()) == 1


def test_keys_are_unique_and_none_is_altgr() -> None:
    for role in Role:
        rows = [row for row in actions.ACTIONS if row.role in (None, role)]
        keys = [QKeySequence(each).toString() for row in rows for each in row.keys]
        assert "" not in keys
        assert [key for key, times in Counter(keys).items() if times > 1] == []
        assert [key for key in keys if "Ctrl" in key and "Alt" in key] == []


def test_no_other_shortcut_of_the_window_is_one_of_them(window: Window) -> None:
    for role in Role:
        window.role(role)
        shown = [action for action in window.main.findChildren(QAction) if action.isVisible()]
        found = Counter(key.toString() for action in shown for key in action.shortcuts())
        assert [key for key, times in found.items() if times > 1] == []
        assert {"Alt+Up", "Alt+Down"} <= found.keys()


@pytest.mark.parametrize("name", KEYS)
def test_promised_keys_are_there(name: str) -> None:
    (row,) = (row for row in actions.ACTIONS if row.name == name)
    assert set(KEYS[name]) <= set(row.keys)


def test_each_action_of_the_table_is_in_its_menu(window: Window) -> None:
    menus = {action.text(): action.menu() for action in window.main.menuBar().actions()}
    for row in actions.ACTIONS:
        menu = menus[row.menu]
        assert menu is not None
        assert row.name == "-" or window.main.actions_[row.name] in menu.actions()  # type: ignore[attr-defined]


def enabled(window: Window) -> set[str]:
    return {name for name in NAMES if window.main.actions_[name].isEnabled()}


def test_what_needs_a_project_waits_for_one(window: Window, tmp_path: Path) -> None:
    window.role(Role.REVIEWER)
    rows = [row for row in actions.ACTIONS if row.role in (None, Role.REVIEWER) if row.name != "-"]
    always = {row.name for row in rows if row.needs == ""}
    assert enabled(window) == always
    window.new(tmp_path / "empty.terjiman", "en", "kk")
    with_project = {row.name for row in rows if row.needs != "segment"}
    assert enabled(window) == with_project
    window.main.show_welcome()
    window.make(tmp_path, ["One right."])
    assert enabled(window) == {row.name for row in rows}
    window.main.show_welcome()
    assert enabled(window) == always


def trigger_everything(window: Window) -> None:
    """Choose each enabled action once; what ends the project or the program comes last."""
    last = ("open_sample", "close_project", "quit")
    for name in [*(n for n in NAMES if n not in last), "close_project"]:
        action = window.main.actions_[name]
        if action.isEnabled():
            action.trigger()
            window.wait()
            close_dialogs()


@pytest.mark.parametrize("role", list(Role))
def test_every_action_works(
    window: Window, tmp_path: Path, elsewhere: list[str], role: Role
) -> None:
    with patch.object(QMessageBox, "about") as about:
        trigger_everything(window)
        window.new(tmp_path / "empty.terjiman", "en", "kk")
        window.role(role)
        trigger_everything(window)
        window.make(tmp_path, ["One right.", "Two duties."], ["", "Две обязанности."])
        window.role(role)
        window.go_to(2)
        trigger_everything(window)
    assert about.call_count == 3
    assert [Path(guide).exists() for guide in elsewhere] == [True] * 3
    assert window.main.workspace is None, "it was closed"


def test_the_light_of_the_window_is_remembered(window: Window) -> None:
    for name, dark in (("dark", True), ("light", False), ("follow_system", None)):
        window.trigger(name)
        assert window.settings.dark is dark
        assert chosen_light(window) == [name], "the menu says so"
    window.trigger("light")


def test_a_window_shows_the_light_it_begins_with(window: Window, tmp_path: Path) -> None:
    window.settings.dark = True
    later = Window(tmp_path)  # with the same settings
    assert chosen_light(later) == ["dark"]
    later.close()


def chosen_light(window: Window) -> list[str]:
    names = ("light", "dark", "follow_system")
    return [name for name in names if window.main.actions_[name].isChecked()]


def test_the_sample_opens(window: Window, tmp_path: Path) -> None:
    with patch("platformdirs.user_data_dir", lambda *_args, **_options: str(tmp_path / "data")):
        window.trigger("open_sample")
    assert window.workspace.project.name.startswith("Sample")
    assert State.REJECTED in {segment.state for segment in window.workspace.segments}
