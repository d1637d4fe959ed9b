"""Every text of a preview can be read whole."""

from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.conversion.preview_table import PreviewTable
from desktop.pictures import settle

LONG = "Every person has the right to submit a complaint to the prosecutor. " * 4


def test_rows_are_as_high_as_their_texts_at_every_width(qtbot: QtBot) -> None:
    table = PreviewTable()
    qtbot.addWidget(table)
    table.setModel(QStringListModel(["Short.", LONG, "Short."], table))
    table.resize(500, 400)
    table.show()
    settle()
    one, several = table.rowHeight(0), table.rowHeight(1)
    assert several > 2 * one
    table.resize(250, 400)
    settle()
    assert (table.rowHeight(0), table.rowHeight(1) > several) == (one, True)


def test_a_scroll_bar_is_drawn_only_where_there_is_more(qtbot: QtBot) -> None:
    table = PreviewTable()
    qtbot.addWidget(table)
    table.setModel(QStringListModel(["Short."], table))
    table.resize(500, 400)
    table.show()
    settle()
    bar = table.verticalScrollBar()
    assert bar.isVisible(), "its room is kept, so that no text is wrapped anew"
    drawn = bar.grab().toImage()
    colours = {drawn.pixelColor(drawn.width() // 2, y).name() for y in range(drawn.height())}
    assert theme.tokens().border.name() not in colours
    table.setModel(QStringListModel([LONG] * 50, table))
    settle()
    drawn = bar.grab().toImage()
    assert drawn.pixelColor(drawn.width() // 2, 10).name() == theme.tokens().border.name()


def test_rows_that_were_there_before_it_is_shown_have_their_heights(qtbot: QtBot) -> None:
    page, table = QWidget(), PreviewTable()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(table)
    model = QStandardItemModel(0, 2, table)
    table.setModel(model)
    table.measure_again()
    for length in range(20, 60, 4):
        model.appendRow([QStandardItem(LONG[:length]), QStandardItem("Short.")])
    table.measure_again()
    page.resize(800, 400)
    page.show()
    settle()
    heights = [table.rowHeight(row) for row in range(model.rowCount())]
    table.measure_again()
    assert heights == [table.rowHeight(row) for row in range(model.rowCount())]


def test_no_text_is_cut_whatever_its_length(qtbot: QtBot) -> None:
    table = PreviewTable()
    qtbot.addWidget(table)
    texts = [LONG[:length].strip() for length in range(30, 160)]
    model = QStandardItemModel(table)
    for text in texts:
        model.appendRow([QStandardItem(text), QStandardItem("")])
    table.setModel(model)
    table.resize(560, 9_000)  # all in view: others are measured when they come into it
    table.show()
    settle()
    room = QRect(0, 0, table.columnWidth(0) - 2 * (5 + 3), 4_000)  # padding of theme and style
    wrap = int(Qt.TextFlag.TextWordWrap)
    needed = [table.fontMetrics().boundingRect(room, wrap, text).height() + 6 for text in texts]
    assert [table.rowHeight(row) for row in range(len(texts))] == needed
