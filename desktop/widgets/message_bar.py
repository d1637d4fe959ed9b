"""A calm line at the edge of a window that says what happened, instead of a box in the way."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop import theme
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.plain_text import label

_SHORTEST_MS = 5_000
_MS_PER_LETTER = 60  # slow reading, about 200 words a minute


class MessageKind(StrEnum):
    """How much a message matters; an information goes away by itself, the others do not."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_LOOK = {
    MessageKind.INFO: ("info", "hint"),
    MessageKind.WARNING: ("triangle-alert", "warning"),
    MessageKind.ERROR: ("octagon-alert", "error"),
}


@dataclass(frozen=True, slots=True)
class _Message:
    kind: MessageKind
    text: str
    action_text: str
    action: Callable[[], object] | None


class MessageBar(QFrame):
    """Shows one message at a time, as plain text; it is hidden while there is none.

    An information makes way for whatever comes next. A warning or an error stays until the person
    closes it; messages that come meanwhile wait their turn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: _Message | None = None
        self._waiting: deque[_Message] = deque()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.close_message)
        self._icon = IconLabel(theme.icon("info"))
        self._text = label()
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setIcon(theme.icon("x"))
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.close_message)
        self._lay_out()
        self.hide()

    def show_message(
        self,
        kind: MessageKind,
        text: str,
        action_text: str = "",
        action: Callable[[], object] | None = None,
    ) -> None:
        """Show `text` with, where given, a button that closes the message and calls `action`."""
        message = _Message(kind, text, action_text, action)
        if self._current is None or self._current.kind is MessageKind.INFO:
            self._show(message)
        elif all((m.kind, m.text) != (kind, text) for m in (self._current, *self._waiting)):
            self._waiting.append(message)

    def close_message(self) -> None:
        """Close what is shown, and show what waits behind it."""
        self._timer.stop()
        self._current = None
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()

    def _show(self, message: _Message) -> None:
        self._current = message
        name, colour = _LOOK[message.kind]
        self._icon.set_icon(theme.icon(name, colour))
        self._text.setText(message.text)
        self._action.setText(message.action_text)
        self._action.setVisible(message.action is not None)
        self.setProperty("kind", message.kind.value)
        self.style().polish(self)  # the style sheet colours it by this property
        self.setAccessibleName(message.text)
        self._timer.stop()
        if message.kind is MessageKind.INFO:
            self._timer.start(max(_SHORTEST_MS, _MS_PER_LETTER * len(message.text)))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))

    def _act(self) -> None:
        message = self._current
        self.close_message()
        if message and message.action:
            message.action()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.SPACE_MEDIUM, theme.SPACE_TINY, theme.SPACE_TINY, theme.SPACE_TINY
        )
        row.setSpacing(theme.SPACE_SMALL)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
