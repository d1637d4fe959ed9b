"""A table of long texts to be read before something is done: each row is as high as they need."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.editor.wrapped_table import WrappedTable

_PADDING = 5  # pixels left and right of a text, as the style sheet says for tables


class PreviewTable(WrappedTable):
    """Columns share the width, but for the first, which is as narrow as its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Cells(self))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setFrameShape(self.Shape.StyledPanel)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # Qt tells of new widths before they are in force, and of some after its resizeEvent.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.measure_again)
        header.sectionResized.connect(self._wrap_soon)

    def narrow_first_column(self) -> None:
        """Give the first column the width of its texts; once there is a model."""
        mode = QHeaderView.ResizeMode.ResizeToContents
        self.horizontalHeader().setSectionResizeMode(0, mode)

    def height_of(self, row: int) -> int:
        """What the texts of a row need."""
        return self.sizeHintForRow(row)

    def on_settled(self) -> None:
        """Nothing stands on the rows."""

    def _wrap_soon(self) -> None:
        self._soon.start()


class _Cells(QStyledItemDelegate):
    """Measures texts at the width at which they are painted; Qt forgets the theme's padding."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """What the text needs."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        return super().sizeHint(narrower, index)
