"""How panels are shown and looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.pictures import settle
from desktop.widgets.diff_label import DiffLabel
from desktop.widgets.empty_hint import EmptyHint

MARKUP = 'a <b>bold</b> <img src="file:///etc/passwd">'
"""A text that must never be taken for HTML."""


def show(qtbot: QtBot, panel: QWidget) -> None:
    """Show a panel as wide as a dock."""
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()


def words(panel: QWidget) -> list[str]:
    """The texts of all labels that can be seen, in their order."""
    settle()
    labels = panel.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def is_plain(panel: QWidget) -> bool:
    """Whether no label of a text would take it for markup."""
    plain = Qt.TextFormat.PlainText
    return all(
        label.textFormat() == plain or "<" not in label.text()
        for label in panel.findChildren(QLabel)
        if not isinstance(label, DiffLabel)
    )


def shows_hint(panel: QWidget) -> bool:
    """Whether the panel says what it is for, in place of anything else."""
    return any(hint.isVisible() for hint in panel.findChildren(EmptyHint))


def press(panel: QWidget, text: str) -> None:
    """Press the one button with these words."""
    (button,) = (b for b in panel.findChildren(QPushButton) if b.text().strip() == text)
    button.click()
