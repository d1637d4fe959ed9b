"""Where in an alignment the doubtful rows are, as marks beside its scroll bar."""

from bisect import bisect
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.counting import counted
from desktop import theme

_WIDTH = 14
_LOWEST, _HIGHEST = 3.0, 6.0  # pixels of a mark
_SIDE = 3  # pixels beside it
_NEAR = 4  # pixels from a mark within which a click means it


class DoubtMap(QWidget):
    """All rows in the height of the table, with a mark for each doubtful one."""

    wanted = Signal(int)
    """The person pointed at this row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = 0
        self._doubtful: Sequence[int] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Where the doubtful rows are: click one to go there")
        self.show_doubtful(0, ())

    def show_doubtful(self, rows: int, doubtful: Sequence[int]) -> None:
        """Mark these of so many rows, in order."""
        self._rows, self._doubtful = rows, doubtful
        self.setAccessibleName(f"{len(doubtful):,} doubtful of {counted(rows, 'row')}")
        self.update()

    def row_at(self, y: float) -> int:
        """The doubtful row whose mark is near this height, else the row that belongs there."""
        row = min(max(int(y * self._rows / max(self.height(), 1)), 0), max(self._rows - 1, 0))
        place = bisect(self._doubtful, row)
        beside = self._doubtful[max(place - 1, 0) : place + 1]
        away = {abs(self._top(each) + self._mark() / 2 - y): each for each in beside}
        return away[min(away)] if away and min(away) <= _NEAR else row

    def _mark(self) -> float:
        """The height of a mark: that of a row where there is room."""
        return min(max(self.height() / max(self._rows, 1), _LOWEST), _HIGHEST)

    def _top(self, row: int) -> float:
        # The last mark stands within the map, too.
        return min(self.height() * row / max(self._rows, 1), self.height() - self._mark())

    # -- what Qt calls ----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Narrow, and as high as there is room."""
        return QSize(_WIDTH, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks."""
        colours, across = theme.tokens(), self.width() - 2 * _SIDE
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.window)
            height, below = self._mark(), 0.0
            for number in self._doubtful:
                top = self._top(number)
                if top + height >= below + 1:  # not where a mark is already
                    painter.fillRect(QRectF(_SIDE, top, across, height), colours.warning)
                    below = top + height

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if self._rows and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self.row_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if self._rows and event.buttons() & Qt.MouseButton.LeftButton:
            self.wanted.emit(self.row_at(event.position().y()))
