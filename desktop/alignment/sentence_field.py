"""The text field in which a sentence of an alignment is edited, over its place in the table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.editor.live_field import LiveField

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class SentenceField(LiveField):
    """Enter keeps what was typed and Esc drops it; Shift+Enter breaks the line."""

    kept = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setStyleSheet("SentenceField { background: transparent; border: none; padding: 0; }")
        self.setViewportMargins(0, 0, 0, 0)
        self.hide()

    @property
    def caret(self) -> int:
        """How many characters of the text are before the caret."""
        before = QTextCursor(self.document())
        before.setPosition(self.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        return len(self._transcript.restored(before.selectedText()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Enter or Esc; all else as in any text."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the person goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason):
            self.kept.emit()
