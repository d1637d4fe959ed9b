"""Paints the cells of the grid."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from core.segment import OriginKind, Segment
from desktop import theme
from desktop.editor.columns import Column
from desktop.editor.live_field import PADDING_X, PADDING_Y
from desktop.editor.segment_model import SegmentModel
from desktop.editor.space_marks import paint_marks
from desktop.editor.text_layouts import TextLayouts

ICON = 16  # pixels
_BAR = 3  # pixels of the accent at the left of the current row
_HAIRLINE = 1


class SegmentDelegate(QStyledItemDelegate):
    """Paints every cell; the texts of `live_row` it leaves to the fields that lie over them."""

    def __init__(self, model: SegmentModel, layouts: TextLayouts, view: QTableView) -> None:
        super().__init__(view)
        self._viewport = view.viewport()
        self.live_row = -1
        self._model = model
        self._layouts = layouts
        self._painters: dict[int, Callable[[QPainter, QRect, Segment], None]] = {
            Column.NUMBER: self._paint_number,
            Column.SOURCE: lambda painter, area, each: self._paint_text(
                painter, area, each.source, self._text_colour(each)
            ),
            Column.TARGET: lambda painter, area, each: self._paint_text(
                painter, area, each.target, self._text_colour(each)
            ),
            Column.STATE: self._paint_state,
            Column.MATCH: self._paint_badge,
        }

    def height(self, source: str, target: str, widths: tuple[int, int]) -> int:
        """The height of a row whose text cells have these widths, in pixels."""
        texts = zip((source, target), widths, strict=True)
        tallest = max(self._layouts.height(text, text_width(width)) for text, width in texts)
        return max(tallest, ICON) + 2 * PADDING_Y + _HAIRLINE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        row, column, area = index.row(), index.column(), option.rect
        is_live, colours = row == self.live_row, theme.tokens()
        painter.fillRect(area, colours.current_row if is_live else colours.base)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), _HAIRLINE), colours.line)
        if is_live and column == Column.NUMBER:
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), colours.accent)
        if is_live and column in (Column.SOURCE, Column.TARGET):
            return
        self._painters[column](painter, area, self._model.segment_at(row))

    def _text_colour(self, segment: Segment) -> QColor:
        is_quiet = segment.locked or self._model.is_foreign(segment)
        return theme.tokens().muted if is_quiet else theme.tokens().text

    def _paint_text(self, painter: QPainter, area: QRect, text: str, colour: QColor) -> None:
        if not text:
            return
        layout = self._layouts.of(text, text_width(area.width()))
        origin = QPointF(area.left() + PADDING_X, area.top() + PADDING_Y)
        painter.setPen(colour)
        layout.draw(painter, origin, [], QRectF(self._viewport.rect()))
        paint_marks(painter, layout, layout.text(), origin)

    def _paint_number(self, painter: QPainter, area: QRect, segment: Segment) -> None:
        colours = theme.tokens()
        is_live = self._model.row_of(segment.id) == self.live_row
        painter.setFont(self._layouts.font)
        painter.setPen(colours.accent if is_live else colours.muted)
        inside = area.adjusted(PADDING_X, PADDING_Y, -PADDING_X, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, right, str(segment.position + 1))

    def _paint_state(self, painter: QPainter, area: QRect, segment: Segment) -> None:
        icons = [theme.state_icon(segment.state), *self._mark_icons(segment)[:1]]
        middle = area.top() + PADDING_Y + round(self._line_height() / 2)
        for number, icon in enumerate(icons):
            left = area.left() + PADDING_X + number * (ICON + theme.SPACE_TINY)
            icon.paint(painter, QRect(left, middle - ICON // 2, ICON, ICON))

    def _mark_icons(self, segment: Segment) -> list[QIcon]:
        """The gravest first; there is room for one, the tooltip names them all."""
        icons = []
        if segment.id in self._model.marks.issues:
            icons.append(theme.icon("triangle-alert", "warning"))
        if segment.id in self._model.marks.comments:
            icons.append(theme.icon("message-square", "muted"))
        if segment.locked:
            icons.append(theme.icon("lock", "muted"))
        return icons

    def _paint_badge(self, painter: QPainter, area: QRect, segment: Segment) -> None:
        text, ink, tint = self._badge(segment)
        if not text:
            return
        font = small(self._layouts.font)
        metrics = QFontMetricsF(font)
        height = metrics.height() + 2
        top = area.top() + PADDING_Y + (self._line_height() - height) / 2
        width = metrics.horizontalAdvance(text) + 2 * theme.SPACE_TINY + 2
        pill = QRectF(area.left() + PADDING_X, top, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.tokens().line, 1) if tint is None else Qt.PenStyle.NoPen)
        painter.setBrush(tint or Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, 4, 4)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _badge(self, segment: Segment) -> tuple[str, QColor, QColor | None]:
        """What the badge says, in which colour, on which (None: outlined only)."""
        colours = theme.tokens()
        if self._model.is_foreign(segment):
            return segment.language.upper(), colours.muted, None
        text = self._model.badge(segment)
        if segment.origin.kind is OriginKind.MEMORY:
            if (segment.origin.score or 0) >= 100:
                return text, colours.inserted, colours.inserted_tint
            return text, colours.hint, colours.hint_tint
        if segment.origin.kind is OriginKind.MACHINE:
            return text, colours.warning, colours.warning_tint
        return text, colours.muted, None

    def _line_height(self) -> float:
        return QFontMetricsF(self._layouts.font).height()


def text_width(column_width: int) -> int:
    """The width of the lines in a text column."""
    return max(column_width - 2 * PADDING_X, 1)


def small(font: QFont) -> QFont:
    """The font of badges."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * 0.85)
    return smaller
