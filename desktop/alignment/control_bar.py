"""The line above the rows: from when on a row is sure, and what can be done with all of them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from desktop import theme

_LOWEST, _HIGHEST = 50, 100
_SLIDER = 100  # pixels
_FIND_LETTERS = 22


class ControlBar(QWidget):
    """`sure_from_changed` carries a confidence, 0–1."""

    sure_from_changed = Signal(float)
    find_wanted = Signal(str, int)
    """A text to go to, and the direction: the next row (1) or the one before (−1)."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setAccessibleName("Sure from, as a slider")
        self._slider.setFixedWidth(_SLIDER)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.spin = QSpinBox()
        self.spin.setAccessibleName("Sure from")
        self.spin.setSuffix(" %")
        self.spin.setFixedWidth(self.fontMetrics().horizontalAdvance("100 %") * 2)
        for each in (self._slider, self.spin):
            each.setRange(_LOWEST, _HIGHEST)
        self._slider.valueChanged.connect(self.spin.setValue)
        self.spin.valueChanged.connect(self._slider.setValue)
        self.spin.valueChanged.connect(lambda now: self.sure_from_changed.emit(now / _HIGHEST))
        self.find_field = _FindField()
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
        for widget in (words, self._slider, self.spin):
            row.addWidget(widget)
        row.addSpacing(theme.SPACE_SMALL)
        for name in ("accept_sure", "realign"):
            row.addWidget(ActionButton(actions[name]))
        row.addStretch(1)
        row.addWidget(self.find_field, 3)
        for name in ("undo", "redo"):
            small = QToolButton()
            small.setDefaultAction(actions[name])
            small.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(small)
        finish = ActionButton(actions["finish"])
        finish.setProperty("primary", True)
        row.addWidget(finish)

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


class ActionButton(QPushButton):
    """A button that looks as its action says, and does it."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.iconText())
        self.setEnabled(self._action.isEnabled())
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{self._action.text()} ({key})")
