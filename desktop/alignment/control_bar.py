"""The line above the rows: from when on a row is sure, and what can be done with all of them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from desktop import theme

_LOWEST, _HIGHEST = 50, 100
_FIND_LETTERS = 22


class ControlBar(QWidget):
    """`sure_from_changed` carries a confidence, 0–1."""

    sure_from_changed = Signal(float)
    find_wanted = Signal(str, int)
    """A text to go to, and the direction: the next row (1) or the one before (−1)."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spin = QSpinBox()
        self.spin.setAccessibleName("Sure from")
        self.spin.setToolTip("From this confidence on a row is sure, below it doubtful")
        self.spin.setSuffix(" %")
        self.spin.setFixedWidth(self.fontMetrics().horizontalAdvance("100 %") * 2)
        self.spin.setRange(_LOWEST, _HIGHEST)
        self.spin.valueChanged.connect(lambda now: self.sure_from_changed.emit(now / _HIGHEST))
        self.doubts = QLabel()
        self.find_field = _FindField()
        self.find_field.setToolTip(f"{tip(actions['find'])}; Enter: next, Shift+Enter: previous")
        self.find_field.wanted.connect(self.find_wanted)
        self._lay_out(actions)

    def _lay_out(self, actions: Mapping[str, QAction]) -> None:
        words = QLabel("Sure from")
        words.setBuddy(self.spin)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.SPACE_MEDIUM, theme.SPACE_TINY, theme.SPACE_MEDIUM, theme.SPACE_TINY
        )
        row.setSpacing(theme.SPACE_SMALL)
        for widget in (words, self.spin):
            row.addWidget(widget)
        row.addSpacing(theme.SPACE_SMALL)
        for name in ("accept_sure", "realign"):
            row.addWidget(_tied(QPushButton(), actions[name]))
        row.addSpacing(theme.SPACE_SMALL)
        row.addWidget(self.doubts)
        for name in ("previous_doubtful", "next_doubtful"):
            row.addWidget(_tied(QToolButton(), actions[name]))
        row.addStretch(1)
        row.addWidget(self.find_field, 3)
        for name in ("undo", "redo"):
            row.addWidget(_tied(QToolButton(), actions[name]))
        finish = _tied(QPushButton(), actions["finish"])
        finish.setProperty("primary", True)
        row.addWidget(finish)

    def show_doubtful(self, number: int) -> None:
        """Say how many rows still need a person."""
        self.doubts.setText(f"{number:,} doubtful left" if number else "No doubt left")
        self.doubts.setProperty("muted", not number)
        self.style().polish(self.doubts)

    @property
    def sure_from(self) -> float:
        """The confidence from which on a row is sure, 0–1."""
        return self.spin.value() / _HIGHEST

    @sure_from.setter
    def sure_from(self, confidence: float) -> None:
        self.spin.setValue(round(confidence * _HIGHEST))


class _FindField(QLineEdit):
    """Enter goes on to the next row with the text, Shift+Enter back; Esc goes to the rows."""

    wanted = Signal(str, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Find")
        self.setAccessibleName("Find in both texts")
        self.setClearButtonEnabled(True)
        letter = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(letter * _FIND_LETTERS // 2)
        self.setMaximumWidth(letter * _FIND_LETTERS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find, or edit as in any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.wanted.emit(self.text(), -1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Tie(QObject):
    """Keeps a button true to its action: a tool shows its icon, any other its words."""

    def __init__(self, button: QAbstractButton, action: QAction) -> None:
        super().__init__(button)
        self._button, self._action = button, action
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        button, action = self._button, self._action
        if isinstance(button, QToolButton):
            button.setIcon(action.icon())
            button.setAccessibleName(action.text())
        else:
            button.setText(action.iconText())
        button.setEnabled(action.isEnabled())
        button.setToolTip(tip(action))


def _tied(button: QAbstractButton, action: QAction) -> QAbstractButton:
    _Tie(button, action)
    return button


def tip(action: QAction) -> str:
    """What an action does, and its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({key})"
