"""Looks into the grid: its live fields, its current row, where texts end."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from desktop.editor.live_field import LiveField
from desktop.editor.segment_view import SegmentTable

Key = Qt.Key
Mod = Qt.KeyboardModifier
LONG = "Ұзын мәтін " * 40


def source_field(table: SegmentTable) -> LiveField:
    return table._live.source


def target_field(table: SegmentTable) -> LiveField:
    return table._live.target


def current_id(table: SegmentTable) -> int | None:
    segment = table.current_segment()
    return segment.id if segment else None


def bottom_of_text(field: LiveField) -> int:
    """Where the text of the field ends, in coordinates of the grid's viewport."""
    cursor = field.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return field.pos().y() + field.viewport().pos().y() + field.cursorRect(cursor).bottom()


def bottom_of_row(table: SegmentTable, row: int) -> int:
    return table.rowViewportPosition(row) + table.rowHeight(row)
