"""Makes sure that a text is shown as it is, where Qt would guess at markup."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def tooltip(text: str) -> str:
    """`text` for `setToolTip`, which would otherwise take `<b>` or `<img …>` in it for HTML."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def label(text: str = "", *, muted: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label that shows `text` as plain text and wraps; `muted` for what matters less."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(True)
    made.setProperty("muted", muted)
    return made
