from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop.widgets.plain_text import label, tooltip

HOSTILE = 'Бап 12 <b>бас</b> <img src="file:///etc/passwd"> &lt; a < b'


def shown(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toRawText()


def test_markup_in_a_tooltip_is_shown_not_followed() -> None:
    assert QtGui.Qt.mightBeRichText(tooltip(HOSTILE))
    assert shown(tooltip(HOSTILE)) == HOSTILE


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_a_tooltip_shows_every_sign(text: str) -> None:
    assert shown(tooltip(text)) == text


def test_lines_stay_lines() -> None:
    assert shown(tooltip("one\ntwo")) == "one\u2028two"


def test_no_text_is_no_tooltip() -> None:
    assert tooltip("") == ""


def test_a_label_takes_text_as_it_is(qtbot: QtBot) -> None:
    made = label(HOSTILE, muted=True)
    qtbot.addWidget(made)
    assert made.text() == HOSTILE
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.property("muted") is True
