"""How the columns of an alignment share the width of its table."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from core.alignment.session import TextSide
from desktop.alignment.row_delegate import PAD
from desktop.alignment.row_model import COLUMNS, SIDES, Column
from desktop.editor.live_field import PADDING_X
from desktop.editor.segment_delegate import ICON

_LINKS = 72  # pixels beside the badge, for the lines to bend in
_NARROWEST = 80


class RowWidths:
    """Gives both texts all the width that the narrow columns leave, half to each."""

    def __init__(self, view: QTableView) -> None:
        self._view = view
        view.horizontalHeader().setMinimumSectionSize(24)

    def set_font(self, metrics: QFontMetrics) -> None:
        """Give the narrow columns their widths."""
        header = self._view.horizontalHeader()
        for column, width in {
            Column.NUMBER: metrics.horizontalAdvance("99999") + 2 * PADDING_X,
            Column.LINK: metrics.horizontalAdvance("100") + _LINKS,
            Column.MARK: ICON + 2 * PADDING_X,
        }.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)

    def fit(self) -> None:
        """Share the present width."""
        header = self._view.horizontalHeader()
        narrow = sum(header.sectionSize(each) for each in Column if each not in SIDES)
        room = max(self._view.viewport().width() - narrow, 2 * _NARROWEST)
        header.resizeSection(Column.SOURCE, room // 2)
        header.resizeSection(Column.TARGET, room - room // 2)

    def cell(self, side: TextSide) -> int:
        """The width of the cells of one side, in pixels."""
        return self._view.columnWidth(COLUMNS[side])

    def text(self, side: TextSide) -> int:
        """The width of the lines in those cells."""
        return max(self.cell(side) - 2 * PAD, 1)
