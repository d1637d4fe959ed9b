"""What the menus do to segments."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QPlainTextEdit,
)

from core.filtering import SegmentFilter
from core.people import Role
from core.segment import State
from desktop.widgets.message_bar import MessageKind
from services import projects, reviewing
from tests.build import add_document, make_segment
from tests.desktop.window import CTRL, SHIFT, Window


def test_all_shown_are_approved_after_asking(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One.", "Two.", "Three.", "Four."], ["Один.", "Два.", "Три.", ""])
    window.role(Role.REVIEWER, "Bolat")
    window.trigger("approve_all")
    box = window.dialog()
    assert isinstance(box, QMessageBox)
    assert "3 segments" in box.text()
    (approve,) = (button for button in box.buttons() if button.text() == "Approve")
    approve.click()
    window.wait()
    states = [segment.state for segment in window.workspace.segments]
    assert states == [State.REVIEWED] * 3 + [State.NEW]
    window.trigger("undo")
    states = [segment.state for segment in window.workspace.segments]
    assert states == [State.TRANSLATED] * 3 + [State.NEW]


def test_ones_own_translations_are_left_and_told(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One.", "Two.", "Three."], ["Один.", "", "Три."])
    window.role(Role.TRANSLATOR, "Bolat")
    window.go_to(2)
    window.workspace.type(window.workspace.segments[1].id, "Два.")
    window.workspace.confirm()
    window.role(Role.REVIEWER, "Bolat")
    window.trigger("approve_all")
    box = window.dialog()
    assert isinstance(box, QMessageBox)
    (approve,) = (button for button in box.buttons() if button.text() == "Approve")
    approve.click()
    window.wait()
    states = [segment.state for segment in window.workspace.segments]
    assert states == [State.REVIEWED, State.TRANSLATED, State.REVIEWED]
    assert window.message
    assert window.message[0] is MessageKind.INFO
    assert "1 is your own translation" in window.message[1]


@pytest.mark.parametrize("act", ["approve_all", "pretranslate", "convert_script"])
def test_nothing_is_done_to_the_rows_of_an_earlier_filter(
    window: Window, tmp_path: Path, act: str
) -> None:
    store, _project = projects.create(tmp_path / "kk.terjiman", "en", "kk")
    add_document(store, [make_segment("One.", "Бір."), make_segment("Two.", "Екі.")], "law.txt")
    store.close()
    window.open(tmp_path / "kk.terjiman")
    window.role(Role.REVIEWER, "Bolat")
    window.main.page.table.set_filter(SegmentFilter(text="Two", is_regex=True))
    assert window.main.page.is_busy
    window.main.actions_[act].trigger()
    assert not [dialog for dialog in window.main.findChildren(QDialog) if dialog.isVisible()]
    told = (MessageKind.WARNING, "The filter is still looking. Try again in a moment.")
    assert window.message == told
    window.wait()
    window.main.actions_[act].trigger()
    window.dialog().reject()


def test_all_shown_are_those_the_filter_shows(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One.", "Two.", "Three."], ["Один.", "Два.", "Три."])
    window.role(Role.REVIEWER, "Bolat")
    window.go_to(2)
    window.main.page.filter_bar._text.setText("Two")
    window.main.page.filter_bar._tell()
    window.trigger("approve_all")
    box = window.dialog()
    assert isinstance(box, QMessageBox)
    box.buttons()[0].click()
    window.wait()
    states = [segment.state for segment in window.workspace.segments]
    assert states == [State.TRANSLATED, State.REVIEWED, State.TRANSLATED]


def test_nothing_to_approve_is_said_without_asking(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."])
    window.role(Role.REVIEWER, "Bolat")
    window.trigger("approve_all")
    assert window.message == (
        MessageKind.INFO,
        "None of the segments shown waits for approval.",
    )


def test_keys_in_the_comment_field_are_for_the_comment(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."], ["Один."])
    window.go_to(1)
    window.press(Qt.Key.Key_M, CTRL)
    field = window.focus()
    assert isinstance(field, QPlainTextEdit)
    assert field.accessibleName() == "New comment"
    window.type("Which one")
    window.press(Qt.Key.Key_Space, CTRL | SHIFT)
    window.press(Qt.Key.Key_Return, CTRL)
    comments = reviewing.comments_of(window.workspace.store, window.current.id)
    assert [comment.text for comment in comments] == ["Which one"]
    assert window.current.target == "Один."
    assert window.current.state is State.TRANSLATED
    assert field.toPlainText() == ""


def test_a_no_break_space_goes_where_the_person_writes(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."])
    window.go_to(1)
    window.type("5")
    window.press(Qt.Key.Key_Space, CTRL | SHIFT)
    assert window.main.page.table.current_text() == "5\u00a0"
    window.press(Qt.Key.Key_F, CTRL)
    window.press(Qt.Key.Key_Space, CTRL | SHIFT)
    assert window.main.page.table.current_text() == "5\u00a0"
    assert window.main.page.filter_bar._text.text() == "\u00a0"


def test_the_target_is_repaired_by_one_key_and_taken_back_by_one(
    window: Window, tmp_path: Path
) -> None:
    damaged = "Қазақcтан за\u200bңы\u00a0— cот мінбері."
    window.make(tmp_path, ["The law of Kazakhstan is the forum of the court."], [damaged])
    window.go_to(1)
    window.press(Qt.Key.Key_F8, SHIFT)
    assert window.main.page.table.current_text() == "Қазақстан заңы\u00a0— сот мінбері."
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.main.page.table.current_text() == damaged


def test_what_was_just_typed_is_repaired_too(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["The court"])
    window.go_to(1)
    window.type("Cот")
    window.press(Qt.Key.Key_F8, SHIFT)
    assert window.main.page.table.current_text() == "Сот"


def test_where_nothing_is_to_repair_nothing_changes(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["The court"], ["Соттың\u00a0өзі"])
    window.go_to(1)
    before = window.current
    window.press(Qt.Key.Key_F8, SHIFT)
    assert window.current == before
    assert not window.workspace.undo_stack.canUndo()


def test_after_the_last_confirmation_undo_takes_that_back_first(
    window: Window, tmp_path: Path
) -> None:
    window.make(tmp_path, ["One right."])
    window.type("Odno pravo")
    window.press(Qt.Key.Key_Return, CTRL)
    assert window.current.state is State.TRANSLATED
    window.press(Qt.Key.Key_Z, CTRL)
    assert (window.current.target, window.current.state) == ("", State.NEW)
    window.press(Qt.Key.Key_Y, CTRL)
    assert (window.current.target, window.current.state) == ("Odno pravo", State.TRANSLATED)
