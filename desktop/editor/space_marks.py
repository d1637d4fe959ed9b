"""Paints marks for what one cannot see: no-break spaces, tabs and line ends; none is stored."""

from typing import Any

import regex
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen, QTextLayout

from desktop import theme

_INVISIBLE = regex.compile("[\u00a0\u202f\u2007\u2060\t\u2028]")
_LINE_SEPARATOR = "\u2028"


def paint_marks(
    painter: QPainter, layout: QTextLayout, text: str, origin: QPointF, is_last: bool = True
) -> None:
    """Paint the marks of `text`, whose `layout` was drawn at `origin`.

    A layout that is one block of several, and not the last, ends with a mark of the line end.
    """
    painter.setPen(QPen(theme.tokens().disabled, 1))
    for match in _INVISIBLE.finditer(text):
        place = _utf16_length(text[: match.start()])
        left = _base(layout, place)
        width = 0.0 if match.group() == _LINE_SEPARATOR else _base(layout, place + 1).x() - left.x()
        _MARKS.get(match.group(), _no_break)(painter, origin + left, width)
    if not is_last:
        _line_end(painter, origin + _base(layout, _utf16_length(text)), 0.0)


def _line_end(painter: QPainter, base: QPointF, _width: float) -> None:
    tip = base + QPointF(4, -3)
    painter.drawPolyline([tip + QPointF(6, -4), tip + QPointF(6, 0), tip])
    painter.drawPolyline([tip + QPointF(2, -2), tip, tip + QPointF(2, 2)])


def _tab(painter: QPainter, base: QPointF, width: float) -> None:
    left, tip = base + QPointF(2, -4), base + QPointF(max(width - 2, 4), -4)
    painter.drawLine(left, tip)
    painter.drawPolyline([tip + QPointF(-3, -3), tip, tip + QPointF(-3, 3)])


def _no_break(painter: QPainter, base: QPointF, width: float) -> None:
    """An open box on the base line, as wide as the space itself."""
    left, right, up = base + QPointF(0.5, 1), base + QPointF(max(width, 2.5), 1), QPointF(0, -3)
    painter.drawPolyline([left + up, left, right, right + up])


_MARKS = {_LINE_SEPARATOR: _line_end, "\t": _tab}


def _base(layout: QTextLayout, position: int) -> QPointF:
    """The point on the base line before the character at `position`."""
    line = layout.lineForTextPosition(position)
    x: Any = line.cursorToX(position)  # (x, position), unlike what the stubs say
    return QPointF(x[0], line.y() + line.ascent())


def _utf16_length(text: str) -> int:
    """Qt counts UTF-16 units, Python characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
