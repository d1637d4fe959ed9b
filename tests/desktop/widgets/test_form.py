"""Titles stand level with their fields."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.pictures import settle
from desktop.widgets.form import Form
from desktop.widgets.plain_text import label


def shown(qtbot: QtBot, title: str, field: QWidget) -> tuple[QWidget, Form]:
    window = QWidget()
    qtbot.addWidget(window)
    form = Form(window)
    form.add(title, field)
    window.resize(400, 300)
    window.show()
    settle()
    return window, form


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QCheckBox])
def test_a_title_is_level_with_a_field_of_one_line(qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    _window, form = shown(qtbot, "Penalty", field)
    title = form.labelForField(field)
    assert abs(title.geometry().center().y() - field.geometry().center().y()) <= 1
    assert isinstance(title, QLabel)
    assert title.buddy() is field


@pytest.mark.parametrize("text", ["one.txt", "one.txt\ntwo.txt\nthree.txt"])
def test_a_title_is_level_with_the_first_line_of_a_text(qtbot: QtBot, text: str) -> None:
    field = label(text)
    window, form = shown(qtbot, "Files", field)
    tops = [each.mapTo(window, QPoint()).y() for each in (form.labelForField(field), field)]
    assert tops[0] == tops[1]


def test_a_field_may_be_tall_or_have_no_title(qtbot: QtBot) -> None:
    field, alone = QListWidget(), QCheckBox("All")
    _window, form = shown(qtbot, "Import", field)
    form.add("", alone)
    settle()
    assert form.labelForField(field).geometry().top() == field.geometry().top()
    assert alone.isVisible()
