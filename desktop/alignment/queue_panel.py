"""The pairs of documents that are aligned, and how far each of them is."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.alignment.session import AlignmentHead, Stage
from desktop import theme
from desktop.editor.segment_delegate import small
from desktop.widgets.heading import Heading

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_HEAD = Qt.ItemDataRole.UserRole
_BAR = 3
_ICON = 14
_ICONS = {
    Stage.WAITING: ("loader-circle", "muted"),
    Stage.DOUBTED: ("triangle-alert", "warning"),
    Stage.OPEN: ("pencil", "muted"),
    Stage.FINISHED: ("check-check", "state_reviewed"),
}


def words_of(head: AlignmentHead) -> str:
    """How far a pair is, in words."""
    if head.stage is Stage.WAITING:
        return "Waiting to be aligned"
    if head.stage is Stage.DOUBTED:
        return "Hardly a translation"
    judged, rows = head.progress.accepted + head.progress.rejected, head.progress.rows
    done = f"{judged:,} of {rows:,} judged"
    return f"Finished · {done}" if head.stage is Stage.FINISHED else done


class QueueModel(QAbstractListModel):
    """The pairs of a project, in the order they were begun."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[AlignmentHead, ...] = ()

    def show(self, heads: Sequence[AlignmentHead]) -> None:
        """Show the pairs as they are now."""
        if [head.id for head in heads] != [head.id for head in self._heads]:
            self.beginResetModel()
            self._heads = tuple(heads)
            self.endResetModel()
        else:
            self._heads = tuple(heads)
            if heads:
                self.dataChanged.emit(self.index(0), self.index(len(heads) - 1))

    def row_of(self, alignment_id: int) -> int:
        """The place of a pair, or −1."""
        return next((n for n, head in enumerate(self._heads) if head.id == alignment_id), -1)

    def head(self, row: int) -> AlignmentHead:
        """The pair at a place."""
        return self._heads[row]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The number of pairs."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The pair itself for the delegate, and its words for screen readers and the mouse."""
        if not index.isValid():
            return None
        head = self._heads[index.row()]
        if role == _HEAD:
            return head
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{head.source_name} – {head.target_name}: {words_of(head)}"
        return None


class _Delegate(QStyledItemDelegate):
    """Two names, an icon with a few words, and a bar of what was judged."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a pair."""
        head: AlignmentHead = index.data(_HEAD)
        colours, area = theme.tokens(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colours.hover)
        inside = area.adjusted(theme.SPACE_SMALL, theme.SPACE_SMALL, -theme.SPACE_SMALL, 0)
        top = self._line(painter, inside, head.source_name, option)
        if head.target_name != head.source_name:
            inside.setTop(top)
            top = self._line(painter, inside, head.target_name, option, muted=True)
        inside.setTop(top + 2)
        self._status(painter, inside, head, option)
        bar = QRect(inside.left(), area.bottom() - theme.SPACE_SMALL, inside.width(), _BAR)
        self._bar(painter, bar, head)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its lines."""
        head: AlignmentHead = index.data(_HEAD)
        names = 1 if head.target_name == head.source_name else 2
        lines = names * QFontMetrics(option.font).lineSpacing()
        status = QFontMetrics(small(option.font)).lineSpacing()
        return QSize(80, lines + status + _BAR + 3 * theme.SPACE_SMALL)

    def _line(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        option: QStyleOptionViewItem,
        *,
        muted: bool = False,
    ) -> int:
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(theme.tokens().muted if muted else theme.tokens().text)
        words = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        return area.top() + metrics.lineSpacing()

    def _status(
        self, painter: QPainter, area: QRect, head: AlignmentHead, option: QStyleOptionViewItem
    ) -> None:
        name, colour = _ICONS[head.stage]
        font = small(option.font)
        metrics = QFontMetrics(font)
        middle = area.top() + metrics.lineSpacing() // 2
        icon = QRect(area.left(), middle - _ICON // 2, _ICON, _ICON)
        theme.icon(name, colour).paint(painter, icon)
        painter.setFont(font)
        painter.setPen(getattr(theme.tokens(), colour if colour == "warning" else "muted"))
        words = area.adjusted(_ICON + theme.SPACE_TINY, 0, 0, 0)
        shown = metrics.elidedText(words_of(head), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)

    def _bar(self, painter: QPainter, area: QRect, head: AlignmentHead) -> None:
        colours, progress = theme.tokens(), head.progress
        painter.fillRect(area, colours.line)
        left = area.left()
        for number, colour in (
            (progress.accepted, colours.state_reviewed),
            (progress.rejected, colours.error),
        ):
            width = round(area.width() * number / max(progress.rows, 1))
            painter.fillRect(QRect(left, area.top(), width, _BAR), colour)
            left += width


class QueuePanel(QWidget):
    """The list with its heading and the button that adds to it."""

    chosen = Signal(int)
    """The person went to the pair with this id."""
    add_wanted = Signal()
    """The person wants to choose documents."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self.list = QListView()
        self.list.setAccessibleName("Pairs of documents")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(False)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._quiet = False
        self.add = QPushButton("Add documents…")
        self.add.clicked.connect(self.add_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_MEDIUM, 0, theme.SPACE_SMALL)
        column.setSpacing(theme.SPACE_SMALL)
        for widget, margin in ((Heading("Documents"), True), (self.list, False), (self.add, True)):
            line = QVBoxLayout()
            side = theme.SPACE_MEDIUM if margin else 0
            line.setContentsMargins(side, 0, side, 0)
            line.addWidget(widget)
            column.addLayout(line, 0 if margin else 1)

    def show_heads(self, heads: Sequence[AlignmentHead], current: int) -> None:
        """Show the pairs as they are now, with this one current."""
        self._quiet = True
        self.model.show(heads)
        row = self.model.row_of(current)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self.list.selectionModel().setCurrentIndex(
                QModelIndex(), QItemSelectionModel.SelectionFlag.Clear
            )
        self._quiet = False

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.model.head(index.row()).id)
