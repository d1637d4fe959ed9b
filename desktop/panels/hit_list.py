"""The hits of a concordance in a list: the phrase is lit, the source stands above the target."""

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.concordance import Hit, Place
from desktop import theme
from desktop.panels.whence import whence
from desktop.widgets.plain_text import tooltip

_Index = QModelIndex | QPersistentModelIndex

_WIDE = 640
"""Pixels from which source and target stand side by side."""

_PAD = theme.SPACE_SMALL


class HitModel(QAbstractListModel):
    """Hits as rows."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        """The hit in a row."""
        return self._hits[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """How many hits are shown."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says, and the neighbours as a tooltip."""
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.unit.source} – {hit.unit.target} ({whence(hit.unit, hit.memory)})"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(context(hit))
        return None


class HitList(QListView):
    """Lets a person choose a hit, by keys as well as by mouse."""

    chosen = Signal(object)
    """The Hit that something is to be made of."""
    left = Signal()
    """The person is done here."""

    def __init__(self) -> None:
        super().__init__()
        self.hits = HitModel()
        self.setModel(self.hits)
        self.setItemDelegate(_HitDelegate(self))
        self.setAccessibleName("Hits")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._choose)

    @property
    def current(self) -> Hit | None:
        """The hit the person is at."""
        index = self.currentIndex()
        return self.hits.hit(index.row()) if index.isValid() else None

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show hits, the first one current."""
        self.hits.show(hits)
        self.setCurrentIndex(self.hits.index(0))
        self.scrollToTop()

    def copy(self) -> None:
        """Put the target of the current hit into the clipboard."""
        if self.current:
            QGuiApplication.clipboard().setText(self.current.unit.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter, copy the target, leave with Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.chosen.emit(self.current)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the texts out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.hits.hit(index.row()))


def context(hit: Hit) -> str:
    """The source of a hit between those of its neighbours."""
    unit = hit.unit
    parts = (unit.context_before, unit.source, unit.context_after)
    return "\n".join(part for part in parts if part)


class _HitDelegate(QStyledItemDelegate):
    """Paints a hit, as high as its texts are at the width of the list."""

    def __init__(self, view: HitList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the list."""
        width = self._view.viewport().width()
        source, target = self._texts(self._view.hits.hit(index.row()), width)
        heights = (source[1].boundingRect().height(), target[1].boundingRect().height())
        high = max(heights) if _is_wide(width) else sum(heights) + theme.SPACE_TINY
        metrics = QFontMetrics(option.font)
        return QSize(width - 1, ceil(high) + metrics.height() + theme.SPACE_TINY + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the background, both texts, the line about the origin, and a line below."""
        hit, area = self._view.hits.hit(index.row()), option.rect
        colours = theme.tokens()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.current_row)
            painter.fillRect(QRect(area.topLeft(), QSize(3, area.height())), colours.accent)
        painter.setPen(colours.text)
        for corner, layout in self._texts(hit, area.width()):
            layout.draw(painter, QPointF(area.topLeft()) + corner)
        metrics = QFontMetrics(option.font)
        line = area.adjusted(_PAD, 0, -_PAD, -_PAD)
        words = metrics.elidedText(
            whence(hit.unit, hit.memory), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.setPen(colours.muted)
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(colours.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _texts(self, hit: Hit, width: int) -> list[tuple[QPointF, QTextLayout]]:
        """Both texts, and where they are within the item."""
        sides = ((hit.unit.source, hit.source_places), (hit.unit.target, hit.target_places))
        each = (width - 3 * _PAD) // 2 if _is_wide(width) else width - 2 * _PAD
        source, target = (_laid_out(text, places, each, self._view) for text, places in sides)
        right_or_below = (
            QPointF(2 * _PAD + each, _PAD)
            if _is_wide(width)
            else QPointF(_PAD, _PAD + source.boundingRect().height() + theme.SPACE_TINY)
        )
        return [(QPointF(_PAD, _PAD), source), (right_or_below, target)]


def _is_wide(width: int) -> bool:
    return width >= _WIDE


def _laid_out(text: str, places: Sequence[Place], width: int, view: QWidget) -> QTextLayout:
    layout = QTextLayout(_in_one_block(text), view.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(text, places)))
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _in_one_block(text: str) -> str:
    """`text` with its line ends as Qt breaks lines; no offset changes."""
    return text.replace("\r\n", " \u2028").replace("\r", "\u2028").replace("\n", "\u2028")


def _formats(text: str, places: Sequence[Place]) -> Iterator[QTextLayout.FormatRange]:
    """What lights up the places, which Qt counts in UTF-16."""
    lit = QTextCharFormat()
    lit.setBackground(theme.tokens().warning_tint)
    lit.setForeground(theme.tokens().warning)
    lit.setFontWeight(600)
    for place in places:
        made = QTextLayout.FormatRange()
        made.start = _units(text[: place.start])
        made.length = _units(text[place.start : place.end])
        made.format = lit
        yield made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
