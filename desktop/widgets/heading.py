"""A heading whose size follows the typeface of the program."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.elided_label import ElidedLabel


class Heading(ElidedLabel):
    """One bold line, `scale` times as large as the text of the program."""

    def __init__(self, text: str, scale: float = 1.2, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._scale = scale
        self._resize()

    def event(self, event: QEvent) -> bool:
        """Follow the typeface of the program."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._resize()
        return super().event(event)

    def _resize(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * self._scale)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
