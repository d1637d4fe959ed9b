"""The table of the units of a memory."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop import theme
from desktop.memory.unit_model import Column, UnitModel
from desktop.widgets.empty_words import paint_empty_words

_LINES = 2  # of text in a row
_WIDTHS = {Column.LANGUAGES: 15, Column.CHANGED: 18, Column.PERSON: 14, Column.DOCUMENT: 16}
"""Of the narrow columns, in letters."""


class UnitTable(QTableView):
    """Two lines of each unit, or a sentence where there is none."""

    def __init__(self, model: UnitModel) -> None:
        super().__init__()
        self._empty_words = ""
        self.setModel(model)
        self.setAccessibleName("Units")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._set_up_sections()

    def explain(self, words: str) -> None:
        """Say `words` where there is no unit to show."""
        self._empty_words = words
        self.setAccessibleDescription("" if self.model().rowCount() else words)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is nothing where there is nothing."""
        super().paintEvent(event)
        paint_empty_words(self, self._empty_words)

    def _set_up_sections(self) -> None:
        lines, titles = self.verticalHeader(), self.horizontalHeader()
        lines.hide()
        lines.setDefaultSectionSize(_LINES * self.fontMetrics().lineSpacing() + theme.SPACE_MEDIUM)
        titles.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        titles.setHighlightSections(False)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _WIDTHS.items():
            self.setColumnWidth(column, letters * letter)
        for column in (Column.SOURCE, Column.TARGET):
            titles.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
