"""A table of long texts to be read before something is done: each row is as high as they need."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.editor.wrapped_table import WrappedTable


class PreviewTable(WrappedTable):
    """Columns share the width, but for the first, which is as narrow as its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setFrameShape(self.Shape.StyledPanel)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def narrow_first_column(self) -> None:
        """Give the first column the width of its texts; once there is a model."""
        mode = QHeaderView.ResizeMode.ResizeToContents
        self.horizontalHeader().setSectionResizeMode(0, mode)

    def height_of(self, row: int) -> int:
        """What the texts of a row need."""
        return self.sizeHintForRow(row)

    def on_settled(self) -> None:
        """Nothing stands on the rows."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap all texts anew."""
        super().resizeEvent(event)
        self.measure_again()
