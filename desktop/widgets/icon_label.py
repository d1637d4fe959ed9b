"""An icon that stands beside a text and follows the theme."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class IconLabel(QWidget):
    """Paints an icon at `size` pixels; the words beside it speak for it."""

    def __init__(self, icon: QIcon, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: QIcon) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """The size of the icon."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in the middle."""
        with QPainter(self) as painter:
            self._icon.paint(painter, self.rect())
