from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.figure_table import FigureTable

HEAD = ("Match", "Words", "")
ROWS = (("100", 12000, 0.75), ("None", 4000, 0.25), ("All", 16000, ""))


def made(qtbot: QtBot) -> FigureTable:
    table = FigureTable("Matches")
    table.show_figures(HEAD, ROWS)
    qtbot.addWidget(table)
    table.resize(400, table.sizeHint().height())
    table.show()
    return table


def cell(table: FigureTable, row: int, column: int) -> QTableWidgetItem:
    found = table.item(row, column)
    assert found
    return found


def test_numbers_stand_on_the_right_and_sums_are_bold(qtbot: QtBot) -> None:
    table = made(qtbot)
    right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
    word, number = cell(table, 0, 0), cell(table, 0, 1)
    assert word.textAlignment() & left
    assert number.textAlignment() & right
    head = table.horizontalHeaderItem(1)
    assert head
    assert head.textAlignment() & right
    assert [cell(table, row, 1).font().bold() for row in range(3)] == [False, False, True]


def test_all_of_it_can_be_seen(qtbot: QtBot) -> None:
    table = made(qtbot)
    assert not table.verticalScrollBar().isVisible()
    assert table.minimumSizeHint().height() == table.sizeHint().height()


def test_a_share_is_a_bar(qtbot: QtBot) -> None:
    table = made(qtbot)
    column = table.visualItemRect(cell(table, 0, 2))
    picture = table.viewport().grab().toImage()
    accent = theme.tokens().accent
    lengths = [
        sum(
            picture.pixelColor(x, table.visualItemRect(cell(table, row, 2)).center().y()) == accent
            for x in range(column.left(), column.right())
        )
        for row in range(3)
    ]
    assert lengths[0] > 2 * lengths[1] > 0
    assert lengths[2] == 0


def test_copying_gives_the_table_without_its_bars(qtbot: QtBot) -> None:
    table = made(qtbot)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Match\tWords\t\n100\t12000\nNone\t4000\nAll\t16000\t"
    )
