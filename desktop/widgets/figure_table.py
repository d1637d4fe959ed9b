"""A table of figures that can be copied: words on the left, numbers on the right, sums in bold."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop import theme

Cell = str | int | float
"""A word, a number, or a share between 0 and 1, which is painted as a bar."""

_BAR_HEIGHT, _BAR_WIDTH = 6, 96
_MOST_ROWS = 12
_WORDS_WIDTH = 40  # letters
_SHARE = Qt.ItemDataRole.UserRole


class FigureTable(QTableWidget):
    """Shows rows under a head; copying gives all of it, with tabs between the cells."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._rows: list[Sequence[Cell]] = []

    def show_figures(
        self, head: Sequence[str], rows: Sequence[Sequence[Cell]], *, sums: int = 1
    ) -> None:
        """Show `rows`, the last `sums` of them in bold; the first column takes the room left."""
        self._rows = [head, *rows]
        self.setColumnCount(len(head))
        self.setRowCount(len(rows))
        for column, title in enumerate(head):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_alignment(rows[0][column] if rows else title))
            self.setHorizontalHeaderItem(column, item)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self.setItem(row, column, _item(cell, strong=row >= len(rows) - sums))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(
            self.fontMetrics().height() + 2 * theme.SPACE_SMALL
        )
        few = len(rows) <= _MOST_ROWS
        policy = QSizePolicy.Policy.Maximum if few else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a dozen of them."""
        height = min(self.rowCount(), _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
        height += self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        return QSize(self._width(), height)

    def minimumSizeHint(self) -> QSize:
        """All of that: there is a scroll bar for the rest only."""
        return self.sizeHint()

    def _width(self) -> int:
        """What the columns need, of the words in the first one a fair part."""
        header = self.horizontalHeader()
        wanted = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(self.columnCount())
        ]
        if wanted:
            wanted[0] = min(wanted[0], _WORDS_WIDTH * self.fontMetrics().averageCharWidth())
        return sum(wanted) + 2 * self.frameWidth()

    def copy(self) -> None:
        """Put the table into the clipboard, as spreadsheets take it; shares stay behind."""
        lines = (
            "\t".join(str(cell) for cell in row if not isinstance(cell, float))
            for row in self._rows
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by the keys that the system has for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Paints a share as a quiet bar."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """What the text or the bar needs."""
        found = super().sizeHint(option, index)
        bar = _BAR_WIDTH if index.data(_SHARE) is not None else 0
        return QSize(max(found.width(), bar), found.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell, and its bar where it has one."""
        super().paint(painter, option, index)
        share = index.data(_SHARE)
        if not share:
            return
        area = QRectF(option.rect).adjusted(theme.SPACE_SMALL, 0, -theme.SPACE_SMALL, 0)
        area.setTop(area.center().y() - _BAR_HEIGHT / 2)
        area.setHeight(_BAR_HEIGHT)
        # What is narrower than high would be no bar any more.
        area.setWidth(max(area.width() * share, _BAR_HEIGHT))
        shape = QPainterPath()
        shape.addRoundedRect(area, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, theme.tokens().accent)
        painter.restore()


def _alignment(cell: Cell) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if isinstance(cell, int) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _item(cell: Cell, *, strong: bool) -> QTableWidgetItem:
    made = QTableWidgetItem()
    if isinstance(cell, float):
        made.setData(_SHARE, cell)
    else:
        made.setText(QLocale().toString(cell) if isinstance(cell, int) else cell)
    made.setTextAlignment(_alignment(cell))
    font = made.font()
    font.setBold(strong)
    made.setFont(font)
    return made
