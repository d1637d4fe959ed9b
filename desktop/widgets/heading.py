"""A heading whose size follows the typeface of the program."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class Heading(QLabel):
    """Plain bold text, `scale` times as large as the text of the program."""

    def __init__(self, text: str, scale: float = 1.2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._scale = scale
        self._resize()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the typeface of the program."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._resize()

    def _resize(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * self._scale)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
