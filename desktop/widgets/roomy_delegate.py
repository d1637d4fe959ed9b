"""Gives the rows of plain lists and trees room to breathe."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme


class RoomyDelegate(QStyledItemDelegate):
    """The usual delegate with a little space above and below each row.

    The style sheet cannot do this: Qt lays rows out before it applies the sheet to a view that has
    no parent yet, and then paints rows larger than the room they have.
    """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The usual size, taller."""
        return super().sizeHint(option, index) + QSize(0, theme.SPACE_SMALL)
