"""What a list or a table says in its own place while it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from desktop import theme


def paint_empty_words(view: QAbstractItemView, words: str) -> None:
    """Paint `words` in the middle of `view`, where it has no rows; for its paintEvent."""
    model = view.model()
    if model is None or model.rowCount():
        return
    area = view.viewport().rect().adjusted(theme.SPACE_LARGE, 0, -theme.SPACE_LARGE, 0)
    with QPainter(view.viewport()) as painter:
        painter.setPen(theme.tokens().muted)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), words)
