"""Rows get their heights when they come into view, and what one looks at stays where it is."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.segment import Segment
from desktop.editor.columns import Column
from desktop.editor.segment_model import SegmentModel
from desktop.editor.segment_view import SegmentTable
from desktop.theme import tokens
from tests.desktop.editor.conftest import make_segments

MANY = 3000


class Counting(SegmentTable):
    """Counts how many rows are measured."""

    measured = 0

    def height_of(self, row: int) -> int:
        self.measured += 1
        return super().height_of(row)


@pytest.fixture(scope="module")
def many() -> list[Segment]:
    return make_segments(MANY)


@pytest.fixture
def table(qtbot: QtBot, many: list[Segment]) -> Counting:
    model = SegmentModel()
    table = Counting(model)
    qtbot.addWidget(table)
    table.resize(800, 500)
    with qtbot.waitExposed(table):
        table.show()
    model.set_segments(many)
    return table


def assert_nothing_is_clipped(table: SegmentTable) -> None:
    rows = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)
    assert len(rows) > 1
    for row in rows:
        assert table.rowHeight(row) == table.height_of(row), row


def test_only_rows_in_view_are_measured(table: Counting) -> None:
    assert 0 < table.measured < 100


@pytest.mark.parametrize("share", [0, 0.3, 0.77, 1])
def test_rows_in_view_have_their_heights_wherever_one_jumps(table: Counting, share: float) -> None:
    bar = table.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))
    assert_nothing_is_clipped(table)
    assert table.measured < 200


def test_scrolling_back_over_unmeasured_rows_moves_as_far_as_was_asked(table: Counting) -> None:
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(30):
        row = table.rowAt(table.viewport().height() // 2)
        before = table.rowViewportPosition(row)
        bar.setValue(bar.value() - 45)
        assert table.rowViewportPosition(row) == before + 45
        assert_nothing_is_clipped(table)


def test_scrolling_on_over_unmeasured_rows_moves_as_far_as_was_asked(table: Counting) -> None:
    bar = table.verticalScrollBar()
    for _ in range(30):
        row = table.rowAt(table.viewport().height() // 2)
        before = table.rowViewportPosition(row)
        bar.setValue(bar.value() + 45)
        assert table.rowViewportPosition(row) == before - 45
        assert_nothing_is_clipped(table)


def test_the_last_row_can_be_reached_whole(table: Counting) -> None:
    table.select_segment(MANY)
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    row = MANY - 1
    assert table.rowViewportPosition(row) + table.rowHeight(row) == table.viewport().height()


def test_a_new_width_keeps_the_current_row_in_its_place(table: Counting) -> None:
    table.select_segment(1500)
    before = table.rowViewportPosition(1499)
    table.source_share = 0.3
    assert table.rowViewportPosition(1499) == before
    assert_nothing_is_clipped(table)


def on_screen(table: SegmentTable) -> QImage:
    return table.screen().grabWindow(table.winId()).toImage()


def test_the_screen_shows_what_a_fresh_painting_would(table: Counting) -> None:
    """Scrolling moves pixels and repaints strips; together they must be the whole picture."""
    bar = table.verticalScrollBar()
    for step in (700, -130, 45, 9000, -333):
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        shown = on_screen(table)
        table.viewport().repaint()
        assert on_screen(table) == shown, step


def test_nothing_stays_below_the_last_row(table: Counting, many: list[Segment]) -> None:
    QApplication.processEvents()
    table._model.set_segments(many[:1])
    QApplication.processEvents()
    viewport = table.viewport()
    area = QRect(viewport.pos(), viewport.size()).adjusted(0, table.rowHeight(0), 0, 0)
    below = on_screen(table).copy(area)
    empty = below.copy()
    empty.fill(tokens().base)
    assert below == empty


def test_source_and_target_both_count(table: Counting) -> None:
    model = table.model()
    index = model.index(2, Column.SOURCE)
    assert table.visualRect(index).height() > table.visualRect(model.index(0, 1)).height()
