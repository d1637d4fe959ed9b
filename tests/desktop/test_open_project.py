"""What a person does with a project by key and menu: told, undone, and nothing lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)

from core.segment import State
from desktop.widgets.message_bar import MessageKind
from services import editing, reviewing
from tests.build import REVIEWER
from tests.desktop.window import ALT, CTRL, SHIFT, Window, content


def test_what_others_changed_is_told_shown_and_nothing_lost(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right.", "Two duties."])
    window.go_to(1)
    window.type("My long text")
    editing.set_target(window.workspace.store, window.current, "Their text", REVIEWER)
    window.press(Qt.Key.Key_Down, ALT)
    found = window.message
    assert found is not None
    assert "changed elsewhere" in found[1]
    assert QApplication.clipboard().text() == "My long text"
    window.go_to(1)
    assert window.main.page.table.current_text() == "Their text"
    assert window.main.page.model.segment_at(0).target == "Their text"


def test_a_lock_by_others_shows_the_stored_text_again(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."], ["Одно право."])
    window.go_to(1)
    window.type("Одно")
    editing.set_locked(window.workspace.store, [window.current], REVIEWER, closed=True)
    window.workspace.flush()
    assert window.main.page.table.current_text() == "Одно право."
    assert QApplication.clipboard().text() == "Одно"
    assert window.current.locked


def test_a_confirmation_that_is_refused_leaves_the_clipboard_alone(
    window: Window, tmp_path: Path
) -> None:
    QApplication.clipboard().setText("an address")
    window.make(tmp_path, ["One right."])
    window.go_to(1)
    window.press(Qt.Key.Key_Return, CTRL)
    found = window.message
    assert found is not None
    assert "has no translation yet" in found[1]
    assert QApplication.clipboard().text() == "an address"


def test_a_project_open_to_read_takes_no_typing_and_says_so_once(
    window: Window, tmp_path: Path
) -> None:
    path = window.make(tmp_path, ["One right.", "Two duties."], ["Одно право.", ""])
    window.main.show_welcome()
    window.main.projects.open(path, read_only=True)
    window.wait()
    window.go_to(1)
    window.main.messages.close_message()
    window.type("x")
    assert window.main.page.table.current_text() == "Одно право."
    assert window.message == (
        MessageKind.WARNING,
        "“texts.terjiman” is open to read; nothing can be changed in it.",
    )
    window.main.messages.close_message()
    assert window.message is None
    for _times in range(2):
        window.press(Qt.Key.Key_L, CTRL | SHIFT)
        window.press(Qt.Key.Key_S, CTRL | SHIFT)
    window.main.messages.close_message()
    assert window.message is None, "one sentence for all of them"
    assert [(s, t) for s, t, _state in content(path)] == [
        ("One right.", "Одно право."), ("Two duties.", ""),
    ]  # fmt: skip


def test_undo_works_in_the_field_first_then_across_rows(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right.", "Two duties."])
    window.go_to(1)
    window.type("Одно")
    window.press(Qt.Key.Key_Return, CTRL)
    window.type("Две")
    assert window.main.actions_["undo"].text() == "Undo confirming in segment 1"
    while window.main.page.table.current_text():
        window.press(Qt.Key.Key_Z, CTRL)
    assert window.current.position == 1
    assert window.workspace.segments[0].state is State.TRANSLATED
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.current.position == 0
    first = window.workspace.segments[0]
    assert (first.target, first.state) == ("", State.NEW)
    assert window.main.actions_["undo"].text() == "Undo"
    assert window.main.actions_["redo"].text() == "Redo confirming in segment 1"
    window.press(Qt.Key.Key_Y, CTRL)
    assert window.workspace.segments[0].target == "Одно"


def test_typing_without_a_pause_is_undone_from_the_menu_too(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."], ["Право."])
    window.go_to(1)
    window.type("Одно право.")
    window.workspace.flush()
    assert window.main.actions_["undo"].text() == "Undo typing in segment 1"
    window.workspace.undo()
    assert window.current.target == "Право."
    assert window.main.page.table.current_text() == "Право."
    assert window.current.state is State.TRANSLATED


def test_editing_what_was_approved_says_what_becomes_of_it(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right."], ["Одно право."])
    reviewing.approve(window.workspace.store, window.workspace.segments, REVIEWER)
    window.main.show_welcome()
    window.open(path)
    window.go_to(1)
    window.type("Право")
    window.workspace.flush()
    assert window.current.state is State.TRANSLATED
    found = window.message
    assert found is not None
    assert found[0] is MessageKind.INFO
    assert found[1].startswith("Segment 1 had been approved.")


@pytest.mark.parametrize("act", [lambda w: w.trigger("clear_target"), lambda w: w.type("x")])
def test_a_locked_segment_says_why_it_cannot_be_edited(
    window: Window, tmp_path: Path, act: Callable[[Window], None]
) -> None:
    window.make(tmp_path, ["One right."], ["Одно право."])
    window.go_to(1)
    window.press(Qt.Key.Key_L, CTRL | SHIFT)
    assert window.current.locked
    act(window)
    assert window.message == (
        MessageKind.WARNING,
        "Segment 1 is locked. Unlock it (Ctrl+Shift+L) to work on it.",
    )
    window.main.messages.close_message()
    assert window.message is None, "it is said once, however much was typed"
    assert window.main.page.table.current_text() == "Одно право."
    window.press(Qt.Key.Key_L, CTRL | SHIFT)
    window.type("x")
    assert window.main.page.table.current_text() == "x"
