"""A line of text that is shortened with … where it does not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStylePainter, QWidget

from desktop.widgets.plain_text import tooltip


class ElidedLabel(QLabel):
    """Shows one line, shortened at `mode`; the whole text is in the tooltip when it is shortened.

    The middle is the place for paths, the end for names and sentences.
    """

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mode = mode
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._explain()

    def shown_text(self) -> str:
        """The text as it is painted at the present width."""
        line = " ".join(self.text().splitlines())
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(line, self._mode, width)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        room = self.fontMetrics().horizontalAdvance("mmm…")
        return QSize(min(room, super().sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text where it has become too long."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shortened text."""
        painter = QStylePainter(self)
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawItemText(
            self.contentsRect(),
            int(alignment),
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def _explain(self) -> None:
        whole = self.text()
        self.setToolTip("" if self.shown_text() == whole else tooltip(whole))
