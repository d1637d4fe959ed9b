"""The foot of the alignment window: what one may do next, what was not possible, how far one is."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from core.alignment.session import Progressed
from core.counting import counted
from desktop import theme
from desktop.alignment.key_hints import KeyHints
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.icon_label import IconLabel

_SHORTEST_MS = 4_000
_MS_PER_LETTER = 60  # slow reading

_GOING = (
    ("Ctrl+Enter", "accept"),
    ("Ctrl+Shift+Enter", "reject"),
    ("Ctrl+↓", "next doubtful"),
    ("Ctrl+J", "join"),
    ("Ctrl+T", "split"),
    ("Ctrl+Shift+↑↓", "move"),
    ("Space", "pick a pair"),
    ("F2", "edit"),
    ("Ctrl+R", "re-align"),
)
_EDITING = (
    ("Enter", "keep"),
    ("Esc", "leave as it was"),
    ("Ctrl+T", "cut at the caret"),
    ("Shift+Enter", "line break"),
    ("Ctrl+Enter", "keep and accept"),
)


class Foot(QWidget):
    """Shows keys, or for a while a sentence in their place; and numbers at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints = KeyHints(_GOING)
        self._words, self._numbers = ElidedLabel(), QLabel()
        self._numbers.setProperty("muted", True)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hush)
        note = QWidget()
        line = QHBoxLayout(note)
        line.setContentsMargins(theme.SPACE_MEDIUM, 0, 0, 0)
        line.setSpacing(theme.SPACE_SMALL)
        line.addWidget(IconLabel(theme.icon("info", "hint")))
        line.addWidget(self._words, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hints)
        self._stack.addWidget(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.SPACE_MEDIUM, 0)
        row.setSpacing(theme.SPACE_LARGE)
        row.addWidget(self._stack, 1)
        row.addWidget(self._numbers)
        self.setFixedHeight(self.hints.sizeHint().height() + 2)

    @property
    def said(self) -> str:
        """The sentence that is shown, if any."""
        return self._words.text() if self._stack.currentIndex() else ""

    def say(self, sentence: str) -> None:
        """Show a sentence until the person goes on, or has had time to read it."""
        self._words.setText(sentence)
        self._stack.setCurrentIndex(1)
        self._timer.start(max(_SHORTEST_MS, _MS_PER_LETTER * len(sentence)))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def hush(self) -> None:
        """Show the keys again."""
        self._timer.stop()
        self._stack.setCurrentIndex(0)

    def show_editing(self, editing: bool) -> None:
        """Show the keys of the field, or those of the rows."""
        self.hints.set_hints(_EDITING if editing else _GOING)

    def show_numbers(self, progress: Progressed) -> None:
        """Say how far the alignment is."""
        parts = [counted(progress.rows, "row"), f"{progress.accepted:,} accepted"]
        if progress.rejected:
            parts.append(f"{progress.rejected:,} rejected")
        self._numbers.setText("  ·  ".join(parts))
