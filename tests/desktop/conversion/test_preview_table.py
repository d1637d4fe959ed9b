"""Every text of a preview can be read whole."""

from PySide6.QtCore import QStringListModel
from pytestqt.qtbot import QtBot

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
