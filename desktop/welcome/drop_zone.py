"""The place that says where documents can be dropped."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.plain_text import label


class DropZone(QWidget):
    """A dashed frame with a hint; it lights up while something is dragged over the page."""

    def __init__(self, title: str, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = False
        self.setAccessibleName(f"{title}. {explanation}")
        middle = Qt.AlignmentFlag.AlignCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_LARGE] * 4)
        column.setSpacing(theme.SPACE_TINY)
        column.addWidget(IconLabel(theme.icon("file-down", "accent"), 24), 0, middle)
        for text in (label(title), label(explanation, muted=True)):
            text.setAlignment(middle)
            column.addWidget(text)

    def light_up(self, lit: bool) -> None:
        """Show whether a drop would be taken."""
        self._lit = lit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed frame."""
        colours = theme.tokens()
        colour = colours.accent if self._lit else colours.border
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colours.selection if self._lit else Qt.GlobalColor.transparent)
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
