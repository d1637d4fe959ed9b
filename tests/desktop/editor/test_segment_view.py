"""The grid under the hands of a translator."""

import gc
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from core.filtering import EVERYTHING, SegmentFilter, select
from core.segment import State
from desktop.editor.columns import Column
from desktop.editor.live_field import PADDING_X
from desktop.editor.segment_model import SegmentModel
from desktop.editor.segment_view import SegmentTable
from tests.desktop.editor.conftest import make_segments
from tests.desktop.editor.looking import (
    bottom_of_row,
    bottom_of_text,
    current_id,
    source_field,
    target_field,
)
from tests.desktop.editor.test_segment_model import ENDLESS

Key = Qt.Key
Mod = Qt.KeyboardModifier
LONG = "Ұзын мәтін " * 40

# The current row


def test_the_first_row_is_open_from_the_start(table: SegmentTable) -> None:
    assert current_id(table) == 1
    assert target_field(table).hasFocus()
    assert table.current_text() == "1-бап"


def test_going_to_a_row_opens_it_and_says_so(qtbot: QtBot, table: SegmentTable) -> None:
    with qtbot.waitSignal(table.current_changed) as signal:
        assert table.select_segment(40)
    assert signal.args == [table.current_segment()]
    assert current_id(table) == 40
    assert table.current_text() == "Комитет 1\u00a0наурызға дейін есеп береді."
    assert table.viewport().rect().intersects(target_field(table).geometry())
    assert not table.select_segment(9999)


def test_fields_lie_over_their_cells(table: SegmentTable) -> None:
    table.select_segment(3)
    for field, column in ((source_field(table), 1), (target_field(table), 2)):
        cell = table.visualRect(table.model().index(2, column))
        assert field.geometry() == cell.adjusted(0, 0, 0, -1)
        assert bottom_of_text(field) < cell.bottom()


def test_a_new_document_opens_its_first_row(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    table.select_segment(40)
    with qtbot.waitSignal(table.current_changed):
        model.set_segments([replace(each, id=each.id + 500) for each in make_segments(5)])
    assert current_id(table) == 501
    assert table.verticalScrollBar().value() == 0


def test_an_empty_document_has_no_current_segment(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    with qtbot.waitSignal(table.current_changed) as signal:
        model.set_segments([])
    assert signal.args == [None]
    assert not target_field(table).isVisible()
    table.insert_text("x")
    table.row_down.trigger()
    table.grab()
    model.set_segments(make_segments(2))
    assert current_id(table) == 1
    assert target_field(table).isVisible()


# Typing


def test_every_change_is_told_with_the_whole_text(table: SegmentTable) -> None:
    told: list[tuple[int, str]] = []
    table.typed.connect(lambda segment_id, text: told.append((segment_id, text)))
    table.select_segment(4)
    table.insert_text("\u00a0")
    target_field(table).moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(target_field(table), "!")
    text = "\u00a0Комитет 1\u00a0наурызға дейін есеп береді."
    assert told == [(4, text), (4, text + "!")]
    assert table.current_text() == text + "!"


def test_the_grid_changes_no_segment(table: SegmentTable, model: SegmentModel) -> None:
    table.select_segment(2)
    QTest.keyClicks(target_field(table), "abc")
    table.select_segment(3)
    assert model.segment(2) == make_segments(2)[1]


def test_the_row_follows_typing(table: SegmentTable) -> None:
    table.select_segment(2)
    before = table.rowHeight(1)
    below = table.rowViewportPosition(2)
    table.replace_target(LONG)
    assert table.rowHeight(1) > before
    assert table.rowViewportPosition(2) == below + table.rowHeight(1) - before
    assert bottom_of_text(target_field(table)) < bottom_of_row(table, 1)
    table.replace_target("short")
    assert table.rowHeight(1) == before
    for _ in range(10):
        QTest.keyClick(target_field(table), Key.Key_Return)
        assert bottom_of_text(target_field(table)) < bottom_of_row(table, 1)
        assert target_field(table).verticalScrollBar().maximum() == 0


def test_the_row_does_not_move_while_it_grows(table: SegmentTable) -> None:
    table.select_segment(30)
    before = table.rowViewportPosition(29)
    table.replace_target("one\ntwo\nthree")
    assert table.rowViewportPosition(29) == before


def test_a_text_that_was_not_stored_is_gone_with_its_height(table: SegmentTable) -> None:
    table.select_segment(2)
    height = table.rowHeight(1)
    table.replace_target(LONG)
    table.row_down.trigger()
    assert table.rowHeight(1) == height


def test_locked_and_final_rows_refuse_and_say_why(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    table.select_segment(7)
    acts: tuple[Callable[[], None], ...] = (
        lambda: QTest.keyClicks(target_field(table), "x"),
        lambda: table.insert_text("x"),
        lambda: table.replace_target("x"),
    )
    for act in acts:
        with qtbot.waitSignal(table.edit_refused) as signal:
            act()
        assert signal.args is not None
        assert "final" in signal.args[0]
    assert table.current_text() == "1-бап"
    model.update_segments([replace(model.segment_at(6), state=State.DRAFT)])
    table.insert_text("x")
    assert table.current_text() == "x1-бап"


def test_what_is_being_composed_does_not_follow_to_the_next_row(table: SegmentTable) -> None:
    told: list[tuple[int, str]] = []
    table.typed.connect(lambda segment_id, text: told.append((segment_id, text)))
    table.select_segment(2)
    field = target_field(table)
    QApplication.sendEvent(field, QInputMethodEvent("¨", []))
    assert field.document().firstBlock().layout().preeditAreaText() == "¨"
    table.select_segment(4)
    assert field.document().firstBlock().layout().preeditAreaText() == ""
    assert table.current_text() == "Комитет 1\u00a0наурызға дейін есеп береді."
    assert told == []


def test_typing_is_undone_from_a_menu_as_well(table: SegmentTable) -> None:
    table.select_segment(2)
    before = table.current_text()
    assert not table.undo_typing()
    table.insert_text("x")
    assert table.undo_typing()
    assert table.current_text() == before
    assert not table.undo_typing()
    assert table.redo_typing()
    assert table.current_text() == "x" + before


# Changes from outside


def test_storing_what_was_typed_leaves_caret_and_undo(
    table: SegmentTable, model: SegmentModel
) -> None:
    table.select_segment(2)
    field = target_field(table)
    table.typed.connect(
        lambda segment_id, text: model.update_segments(
            [replace(model.segment(segment_id) or pytest.fail("missing"), target=text)]
        )
    )
    QTest.keyClicks(field, "ab")
    assert field.textCursor().position() == 2
    assert field.document().isUndoAvailable()
    assert (model.segment(2) or pytest.fail("missing")).target == field.text()


def test_a_new_state_leaves_what_was_typed_since(table: SegmentTable, model: SegmentModel) -> None:
    table.select_segment(2)
    table.insert_text("not yet stored ")
    model.update_segments([replace(model.segment_at(1), state=State.REVIEWED)])
    assert table.current_text().startswith("not yet stored ")
    assert table.current_segment() == model.segment_at(1)


def test_a_new_target_is_taken_over(table: SegmentTable, model: SegmentModel) -> None:
    table.select_segment(2)
    table.insert_text("typed ")
    model.update_segments([replace(model.segment_at(1), target=LONG)])
    assert table.current_text() == LONG
    assert not target_field(table).document().isUndoAvailable()
    assert bottom_of_text(target_field(table)) < bottom_of_row(table, 1)


def test_a_changed_row_in_view_gets_its_height(table: SegmentTable, model: SegmentModel) -> None:
    before = table.rowHeight(3)
    model.update_segments([replace(model.segment_at(3), target=LONG)])
    assert table.rowHeight(3) > before


# Filter


def test_the_filter_keeps_the_row_that_is_edited(table: SegmentTable, model: SegmentModel) -> None:
    table.select_segment(32)
    table.insert_text("typed ")
    before = table.rowViewportPosition(31)
    table.set_filter(SegmentFilter(states=frozenset({State.DRAFT})))
    assert current_id(table) == 32
    assert table.current_text().startswith("typed ")
    assert model.rowCount() == 11
    assert target_field(table).hasFocus()
    assert target_field(table).document().isUndoAvailable()
    table.set_filter(SegmentFilter())
    assert current_id(table) == 32
    assert table.rowViewportPosition(31) == pytest.approx(before, abs=table.viewport().height())
    assert table.viewport().rect().contains(target_field(table).geometry())


def test_taking_the_filter_off_leaves_the_row_in_its_place(table: SegmentTable) -> None:
    table.set_filter(SegmentFilter(states=frozenset({State.DRAFT, State.REVIEWED})))
    table.select_segment(34)
    before = target_field(table).y()
    table.set_filter(SegmentFilter())
    assert target_field(table).y() == before


def test_the_row_below_is_that_below_the_current_one_under_any_filter(table: SegmentTable) -> None:
    table.select_segment(34)
    for wanted, below in ((SegmentFilter(states=frozenset({State.DRAFT})), 40), (EVERYTHING, 41)):
        table.set_filter(wanted)
        table.row_down.trigger()
        assert current_id(table) == below


def test_long_texts_are_looked_through_beside_the_window(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    made = make_segments(6_000)
    table.set_segments(made)
    table.select_segment(600)
    for wanted in (SegmentFilter("article"), SegmentFilter(r"^no one|\bilova\b", is_regex=True)):
        table.set_filter(wanted)
        assert table.is_filtering
        assert model.rowCount() == 6_000
        assert current_id(table) == 600
        with qtbot.waitSignal(table.shown_changed):
            pass
        places = {*select(made, wanted), 599}
        shown = [model.segment_at(row).position for row in range(model.rowCount())]
        assert shown == sorted(places)
        assert current_id(table) == 600
        table.set_filter(EVERYTHING)
    qtbot.waitUntil(lambda: not table.is_filtering)
    assert model.rowCount() == 6_000


def test_only_the_last_of_several_filters_counts(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    table.set_segments(make_segments(6_000))
    for text in ("a", "ar", "Annex"):
        table.set_filter(SegmentFilter(text))
    counts: list[int] = []
    table.shown_changed.connect(lambda shown, _total: counts.append(shown))
    qtbot.waitUntil(lambda: not table.is_filtering)
    assert counts == [1_000], "the current row is shown beside them, and does not count"
    table.set_filter(SegmentFilter("Article"))
    table.set_segments(make_segments(60))
    assert (model.filter, model.rowCount()) == (SegmentFilter("Article"), 10)
    qtbot.waitUntil(lambda: not table.is_filtering)
    assert model.rowCount() == 10


def test_a_filter_that_fails_on_the_next_document_is_told_and_shows_all_of_it(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    table.set_filter(ENDLESS)
    qtbot.waitUntil(lambda: not table.is_filtering)
    made = make_segments(60)
    made[5] = replace(made[5], source="слово" * 20)
    with qtbot.waitSignal(table.filter_failed, timeout=30_000):  # two seconds of the processor
        table.set_segments(made)
    assert (model.filter, model.rowCount()) == (EVERYTHING, 60)


def test_counts_are_told(qtbot: QtBot, table: SegmentTable) -> None:
    with qtbot.waitSignal(table.shown_changed) as signal:
        table.set_filter(SegmentFilter(text="slavery"))
    assert signal.args == [10, 60], "the current row is shown too, and does not fit"
    with qtbot.waitSignal(table.shown_changed) as signal:
        table.set_filter(SegmentFilter(text="nowhere"))
    assert signal.args == [0, 60]


def test_a_failing_filter_is_told_and_changes_nothing(
    qtbot: QtBot, table: SegmentTable, model: SegmentModel
) -> None:
    model.update_segments([replace(model.segment_at(5), source="слово" * 20)])
    with qtbot.waitSignal(table.filter_failed, timeout=30_000):  # two seconds of the processor
        table.set_filter(ENDLESS)
    assert model.rowCount() == 60


def test_selecting_a_hidden_segment_shows_it(table: SegmentTable) -> None:
    table.set_filter(SegmentFilter(states=frozenset({State.DRAFT})))
    assert table.select_segment(33)
    assert current_id(table) == 33
    assert table.model().rowCount() == 12


# Columns, looks, words


def test_source_and_target_share_the_width(qtbot: QtBot, table: SegmentTable) -> None:
    widths = table.columnWidth(Column.SOURCE), table.columnWidth(Column.TARGET)
    assert abs(widths[0] - widths[1]) <= 1
    assert table.horizontalHeader().length() == table.viewport().width()
    table.horizontalHeader().resizeSection(Column.SOURCE, widths[0] + 60)  # as dragging does
    assert table.columnWidth(Column.TARGET) == widths[1] - 60
    table.resize(1000, 500)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width())
    assert table.columnWidth(Column.SOURCE) / sum(
        table.columnWidth(column) for column in (Column.SOURCE, Column.TARGET)
    ) == pytest.approx(table.source_share, abs=0.01)
    table.horizontalHeader().resizeSection(Column.TARGET, 300)
    assert table.horizontalHeader().length() == table.viewport().width()


def test_long_numbers_have_room(table: SegmentTable, model: SegmentModel) -> None:
    model.set_segments(make_segments(10_000))
    room = table.columnWidth(Column.NUMBER) - 2 * PADDING_X
    assert room >= table.fontMetrics().horizontalAdvance("10000")
    assert table.horizontalHeader().length() == table.viewport().width()


def test_a_double_click_on_a_border_makes_halves(table: SegmentTable) -> None:
    table.source_share = 0.3
    table.horizontalHeader().sectionHandleDoubleClicked.emit(Column.SOURCE)
    assert table.source_share == 0.5
    assert abs(table.columnWidth(Column.SOURCE) - table.columnWidth(Column.TARGET)) <= 1


def test_narrower_columns_make_higher_rows(table: SegmentTable) -> None:
    table.select_segment(3)
    before = table.rowHeight(2)
    table.source_share = 0.3
    assert table.rowHeight(2) > before
    assert bottom_of_text(source_field(table)) < bottom_of_row(table, 2)


def test_a_larger_font_makes_higher_rows(table: SegmentTable) -> None:
    before = table.rowHeight(2)
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert table.rowHeight(2) > before
    assert target_field(table).font().pointSizeF() == font.pointSizeF()


def test_names_for_screen_readers(table: SegmentTable) -> None:
    table.select_segment(2)
    assert table.accessibleName() == "Segments"
    assert target_field(table).accessibleName() == "Target of segment 2, Translated"
    assert source_field(table).accessibleName() == "Source of segment 2"
    assert "right to life" in target_field(table).accessibleDescription()
    interface = QAccessible.queryAccessibleInterface(target_field(table))
    assert interface.text(QAccessible.Text.Name) == "Target of segment 2, Translated"


def test_each_kind_of_row_can_be_painted(table: SegmentTable, model: SegmentModel) -> None:
    plain = table.grab().toImage()
    odd = [
        replace(model.segment_at(1), language="uz-Cyrl", locked=True),
        replace(model.segment_at(2), source="\U0001f600\u00a0tab\there\r\nand\u2028there"),
    ]
    model.update_segments(odd)
    assert table.grab().toImage() != plain


def test_closing_the_window_is_quiet(model: SegmentModel) -> None:
    """Wrappers of parts that Qt made die before the table when only Python holds the window."""
    window = QMainWindow()
    window.setCentralWidget(SegmentTable(model))
    window.show()
    QApplication.processEvents()
    del window
    gc.collect()
