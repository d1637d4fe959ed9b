"""Asks a reviewer why a segment goes back to its translator."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from core.segment import Segment
from desktop import theme
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label

_WIDTH = 480


class SendBackDialog(QDialog):
    """A reason is required: the button waits for it. Ctrl+Enter sends."""

    def __init__(self, segment: Segment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Send back")
        self.setMinimumWidth(_WIDTH)
        self._field = QPlainTextEdit(placeholderText="What should be changed, and why?")
        self._field.setAccessibleName("Reason")
        self._field.setTabChangesFocus(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._send = self._buttons.addButton("Send back", QDialogButtonBox.ButtonRole.AcceptRole)
        self._send.setProperty("primary", True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._field.textChanged.connect(self._follow)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        self._lay_out(segment)
        self._follow()

    @property
    def reason(self) -> str:
        """What the person wrote."""
        return self._field.document().toRawText().replace("\u2029", "\n").strip()

    def accept(self) -> None:
        """Close with a reason only."""
        if self.reason:
            super().accept()

    def _follow(self) -> None:
        self._send.setEnabled(bool(self.reason))

    def _lay_out(self, segment: Segment) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading(f"Send segment {segment.position + 1} back", 1.5))
        column.addWidget(label(segment.target, muted=True))
        column.addWidget(self._field)
        column.addWidget(self._buttons)
        self._field.setFocus()
