"""A table whose rows are as high as their wrapped texts, measured when they come into view."""

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from desktop.editor.row_heights import RowHeights

_CONTEXT = 40  # pixels of the neighbouring rows that stay in view beside one that is shown


class WrappedTable(QTableView):
    """Scrolls by pixels over rows of any height, of which most were never measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = RowHeights(self, self.height_of)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAutoScroll(False)  # Qt would scroll to rows before they have their heights
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._show_bar(0, 0)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        # Every pixel is painted by the delegate, so that scrolling moves what is there already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @abstractmethod
    def height_of(self, row: int) -> int:
        """The height of a row in pixels, by its texts as they are now."""

    @abstractmethod
    def on_settled(self) -> None:
        """Heights or places of rows in view may be others now."""

    def settle(self) -> None:
        """Give the rows in view their heights."""
        if self.model() is None:
            return
        self._heights.settle()
        self.on_settled()

    def measure_again(self, rows: range | None = None) -> None:
        """Give these rows, or all, new heights: at once if they are in view, else later."""
        self._heights.forget(rows)
        self.settle()

    def show_row(self, row: int) -> None:
        """Scroll as little as brings the row into view, with something of its neighbours."""
        if row < 0:
            return
        self._heights.settle_row(row)
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        context = min(_CONTEXT, max(self.viewport().height() - height, 0) // 2)
        self.scroll_to(top - context, top + height + context)
        self.settle()

    def scroll_to(self, top: int, bottom: int) -> None:
        """Bring what is between these y of the viewport into view, or the top if it is too high."""
        below = bottom - self.viewport().height()
        if top < 0 or below >= top:
            self.scroll_by(top)
        elif below > 0:
            self.scroll_by(below)

    def scroll_by(self, pixels: int) -> None:
        """Scroll down, or up where `pixels` is negative."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def repaint_row(self, row: int) -> None:
        """Paint the row anew."""
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        self.viewport().update(0, top, self.viewport().width(), height)

    def updateGeometries(self) -> None:
        """Measure the rows that came into view."""
        super().updateGeometries()
        self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is on the screen, and measure the rows that came into view."""
        if self._heights.is_shifting:
            self.verticalHeader().setOffset(self.verticalScrollBar().value())
            return
        super().scrollContentsBy(dx, dy)
        self.settle()

    def _show_bar(self, low: int, high: int) -> None:
        """Keep the room of the scroll bar, in which nothing is drawn where all rows are in view."""
        self.verticalScrollBar().setEnabled(high > low)

    def reset(self) -> None:
        """Forget all heights with the rows they belonged to."""
        self._heights.forget()
        super().reset()
