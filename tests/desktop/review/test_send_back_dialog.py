import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.review.send_back_dialog import SendBackDialog
from tests.build import make_segment


@pytest.fixture
def dialog(qtbot: QtBot) -> SendBackDialog:
    made = SendBackDialog(make_segment("One.", "<b>Один</b>.", position=6))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_shows_what_goes_back_as_it_is(dialog: SendBackDialog) -> None:
    labels = dialog.findChildren(QLabel)
    words = {label.text(): label.textFormat() for label in labels}
    assert "Send segment 7 back" in words
    assert words["<b>Один</b>."] == Qt.TextFormat.PlainText


def test_the_button_waits_for_a_reason(dialog: SendBackDialog) -> None:
    assert not dialog._send.isEnabled()
    dialog._field.setPlainText(" \n ")
    assert not dialog._send.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog._field.setPlainText("Wrong\u00a0term.\nSee § 5. ")
    dialog._send.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.reason == "Wrong\u00a0term.\nSee § 5."


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_keyboard_can_finish_it(qtbot: QtBot, dialog: SendBackDialog, key: Qt.Key) -> None:
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.focusWidget() is dialog._field
    QTest.keyClicks(dialog._field, "Why?")
    QTest.keyClick(dialog._field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter breaks the line"
    QTest.keyClick(dialog._field, key, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.reason == "Why?"


def test_escape_sends_nothing(qtbot: QtBot, dialog: SendBackDialog) -> None:
    dialog._field.setPlainText("Why?")
    with qtbot.waitSignal(dialog.rejected, timeout=1000):
        QTest.keyClick(dialog._field, Qt.Key.Key_Escape)
