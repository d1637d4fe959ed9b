"""The window keeps projects apart, and loses nothing when it closes."""

from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMessageBox,
    QPushButton,
    QWidget,
)

from core.errors import StoreError
from core.people import Role
from core.segment import OriginKind, State
from desktop.editor.columns import Column
from desktop.pictures import settle
from desktop.transfer.import_dialog import ImportDialog
from desktop.welcome.new_project import NewProjectDialog
from desktop.welcome.project_card import ProjectCard
from services import projects, reviewing
from services.store import Store
from tests.desktop.window import CTRL, Window, content, words_of


def test_what_is_done_in_a_project_stays_in_it(window: Window, tmp_path: Path) -> None:
    """The panels and the grid are shared; ids and names of segments are the same in both files."""
    first = window.make(tmp_path, ["One right."], ["Одно право."], name="a")
    second = window.make(tmp_path, ["One right."], ["Одно право"], name="b")
    before = content(first)
    window.open(first)
    window.open(second)
    window.go_to(1)
    panels, history = window.main.panels, window.workspace
    window.type("Одно")
    window.workspace.flush()
    panels.comments.written.emit("Which right?")
    panels.history.restore_wanted.emit(
        reviewing.history_of(history.store, window.current.id)[0].before
    )
    panels.documents.opened.emit(1)
    panels.machine.asked.emit()
    panels.machine.cancelled.emit()
    panels.issues.fix_wanted.emit(1, "Одно право!")
    window.workspace.flush()
    window.wait()
    comments = reviewing.comments_of(window.workspace.store, 1)
    assert [comment.text for comment in comments] == ["Which right?"]
    assert window.current.target == "Одно право!"
    window.main.show_welcome()
    assert window.message is None
    assert content(first) == before
    store, _project = projects.open_project(first, read_only=True)
    assert reviewing.comments_of(store, 1) == []
    assert reviewing.history_of(store, 1) == []
    store.close()


def test_nothing_of_the_last_project_is_shown_in_the_next(window: Window, tmp_path: Path) -> None:
    store = window.make(tmp_path, ["One right.", "One rights."], ["Одно право.", ""], name="a")
    window.go_to(2)
    window.type("Права  ")
    window.workspace.comment("Which right?")
    window.wait()
    window.new(tmp_path / "empty.terjiman", "en", "kk")
    panels = window.main.panels
    for panel in (panels.matches, panels.history, panels.issues, panels.comments):
        assert not any(
            word in " ".join(words_of(panel)) for word in ("Одно", "Права", "Which", "Segment 2")
        )
    assert not window.main.page.table.current_segment()
    assert "texts" not in " ".join(words_of(panels.documents))
    assert window.main.windowTitle() == "empty – Terjiman"
    model = window.main.page.model
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert titles[1:3] == ["Source", "Target"], "not the languages of the last project"
    window.open(store)
    assert window.workspace.segments[1].target == "Права  "


def test_typing_in_the_last_project_is_no_undo_in_the_next(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."], name="a")
    window.go_to(1)
    window.type("Одно")
    window.press(Qt.Key.Key_Z, CTRL)
    window.make(tmp_path, ["One right."], name="b")
    window.go_to(1)
    window.press(Qt.Key.Key_Y, CTRL)
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.main.page.table.current_text() == ""
    assert not window.workspace.undo_stack.canUndo()
    assert window.main.actions_["undo"].text() == "Undo"


def test_the_documents_are_named_as_in_this_project(window: Window, tmp_path: Path) -> None:
    for name in ("first", "second"):
        text = tmp_path / f"{name}.txt"
        text.write_text(f"The {name} right.", encoding="utf-8")
        window.new(tmp_path / f"{name}.terjiman", "en", "kk", [text])
    for name in ("first", "second"):
        window.open(tmp_path / f"{name}.terjiman")
        assert f"{name}.txt" in words_of(window.main.panels.documents)


def test_a_window_does_not_close_over_text_that_cannot_be_stored(
    window: Window, tmp_path: Path
) -> None:
    path = window.make(tmp_path, ["One right."])
    window.go_to(1)
    window.type("Одно право")
    with patch.object(Store, "transaction", side_effect=StoreError("The disk is full.")):
        window.main.close()
        assert window.main.isVisible()
        box = window.dialog()
        assert isinstance(box, QMessageBox)
        box.reject()
        settle()
        assert window.main.page.table.current_text() == "Одно право"
        window.main.close()
        box = window.dialog()
        (anyway,) = (b for b in box.findChildren(QPushButton) if b.text() == "Close without it")
        anyway.click()
        settle()
    assert not window.main.isVisible()
    assert QApplication.clipboard().text() == "Одно право"
    assert content(path) == [("One right.", "", State.NEW)]


def test_closing_stores_what_was_typed_last(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right."])
    window.go_to(1)
    window.type("Одно\u00a0право")
    window.main.close()
    assert content(path) == [("One right.", "Одно\u00a0право", State.DRAFT)]


def test_the_role_is_chosen_in_the_tool_bar_and_remembered(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."], ["Один."])
    box = window.main._tool_bar._role
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert window.workspace.person.role is Role.REVIEWER
    assert window.settings.person.role is Role.REVIEWER
    window.go_to(1)
    window.press(Qt.Key.Key_Return, CTRL)
    assert window.workspace.segments[0].state is State.REVIEWED


def drop(target: QWidget, *paths: Path) -> None:
    """Let files go over a widget; Qt asks it and then its parents who will take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    receiver: QWidget | None = target
    while receiver is not None:
        entering = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
        entering.ignore()
        if receiver.acceptDrops():
            receiver.dragEnterEvent(entering)
        if entering.isAccepted():
            receiver.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, keys))
            return
        receiver = receiver.parentWidget()
    pytest.fail("nobody takes the files")


def test_files_dropped_on_the_editor_are_imported(
    window: Window, tmp_path: Path, text: Path
) -> None:
    window.make(tmp_path, ["One right."])
    window.go_to(1)
    drop(window.focus(), text)
    window.wait()
    dialog = window.dialog()
    assert isinstance(dialog, ImportDialog)
    dialog.accept()
    window.wait()
    assert window.workspace.document is not None
    assert window.workspace.document.name == "rights.txt"
    assert window.main.page.table.current_text() == ""


def test_files_dropped_on_the_welcome_page_begin_a_project(
    window: Window, tmp_path: Path, text: Path
) -> None:
    drop(window.main.welcome, text)
    dialog = window.dialog()
    assert isinstance(dialog, NewProjectDialog)
    dialog.name.setText("Rights")
    dialog.place.setText(str(tmp_path / "rights"))
    dialog.source.setCurrentIndex(dialog.source.findData("en"))
    dialog.target.setCurrentIndex(dialog.target.findData("uz-Latn"))
    dialog.person_name.setText("Oygul")
    dialog.accept()
    window.wait()
    importing = window.dialog()
    assert isinstance(importing, ImportDialog)
    importing.accept()
    window.wait()
    assert window.workspace.path == tmp_path / "rights.terjiman"
    assert window.workspace.project.target_language == "uz-Latn"
    assert window.workspace.person.name == "Oygul"
    assert [s.source for s in window.workspace.segments] == [
        "Everyone has the right to rest.", "Nobody is a slave.",
    ]  # fmt: skip
    assert {s.origin.kind for s in window.workspace.segments} == {OriginKind.NONE}


def test_a_project_dropped_on_the_editor_is_opened(window: Window, tmp_path: Path) -> None:
    first = window.make(tmp_path, ["One right."], name="a")
    window.make(tmp_path, ["Two duties."], name="b")
    drop(window.main.page, first)
    window.wait()
    assert window.workspace.path == first


def test_projects_worked_on_are_on_the_first_page(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One.", "Two."], ["Один.", ""])
    window.go_to(2)
    window.type("Два.")
    window.press(Qt.Key.Key_Return, CTRL)
    window.main.close()
    again = Window(tmp_path)
    (card,) = again.main.welcome.findChildren(ProjectCard)
    assert "100 %" in words_of(card)
    card.click()
    again.wait()
    assert again.workspace.path == path
    again.close()


def test_a_project_is_taken_off_the_first_page(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One."])
    window.main.show_welcome()
    window.main.welcome.recent_removed.emit(str(path))
    assert window.main.welcome.findChildren(ProjectCard) == []
    assert path.exists()
