"""The table of an alignment: one goes from sentence to sentence, and edits one in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.alignment.editing import Spot
from core.alignment.session import TextSide
from desktop import theme
from desktop.alignment.lights import Lights
from desktop.alignment.row_delegate import PAD, RowDelegate
from desktop.alignment.row_model import COLUMNS, SIDES, Column, RowModel
from desktop.alignment.row_widths import RowWidths
from desktop.alignment.sentence_field import SentenceField
from desktop.editor.live_field import PADDING_Y
from desktop.editor.text_layouts import TextLayouts
from desktop.editor.wrapped_table import WrappedTable
from services.alignment_evidence import Evidence

_Index = QModelIndex | QPersistentModelIndex
_ALL = 10**9
_NO_ROWS = "There is no sentence on either side."
_SLICE = 0.006  # seconds of looking for shared words before Qt gets its turn


class RowTable(WrappedTable):
    """Shows a RowModel. It changes nothing: it says what was typed, and where one is."""

    moved = Signal()
    """Another sentence is the current one."""
    typed = Signal(object, str, bool)
    """A sentence got this text: its Spot, the text, and whether it is one to come."""
    editing_changed = Signal(bool)
    """The field is open, or no longer."""
    refused = Signal()
    """A person wanted to edit although the rows are to read only."""

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self._model = model
        self._layouts = TextLayouts(self.font())
        self._lights = Lights()
        self._delegate = RowDelegate(model, self._layouts, self._lights, self)
        self._field = SentenceField(self.viewport())
        self._widths = RowWidths(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._set_up()
        self._soon.timeout.connect(self._light_some)
        self._field.kept.connect(self.keep)
        self._field.dropped.connect(self.drop)
        self._field.edited.connect(self._fit_field)
        self._field.other_side_wanted.connect(self._on_tab)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self._on_rows_moved)
        self._measure_font()

    # -- where one is -----------------------------------------------------------------------

    @property
    def spot(self) -> Spot | None:
        """The current sentence; None where there is no row."""
        return self._delegate.spot

    @property
    def marked(self) -> Spot | None:
        """What was picked, to be paired with the other side."""
        return self._delegate.marked

    @marked.setter
    def marked(self, spot: Spot | None) -> None:
        before, self._delegate.marked = self._delegate.marked, spot
        for each in (before, spot):
            if each is not None:
                self.repaint_row(each.row)

    @property
    def sure_from(self) -> float:
        """From this confidence (0–1) on a row is not doubtful."""
        return self._delegate.sure_from

    @sure_from.setter
    def sure_from(self, confidence: float) -> None:
        self._delegate.sure_from = confidence
        self.viewport().update()

    @property
    def is_lighting_up(self) -> bool:
        """Whether there are rows in which it is still to be found out what both sides share."""
        return self._lights.is_waiting

    def set_evidence(self, evidence: Evidence | None) -> None:
        """What may light up in the rows."""
        self._lights.set_evidence(evidence)
        self.viewport().update()

    def go_to(self, spot: Spot) -> None:
        """Make a sentence current, or the nearest one that is there, and show it.

        What is being typed is kept.
        """
        self.keep()
        if not self._model.rowCount():
            self._delegate.spot = None
            self.moved.emit()
            return
        before = self._delegate.spot
        row = min(max(spot.row, 0), self._model.rowCount() - 1)
        last = max(len(self._model.row(row).cell(spot.side)) - 1, 0)
        now = Spot(row, spot.side, min(max(spot.index, 0), last))
        self._delegate.spot = now
        self.setCurrentIndex(self._model.index(row, COLUMNS[now.side]))
        self.show_row(row)
        for each in {row, before.row if before else row}:
            self.repaint_row(each)
        self.moved.emit()

    def begin_at(self, row: int, side: TextSide) -> None:
        """Show a session that was just opened, at this row."""
        self._delegate.spot = None
        self.go_to(Spot(row, side))

    def step(self, sentences: int) -> None:
        """Go up (−1) or down (1) to the next sentence of this side."""
        if (spot := self.spot) is None:
            return
        index = spot.index + sentences
        if 0 <= index < len(self._model.row(spot.row).cell(spot.side)):
            self.go_to(Spot(spot.row, spot.side, index))
        elif 0 <= spot.row + sentences < self._model.rowCount():
            self.go_to(Spot(spot.row + sentences, spot.side, 0 if sentences > 0 else _ALL))

    def step_row(self, rows: int) -> None:
        """Go up or down by rows."""
        if self.spot:
            self.go_to_row(self.spot.row + rows)

    def go_to_row(self, row: int) -> None:
        """Go to a row, on the side where one is."""
        self.go_to(Spot(row, self.spot.side if self.spot else TextSide.SOURCE))

    def other_side(self) -> None:
        """Go across."""
        if self.spot:
            self.go_to(Spot(self.spot.row, self.spot.side.other, self.spot.index))

    def _page(self, pages: int) -> None:
        """Go a window up or down; the current row keeps its height on the screen."""
        if (spot := self.spot) is None:
            return
        y, page = self.rowViewportPosition(spot.row), self.viewport().height()
        before = self.verticalScrollBar().value()
        self.scroll_by(pages * page)
        if abs(self.verticalScrollBar().value() - before) < page:
            self.step_row(pages * self._model.rowCount())
        else:
            self.go_to(Spot(self.rowAt(min(max(y, 0), page - 1)), spot.side))

    # -- editing ----------------------------------------------------------------------------

    @property
    def is_editing(self) -> bool:
        """Whether a sentence is open in the field."""
        return self._delegate.edited is not None

    @property
    def caret(self) -> int:
        """Where the caret is in the sentence that is open, in characters."""
        return self._field.caret

    def open_field(self, caret: int | None = None) -> None:
        """Open the current sentence, with the caret at its end or where it is wanted."""
        if (spot := self.spot) is None or self.is_editing:
            return
        cell = self._model.row(spot.row).cell(spot.side)
        if not cell:
            self.open_new()
            return
        text = cell[spot.index].text
        self._open(spot, text, len(text) if caret is None else caret, is_new=False)

    def open_new(self) -> None:
        """Open an empty field for a sentence below the current one."""
        if (spot := self.spot) is None or self.is_editing:
            return
        has_one = bool(self._model.row(spot.row).cell(spot.side))
        self._open(Spot(spot.row, spot.side, spot.index + has_one), "", 0, is_new=True)

    def open_again(self, spot: Spot, text: str, *, is_new: bool) -> None:
        """Open the field with a text that could not be stored."""
        self._open(spot, text, len(text), is_new=is_new)

    def keep(self) -> None:
        """Close the field; what was typed is told, where it is another text."""
        spot, is_new, text = self._delegate.edited, self._delegate.is_new, self._field.text()
        if spot is None:
            return
        self.drop()
        cell = self._model.row(spot.row).cell(spot.side)
        if is_new and text.strip():
            self.typed.emit(spot, text, True)
        elif not is_new and text != cell[spot.index].text:
            self.typed.emit(spot, text, False)

    def drop(self) -> None:
        """Close the field and forget what was typed."""
        if (spot := self._delegate.edited) is None:
            return
        self._delegate.edited = None
        self._delegate.is_new = False
        had_focus = self._field.hasFocus()
        self._field.hide()
        if had_focus:
            self.setFocus()
        self.measure_again(range(spot.row, spot.row + 1))
        self.repaint_row(spot.row)
        self.editing_changed.emit(False)

    def _open(self, spot: Spot, text: str, caret: int, *, is_new: bool) -> None:
        if self.read_only:
            self.refused.emit()
            return
        self._delegate.edited, self._delegate.is_new = spot, is_new
        self._field.setAccessibleName(f"{spot.side.value.title()} of row {spot.row + 1}")
        self._delegate.edited_height = 0
        self._field.load(text, caret)
        self.measure_again(range(spot.row, spot.row + 1))
        self._field.show()
        self._fit_field()
        self._field.setFocus()
        self.show_row(spot.row)
        self.editing_changed.emit(True)

    def _fit_field(self) -> None:
        spot = self._delegate.edited
        if spot is None:
            return
        lines = self._layouts.height(self._field.text(), self._widths.text(spot.side))
        if lines != self._delegate.edited_height:
            self._delegate.edited_height = lines
            self.measure_again(range(spot.row, spot.row + 1))
            self.repaint_row(spot.row)
        self.on_settled()

    def _on_tab(self) -> None:
        self.keep()
        self.other_side()

    # -- heights and places -----------------------------------------------------------------

    def height_of(self, row: int) -> int:
        """The height of a row in pixels."""
        widths = {side: self._widths.cell(side) for side in TextSide}
        return self._delegate.height(row, self._model.row(row), widths)

    def on_settled(self) -> None:
        """Keep the field over its sentence."""
        if self._delegate.edited is not None:
            self._field.setGeometry(self._box(self._delegate.edited))

    def _box(self, spot: Spot) -> QRect:
        """Where the text of a sentence is."""
        column = COLUMNS[spot.side]
        cell = self.visualRect(self._model.index(spot.row, column))
        row = self._model.row(spot.row)
        top, height = self._delegate.tops(spot.row, row, spot.side, cell.width())[spot.index]
        return QRect(
            cell.left() + PAD, cell.top() + PADDING_Y + top, cell.width() - 2 * PAD, height
        )

    def _on_rows_moved(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self.measure_again(range(first, _ALL))
        self.viewport().update()

    # -- lighting up ------------------------------------------------------------------------

    def _light_some(self) -> None:
        """Look at rows in view, for a moment."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        in_view = range(max(first, 0), (self._model.rowCount() if last < 0 else last + 1))
        for number in self._lights.look(in_view, _SLICE):
            self.repaint_row(number)
        if self._lights.is_waiting:
            self._soon.start()

    # -- what Qt calls ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by arrows; all else is an action of the window."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif plain and key in _ACROSS:
            self.other_side()
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._page(1 if key == Qt.Key.Key_PageDown else -1)
        elif (plain or control) and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.step_row(_ALL if key == Qt.Key.Key_End else -_ALL)
        else:
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Let Tab come as a key: it goes across."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the sentence under the mouse."""
        self.setFocus()
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        side = SIDES.get(Column(index.column()), self.spot.side if self.spot else TextSide.SOURCE)
        row = self._model.row(index.row())
        top = self.rowViewportPosition(index.row()) + PADDING_Y
        found = self._delegate.tops(index.row(), row, side, self.columnWidth(COLUMNS[side]))
        above = [n for n, (begin, _) in enumerate(found) if top + begin <= point.y()]
        self.go_to(Spot(index.row(), side, above[-1] if above else 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing was dragged."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the sentence, with the caret where the mouse is."""
        self.mousePressEvent(event)
        self.open_field()
        if self.is_editing:
            self._field.place_caret(event.position().toPoint() - self._field.pos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure_font()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what the rows leave, and let the rest light up soon."""
        area = self.viewport().rect()
        area.setTop(self.verticalHeader().length() - self.verticalHeader().offset())
        with QPainter(self.viewport()) as painter:  # ended whatever happens: Qt paints on after it
            painter.fillRect(area, theme.tokens().base)
            if not self._model.rowCount():
                painter.setPen(theme.tokens().muted)
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _NO_ROWS)
        super().paintEvent(event)
        if self._lights.is_waiting:
            self._soon.start()

    def dataChanged(
        self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()
    ) -> None:
        """Give changed rows their heights."""
        super().dataChanged(top_left, bottom_right, list(roles))
        self.measure_again(range(top_left.row(), bottom_right.row() + 1))

    def reset(self) -> None:
        """Show other rows from their first."""
        super().reset()
        self.drop()
        self._delegate.spot = self._delegate.marked = None

    # -- looks ------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setAccessibleName("Rows of the alignment")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def _measure_font(self) -> None:
        self._layouts.font = self.font()
        self._field.setFont(self.font())
        metrics = QFontMetrics(self.font())
        self.verticalHeader().setDefaultSectionSize(2 * metrics.lineSpacing() + 2 * PADDING_Y)
        self._widths.set_font(metrics)
        self._share_width()

    def _share_width(self) -> None:
        self._widths.fit()
        self.measure_again()


_ACROSS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
