"""The rows of a conversion's preview: what stands there now, what will, and what to look at."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.transliteration import Doubt
from desktop.widgets.plain_text import tooltip
from services.converting import Converted

_HEAD = ("Segment", "Now", "Converted", "To look at")
DOUBTS = len(_HEAD) - 1
"""The column of what is to be looked at."""

_NO_INDEX = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """A row for each segment that changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Converted] = ()

    def show_rows(self, rows: Sequence[Converted]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """How many segments are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """The number of the segment, its target now and converted, and what is doubtful."""
        return 0 if parent.isValid() else len(_HEAD)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEAD[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The text of a cell; with all of it and the reasons of doubts as its tip."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(row)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            number, now, then, _ = _cells(row)
            return tooltip((number, now, then, _reasons(row))[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        return None


def _cells(row: Converted) -> tuple[str, str, str, str]:
    now, then = _on_one_line(row.segment.target), _on_one_line(row.target)
    return str(row.segment.position + 1), now, then, "; ".join(map(in_words, row.doubts))


def in_words(doubt: Doubt) -> str:
    """A word that may be wrong, with what else it might be."""
    if doubt.source == doubt.written:
        return doubt.written
    other = f", or {doubt.instead}" if doubt.instead else ""
    return f"{doubt.source} → {doubt.written}{other}"


def _reasons(row: Converted) -> str:
    return "\n".join(f"{in_words(doubt)}: {doubt.reason}" for doubt in row.doubts)


def _on_one_line(text: str) -> str:
    return " ↵ ".join(text.splitlines())
