"""Keys, mouse and wheel on the grid."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from desktop.editor.columns import Column
from desktop.editor.segment_model import SegmentModel
from desktop.editor.segment_view import SegmentTable
from tests.desktop.editor.looking import (
    current_id,
    source_field,
    target_field,
)

Key = Qt.Key
Mod = Qt.KeyboardModifier
LONG = "Ұзын мәтін " * 40

# Keys


def test_alt_arrows_go_from_row_to_row(table: SegmentTable) -> None:
    QTest.keyClick(target_field(table), Key.Key_Down, Mod.AltModifier)
    assert current_id(table) == 2
    QTest.keyClick(target_field(table), Key.Key_Up, Mod.AltModifier)
    QTest.keyClick(target_field(table), Key.Key_Up, Mod.AltModifier)
    assert current_id(table) == 1


def test_tab_changes_sides(table: SegmentTable) -> None:
    QTest.keyClick(target_field(table), Key.Key_Tab)
    assert source_field(table).hasFocus()
    QTest.keyClick(source_field(table), Key.Key_A, Mod.ControlModifier)
    assert table.selected_text() == "Article 1"
    QTest.keyClick(source_field(table), Key.Key_Backtab)
    assert target_field(table).hasFocus()
    assert "\t" not in table.current_text()


def test_arrows_leave_through_the_edges_of_the_text(table: SegmentTable) -> None:
    table.select_segment(5)
    field = target_field(table)
    QTest.keyClick(field, Key.Key_Down)
    assert current_id(table) == 5
    QTest.keyClick(field, Key.Key_Down)
    assert current_id(table) == 6
    QTest.keyClick(field, Key.Key_Up)
    assert current_id(table) == 5
    assert field.textCursor().blockNumber() == 1  # from below into the last line
    for _ in range(12):
        QTest.keyClick(field, Key.Key_Up)
    assert current_id(table) == 1


def test_pages_turn(table: SegmentTable) -> None:
    seen = [current_id(table) or 0]
    for _ in range(40):
        QTest.keyClick(target_field(table), Key.Key_PageDown)
        seen.append(current_id(table) or 0)
        assert table.viewport().rect().intersects(target_field(table).geometry())
    assert seen == sorted(seen)
    assert seen[-1] == 60
    for _ in range(40):
        QTest.keyClick(target_field(table), Key.Key_PageUp)
    assert current_id(table) == 1


def test_actions_of_the_window_get_their_keys(qtbot: QtBot, model: SegmentModel) -> None:
    window = QMainWindow()
    table = SegmentTable(model)
    window.setCentralWidget(table)
    qtbot.addWidget(window)
    done: list[str] = []
    for name in ("Ctrl+Return", "Ctrl+K", "Ctrl+Z", "Ctrl+1", "Alt+Del", "Ctrl+Shift+Space"):
        action = QAction(name, window)
        action.setShortcut(name)
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
        window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    table.select_segment(2)
    table.edit_current()
    field = target_field(table)
    before = table.current_text()
    for key, modifiers in (
        (Key.Key_Return, Mod.ControlModifier),
        (Key.Key_K, Mod.ControlModifier),
        (Key.Key_Z, Mod.ControlModifier),
        (Key.Key_1, Mod.ControlModifier),
        (Key.Key_Delete, Mod.AltModifier),
        (Key.Key_Space, Mod.ControlModifier | Mod.ShiftModifier),
    ):
        QTest.keyClick(field, key, modifiers)
    assert done == ["Ctrl+Return", "Ctrl+K", "Ctrl+Z", "Ctrl+1", "Alt+Del", "Ctrl+Shift+Space"]
    assert table.current_text() == before
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Key.Key_Z, Mod.ControlModifier)
    assert done.count("Ctrl+Z") == 1
    assert table.current_text() == before


# Mouse and scrolling


def test_a_click_opens_the_row_with_the_caret_there(table: SegmentTable) -> None:
    cell = table.visualRect(table.model().index(4, Column.TARGET))
    lower_line = cell.bottomLeft() + QPoint(9, -12)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, lower_line
    )
    assert current_id(table) == 5
    assert target_field(table).textCursor().blockNumber() == 1
    assert target_field(table).textCursor().positionInBlock() == 0
    cell = table.visualRect(table.model().index(1, Column.SOURCE))
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell.center()
    )
    assert current_id(table) == 2
    assert source_field(table).hasFocus()


def test_a_click_far_from_the_current_row_does_not_move_what_one_sees(table: SegmentTable) -> None:
    table.select_segment(2)
    table.verticalScrollBar().setValue(1500)
    middle = table.viewport().rect().center()
    row = table.rowAt(middle.y())
    before = table.rowViewportPosition(row)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, middle)
    assert table.currentIndex().row() == row
    assert table.rowViewportPosition(row) == before


def test_a_click_into_a_row_taller_than_the_window_does_not_move_it(
    table: SegmentTable, model: SegmentModel
) -> None:
    model.update_segments([replace(model.segment_at(5), target=LONG * 20)])
    table.verticalScrollBar().setValue(1000)
    middle = table.viewport().rect().center()
    assert table.rowAt(middle.y()) == 5
    before = table.rowViewportPosition(5)
    aim = QPoint(table.columnViewportPosition(Column.TARGET) + 40, middle.y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, aim)
    assert current_id(table) == 6
    assert table.rowViewportPosition(5) == before
    caret = target_field(table).cursorRect().translated(target_field(table).pos())
    assert abs(caret.center().y() - aim.y()) < caret.height() * 2


def test_dragging_selects_in_the_row_that_was_pressed(table: SegmentTable) -> None:
    cell = table.visualRect(table.model().index(1, Column.SOURCE))
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(
        table.viewport(), button, Qt.KeyboardModifier.NoModifier, cell.topLeft() + QPoint(2, 14)
    )
    QTest.mouseMove(table.viewport(), cell.topRight() + QPoint(-2, 14))
    QTest.mouseRelease(
        table.viewport(), button, Qt.KeyboardModifier.NoModifier, cell.topRight() + QPoint(-2, 14)
    )
    assert table.selected_text() == "Everyone has the right to life."


def test_the_wheel_over_the_field_scrolls_the_grid(table: SegmentTable) -> None:
    field = target_field(table).viewport()
    centre = QPointF(field.rect().center())
    wheel = QWheelEvent(
        centre, field.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Mod.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, wheel)
    assert table.verticalScrollBar().value() > 0


def test_typing_brings_a_row_back_that_was_scrolled_away(table: SegmentTable) -> None:
    table.select_segment(2)
    table.verticalScrollBar().setValue(1500)
    assert not table.viewport().rect().intersects(target_field(table).geometry())
    QTest.keyClicks(target_field(table), "x")
    assert table.viewport().rect().intersects(target_field(table).geometry())


def test_a_row_taller_than_the_window_scrolls_with_the_caret(table: SegmentTable) -> None:
    table.select_segment(2)
    table.replace_target(LONG * 10)
    field = target_field(table)
    for key in (Key.Key_Home, Key.Key_End, Key.Key_Home):
        QTest.keyClick(field, key, Mod.ControlModifier)
        caret = field.cursorRect().translated(field.pos() + field.viewport().pos())
        assert table.viewport().rect().contains(caret)
