"""Paints the rows of an alignment: sentences, the links between them, and how sure they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from core.alignment.editing import Spot
from core.alignment.session import Row, TextSide, Verdict
from desktop import theme
from desktop.alignment.lights import Lights, ranges
from desktop.alignment.row_model import Column, RowModel
from desktop.editor.live_field import PADDING_X, PADDING_Y
from desktop.editor.segment_delegate import ICON, small
from desktop.editor.space_marks import paint_marks
from desktop.editor.text_layouts import TextLayouts

PAD = PADDING_X + theme.SPACE_TINY
"""Between the edge of a cell and its text, in pixels: room for the frame of a sentence."""
_GAP = 2 * theme.SPACE_TINY
_FRAME = 3
_BAR = 3
_HAIRLINE = 1
_DOT = 2.5
_CORNER = 4
_UNLIKELY = 0.5
_SHADE = 0.55  # of the warning tint, at most, behind a row that is not sure at all

_VERDICT_ICONS = {Verdict.ACCEPTED: ("check", "state_reviewed"), Verdict.REJECTED: ("x", "error")}


@dataclass(frozen=True, slots=True)
class _Look:
    """What a row looks like as a whole."""

    back: QColor
    ink: QColor
    line: QColor


class RowDelegate(QStyledItemDelegate):
    """Paints every cell; the sentence at `edited` it leaves to the field that lies over it."""

    def __init__(
        self, model: RowModel, layouts: TextLayouts, lights: Lights, view: QTableView
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._layouts, self._lights = view, model, layouts, lights
        self.spot: Spot | None = None
        self.marked: Spot | None = None
        self.edited: Spot | None = None
        self.is_new = False
        """Whether the edited sentence is one to come, before the one that has its place now."""
        self.edited_height = 0
        self.sure_from = 0.9
        self._painters: dict[Column, Callable[[QPainter, QRect, int, Row, _Look], None]] = {
            Column.NUMBER: self._paint_number,
            Column.SOURCE: self._paint_source,
            Column.LINK: self._paint_link,
            Column.TARGET: self._paint_target,
            Column.MARK: self._paint_mark,
        }

    # -- measuring --------------------------------------------------------------------------

    def height(self, number: int, row: Row, widths: dict[TextSide, int]) -> int:
        """The height of a row whose cells have these widths, in pixels."""
        tallest = max(self._bottom(self.tops(number, row, side, widths[side])) for side in TextSide)
        return max(tallest, ICON) + 2 * PADDING_Y + _HAIRLINE

    def tops(self, number: int, row: Row, side: TextSide, width: int) -> list[tuple[int, int]]:
        """Where each sentence of a cell begins below the padding, and its height."""
        found, top = [], 0
        for index, text in enumerate(self.texts(number, row, side)):
            height = self._layouts.height(text, max(width - 2 * PAD, 1))
            if self.edited == Spot(number, side, index):
                height = self.edited_height or height
            found.append((top, height))
            top += height + _GAP
        return found

    def texts(self, number: int, row: Row, side: TextSide) -> list[str]:
        """The sentences of a cell, with the one to come."""
        texts = [sentence.text for sentence in row.cell(side)]
        if self.is_new and self.edited and (self.edited.row, self.edited.side) == (number, side):
            texts.insert(self.edited.index, "")
        return texts

    @staticmethod
    def _bottom(tops: Sequence[tuple[int, int]]) -> int:
        return tops[-1][0] + tops[-1][1] if tops else 0

    # -- painting ---------------------------------------------------------------------------

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        number, column, area = index.row(), Column(index.column()), option.rect
        row, colours = self._model.row(number), theme.tokens()
        look = self._look(number, row)
        painter.save()
        painter.fillRect(area, look.back)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), _HAIRLINE), colours.line)
        if column is Column.NUMBER and self._is_current(number):
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), colours.accent)
        self._painters[column](painter, area, number, row, look)
        painter.restore()

    def _is_current(self, number: int) -> bool:
        return self.spot is not None and self.spot.row == number

    def _look(self, number: int, row: Row) -> _Look:
        colours = theme.tokens()
        back = colours.current_row if self._is_current(number) else colours.base
        if row.verdict is Verdict.ACCEPTED:
            return _Look(back, colours.text, colours.state_reviewed)
        if row.verdict is Verdict.REJECTED:
            return _Look(back, colours.muted, colours.edge)
        if not row.is_doubtful(self.sure_from):
            return _Look(back, colours.text, colours.accent)
        doubt = 1 - (row.confidence or 0) / self.sure_from
        unlikely = row.confidence is not None and row.confidence < _UNLIKELY
        line = colours.error if unlikely else colours.warning
        return _Look(_mixed(back, colours.warning_tint, _SHADE * doubt), colours.text, line)

    def _paint_number(
        self, painter: QPainter, area: QRect, number: int, _row: Row, _look: _Look
    ) -> None:
        colours = theme.tokens()
        painter.setFont(self._layouts.font)
        painter.setPen(colours.accent if self._is_current(number) else colours.muted)
        inside = area.adjusted(PADDING_X, PADDING_Y, -PADDING_X, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, right, str(number + 1))

    def _paint_mark(
        self, painter: QPainter, area: QRect, _number: int, row: Row, _look: _Look
    ) -> None:
        if row.verdict in _VERDICT_ICONS:
            icon = theme.icon(*_VERDICT_ICONS[row.verdict])
            top = area.top() + PADDING_Y + round((self._line_height() - ICON) / 2)
            icon.paint(painter, QRect(area.left() + PADDING_X, top, ICON, ICON))

    # Sentences

    def _paint_source(
        self, painter: QPainter, area: QRect, number: int, row: Row, look: _Look
    ) -> None:
        self._paint_cell(painter, area, Spot(number, TextSide.SOURCE), row, look)

    def _paint_target(
        self, painter: QPainter, area: QRect, number: int, row: Row, look: _Look
    ) -> None:
        self._paint_cell(painter, area, Spot(number, TextSide.TARGET), row, look)

    def _paint_cell(
        self, painter: QPainter, area: QRect, cell: Spot, row: Row, look: _Look
    ) -> None:
        texts = self.texts(cell.row, row, cell.side)
        lit = self._lights.of(cell.row, row, cell.side)
        if len(texts) != len(row.cell(cell.side)):  # a sentence is to come, and shifts the others
            lit = None
        tops = self.tops(cell.row, row, cell.side, area.width())
        if not texts:
            self._paint_empty(painter, area, cell)
        for index, (text, (top, height)) in enumerate(zip(texts, tops, strict=True)):
            spot = Spot(cell.row, cell.side, index)
            box = QRect(
                area.left() + PAD, area.top() + PADDING_Y + top, area.width() - 2 * PAD, height
            )
            if index:
                self._paint_seam(painter, box)
            self._paint_frame(painter, box, spot)
            if spot != self.edited:
                self._paint_text(
                    painter, box, text, row, look, ranges(text, lit[index]) if lit else []
                )

    def _paint_seam(self, painter: QPainter, box: QRect) -> None:
        """A quiet line between two sentences of a cell."""
        pen = QPen(theme.tokens().edge, 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        middle = box.top() - _GAP // 2
        painter.drawLine(box.left(), middle, box.right(), middle)

    def _paint_empty(self, painter: QPainter, area: QRect, cell: Spot) -> None:
        box = QRect(
            area.left() + PAD, area.top() + PADDING_Y, area.width() - 2 * PAD,
            round(self._line_height()),
        )  # fmt: skip
        self._paint_frame(painter, box, cell)
        elsewhere = self._model.moved_to(cell.row)
        words = "No counterpart" if elsewhere is None else f"Stands at row {elsewhere + 1}"
        painter.setFont(small(self._layouts.font))
        painter.setPen(theme.tokens().muted)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, left, words)

    def _paint_frame(self, painter: QPainter, box: QRect, spot: Spot) -> None:
        """What shows where one is, and what was picked."""
        colours, frame = (
            theme.tokens(),
            QRectF(box).adjusted(-_FRAME - 3, -_FRAME, _FRAME + 3, _FRAME),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if spot == self.edited:
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(colours.base)
        elif spot == self.spot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection if self._view.hasFocus() else colours.hover)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if spot == self.marked:
            painter.setPen(QPen(colours.accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_text(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        row: Row,
        look: _Look,
        formats: list[QTextLayout.FormatRange],
    ) -> None:
        layout = self._layouts.of(text, box.width())
        if row.verdict is Verdict.REJECTED:
            formats = [_struck(layout.text())]
        painter.setPen(look.ink)
        origin = QPointF(box.topLeft())
        layout.draw(painter, origin, formats, QRectF(self._view.viewport().rect()))
        paint_marks(painter, layout, layout.text(), origin)

    # Links

    def _paint_link(
        self, painter: QPainter, area: QRect, number: int, row: Row, look: _Look
    ) -> None:
        """Lines from each source sentence to the badge, and on to each target sentence."""
        left, right = (
            self._ends(number, row, TextSide.SOURCE),
            self._ends(number, row, TextSide.TARGET),
        )
        ends = [*left, *right]
        middle = QPointF(area.center().x() + 0.5, area.top() + (min(ends) + max(ends)) / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.line, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edges = ((area.left() + 4.0, left), (area.right() - 3.0, right))
        for x, ys in edges:
            for y in ys:
                painter.drawPath(_curve(QPointF(x, area.top() + y), middle))
        painter.setBrush(look.line)
        painter.setPen(Qt.PenStyle.NoPen)
        for x, ys in edges:
            for y in ys:
                painter.drawEllipse(QPointF(x, area.top() + y), _DOT, _DOT)
        self._paint_badge(painter, middle, row, look)

    def _ends(self, number: int, row: Row, side: TextSide) -> list[float]:
        """The middle of the first line of each sentence, below the top of the row."""
        column = Column.SOURCE if side is TextSide.SOURCE else Column.TARGET
        half = PADDING_Y + self._line_height() / 2
        width = self._view.columnWidth(column)
        return [half + top for top, _ in self.tops(number, row, side, width)]

    def _paint_badge(self, painter: QPainter, middle: QPointF, row: Row, look: _Look) -> None:
        colours, font = theme.tokens(), small(self._layouts.font)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance("100") + 2 * theme.SPACE_TINY + 2
        pill = QRectF(0, 0, width, metrics.height() + 2)
        pill.moveCenter(middle)
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(look.back if row.is_pair else colours.window)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        if row.confidence is None:
            icon = QRect(0, 0, ICON - 4, ICON - 4)
            icon.moveCenter(middle.toPoint())
            theme.icon("pencil", "muted").paint(painter, icon)
            return
        painter.setFont(font)
        painter.setPen(colours.muted if look.line == colours.edge else look.line)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(round(row.confidence * 100)))

    def _line_height(self) -> float:
        return QFontMetricsF(self._layouts.font).height()


def _curve(end: QPointF, middle: QPointF) -> QPainterPath:
    path = QPainterPath(end)
    bend = (end.x() + middle.x()) / 2
    path.cubicTo(QPointF(bend, end.y()), QPointF(bend, middle.y()), middle)
    return path


def _struck(text: str) -> QTextLayout.FormatRange:
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setFontStrikeOut(True)
    made.start, made.length = 0, len(text.encode("utf-16-le", "surrogatepass")) // 2
    made.format = form
    return made


def _mixed(colour: QColor, other: QColor, share: float) -> QColor:
    """`share` (0–1) of the other colour in this one."""

    def part(one: int, two: int) -> int:
        return round(one + (two - one) * share)

    return QColor(
        part(colour.red(), other.red()),
        part(colour.green(), other.green()),
        part(colour.blue(), other.blue()),
    )
