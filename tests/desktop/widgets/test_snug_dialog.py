"""A dialog has the height of what is in it, whatever Qt reckons."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.pictures import settle
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog

WORDS = "Segments without a translation get the best match. Undo takes all of it back. " * 2
WIDTH = 520


@pytest.fixture
def dialog(qtbot: QtBot) -> QDialog:
    made = SnugDialog(WIDTH)
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(label(WORDS))
    column.addStretch()
    column.addWidget(QPushButton("Go"))
    made.show()
    settle()
    return made


def needed(dialog: QDialog) -> int:
    layout = dialog.layout()
    assert layout
    return layout.totalHeightForWidth(dialog.width())


def test_it_is_no_higher_than_its_texts_need_at_its_width(dialog: QDialog) -> None:
    assert (dialog.width(), dialog.height()) == (WIDTH, needed(dialog))


def test_it_follows_its_texts(dialog: QDialog) -> None:
    (text,) = dialog.findChildren(QLabel)
    low = dialog.height()
    text.setText(WORDS * 6)
    settle()
    assert dialog.height() == needed(dialog) > low
    assert text.height() >= text.heightForWidth(text.width())
    text.setText(WORDS)
    settle()
    assert dialog.height() == needed(dialog) == low


def test_the_height_a_person_gave_it_stays_while_it_is_enough(dialog: QDialog) -> None:
    (text,) = dialog.findChildren(QLabel)
    dialog.resize(WIDTH, 400)
    text.setText("Less.")
    settle()
    assert dialog.height() == 400
    text.setText(WORDS * 20)
    settle()
    assert dialog.height() == needed(dialog) > 400
