"""One memory of a project: its file, and how the project uses it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSpinBox, QToolButton

from core.memory.memories import AttachedMemory
from desktop import theme
from desktop.panels.card_list import Card, line
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.plain_text import label, tooltip

_GREATEST_PENALTY = 50


class AttachedCard(Card):
    """Says how a memory is used, and asks to use it in another way."""

    chosen = Signal(int)
    """The id of the attached memory that the person wants to look into."""
    changed = Signal(object)
    """The AttachedMemory as it is to be."""
    moved = Signal(int, int)
    """The id of one that is to go up (−1) or down (+1)."""

    def __init__(self, memory: AttachedMemory) -> None:
        name = ElidedLabel(memory.name, mode=Qt.TextElideMode.ElideMiddle)
        name.setProperty("strong", True)
        name.setToolTip(tooltip(memory.path))
        self._about = label(muted=True)
        self._enabled = QCheckBox("Offers its matches")
        self._writable = QCheckBox("Receives what is confirmed")
        self._penalty = QSpinBox(maximum=_GREATEST_PENALTY, suffix=" %")
        self.show_use(memory)
        self._penalty.setAccessibleName("What is taken off the score of its matches")
        self._penalty.setToolTip("What is taken off the score of its matches")
        penalty = QLabel("Penalty")
        penalty.setBuddy(self._penalty)
        self._up = self._arrow("arrow-up", "Asked earlier", -1)
        self._down = self._arrow("arrow-down", "Asked later", 1)
        super().__init__(
            line(name, self._up, self._down),
            self._about,
            self._enabled,
            self._writable,
            line(penalty, self._penalty, stretch_after=1),
        )
        self._enabled.toggled.connect(self._tell)
        self._writable.toggled.connect(self._tell)
        self._penalty.valueChanged.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Memory {memory.name}")

    def show_use(self, memory: AttachedMemory) -> None:
        """Show how the memory is used; nobody is told."""
        self.memory = memory
        for widget in (self._enabled, self._writable, self._penalty):
            widget.blockSignals(True)
        self._enabled.setChecked(memory.enabled)
        self._writable.setChecked(memory.writable)
        self._penalty.setValue(memory.penalty)
        for widget in (self._enabled, self._writable, self._penalty):
            widget.blockSignals(False)

    def show_place(self, *, first: bool, last: bool) -> None:
        """Offer to move the memory where it can move; the focus stays in the card."""
        focused = next((each for each in (self._up, self._down) if each.hasFocus()), None)
        self._up.setEnabled(not first)
        self._down.setEnabled(not last)
        if focused and not focused.isEnabled():
            (self._down if first else self._up).setFocus()

    def say(self, text: str, *, wrong: bool = False, read_only: bool = False) -> None:
        """Say what is in the memory, or why it cannot be used."""
        self._about.setText(text)
        self._about.setProperty("error", wrong)
        self._about.style().polish(self._about)
        self._writable.setEnabled(not read_only)

    def _tell(self) -> None:
        wanted = replace(
            self.memory,
            enabled=self._enabled.isChecked(),
            writable=self._writable.isChecked(),
            penalty=self._penalty.value(),
        )
        self.changed.emit(wanted)

    def _arrow(self, icon: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.moved.emit(self.memory.id, step))
        return button

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Look into the memory."""
        self.chosen.emit(self.memory.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look into the memory with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.memory.id)
        else:
            super().keyPressEvent(event)
