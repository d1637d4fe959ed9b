"""The columns of the grid, and how source and target share the width."""

from enum import IntEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView


class Column(IntEnum):
    """The columns of the grid, left to right."""

    NUMBER = 0
    SOURCE = 1
    TARGET = 2
    STATE = 3
    MATCH = 4


_NARROWEST = 80  # pixels of a text column


class ColumnWidths(QObject):
    """Gives source and target all the width that the narrow columns leave.

    Dragging either of their borders changes the share of the source, which then holds for every
    width of the window; a double click on a border makes them equal.
    """

    changed = Signal()

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._share = 0.5
        self._fitting = False
        header = view.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._on_resized)
        header.sectionHandleDoubleClicked.disconnect()  # Qt's own would fit one column to its text
        header.sectionHandleDoubleClicked.connect(self._halve)

    @property
    def share(self) -> float:
        """The part of the text width that the source has, 0–1."""
        return self._share

    @share.setter
    def share(self, share: float) -> None:
        self._share = share
        self.fit()

    def set_narrow(self, widths: dict[Column, int]) -> None:
        """Give the narrow columns their widths in pixels; they are not dragged."""
        header = self._view.horizontalHeader()
        self._fitting = True
        for column, width in widths.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        self._fitting = False
        self.fit()

    def fit(self) -> None:
        """Divide the present width of the header anew."""
        room = self._room()
        if room < 2 * _NARROWEST:
            return
        source = min(max(round(room * self._share), _NARROWEST), room - _NARROWEST)
        self._fitting = True
        header = self._view.horizontalHeader()
        header.resizeSection(Column.SOURCE, source)
        header.resizeSection(Column.TARGET, room - source)
        self._fitting = False
        self.changed.emit()

    def _halve(self) -> None:
        self.share = 0.5

    def _room(self) -> int:
        narrow = (Column.NUMBER, Column.STATE, Column.MATCH)
        header = self._view.horizontalHeader()
        return header.width() - sum(header.sectionSize(column) for column in narrow)

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        room = self._room()
        if self._fitting or room < 2 * _NARROWEST:
            return
        if column == Column.SOURCE:
            self.share = new / room
        elif column == Column.TARGET:
            self.share = 1 - new / room
