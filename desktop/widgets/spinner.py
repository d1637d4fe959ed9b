"""A turning wheel for work whose length nobody knows."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme

_STEP_MS = 60
_STEP_DEGREES = 30


class Spinner(QWidget):
    """Turns as long as it is visible."""

    def __init__(self, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._angle = 0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Working")

    def sizeHint(self) -> QSize:
        """The size of the wheel."""
        return QSize(self._size, self._size)

    def showEvent(self, event: QShowEvent) -> None:
        """Start to turn."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop, and cost nothing."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the wheel at its present angle."""
        centre = self.rect().toRectF().center()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(centre)
            painter.rotate(self._angle)
            painter.translate(-centre)
            theme.icon("loader-circle", "accent").paint(painter, self.rect())

    def _turn(self) -> None:
        self._angle = (self._angle + _STEP_DEGREES) % 360
        self.update()
