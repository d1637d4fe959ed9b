"""A quiet line with the commonest keys and what they do."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.editor.segment_delegate import small

_CORNER = 4
_INSIDE = 5  # pixels between a key's frame and its letters


class KeyHints(QWidget):
    """Shows pairs of a key and a word, as many as there is room for, the first ones first."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        self._hints = tuple(hints)
        self.setAccessibleName("; ".join(f"{key}: {word}" for key, word in hints))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        height = QFontMetricsF(small(self.font())).height()
        return QSize(0, round(height) + 2 * theme.SPACE_SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hints that fit."""
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        colours = theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = small(self.font())
        painter.setFont(font)
        metrics, left = QFontMetricsF(font), float(theme.SPACE_MEDIUM)
        for key, word in self._hints:
            cap = metrics.horizontalAdvance(key) + 2 * _INSIDE
            end = left + cap + theme.SPACE_TINY + 2 + metrics.horizontalAdvance(word)
            if end > self.width() - theme.SPACE_SMALL:
                break
            height = metrics.height() + 2
            box = QRectF(left, (self.height() - height) / 2, cap, height)
            painter.setPen(QPen(colours.edge, 1))
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(box, _CORNER, _CORNER)
            painter.setPen(colours.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            painter.setPen(colours.muted)
            rest = QRectF(box.right() + theme.SPACE_TINY + 2, 0, self.width(), self.height())
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rest, middle, word)
            left = end + theme.SPACE_LARGE
