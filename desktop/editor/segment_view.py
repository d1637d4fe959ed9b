"""The grid of segments: a table that paints, with live fields on its current row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.filtering import EVERYTHING, SegmentFilter
from core.segment import Segment
from desktop import theme
from desktop.editor.columns import Column, ColumnWidths
from desktop.editor.filter_search import FilterSearch
from desktop.editor.live_field import PADDING_X, PADDING_Y, LiveField
from desktop.editor.live_row import LiveRow
from desktop.editor.segment_delegate import ICON, SegmentDelegate, small
from desktop.editor.segment_model import SegmentModel
from desktop.editor.text_layouts import TextLayouts
from desktop.editor.wrapped_table import WrappedTable

_Index = QModelIndex | QPersistentModelIndex

_TEXTS_AT_ONCE = 5_000
"""Segments whose texts are looked through in less time than a person notices."""


class SegmentTable(WrappedTable):
    """Shows a SegmentModel; the current row is always open for typing.

    It never changes a segment: it says what was typed, and shows what the model then has.
    """

    current_changed = Signal(object)
    """Another segment is current: the Segment, or None where there is no row."""
    typed = Signal(int, str)
    """The segment with this id now has this text in the live field; at every change."""
    edit_refused = Signal(str)
    """A person typed where it is not allowed: the sentence that says why."""
    filter_failed = Signal(str)
    """A filter could not be applied: the sentence that says why."""
    shown_changed = Signal(int, int)
    """How many segments the filter lets through, and of how many."""

    def __init__(self, model: SegmentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._layouts = TextLayouts(self.font())
        self._delegate = SegmentDelegate(model, self._layouts, self)
        self._live = LiveRow(self.viewport())
        self._widths = ColumnWidths(self)
        self._drags_in: LiveField | None = None
        self._kept_y: int | None = None
        self._search = FilterSearch(self)
        self._search.found.connect(self._on_found)
        self._search.failed.connect(self.filter_failed)
        self.row_up = self._row_action("Row up", "Alt+Up", -1)
        self.row_down = self._row_action("Row down", "Alt+Down", 1)
        self._set_up_look()
        self.setItemDelegate(self._delegate)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.setModel(model)
        model.modelReset.connect(self._point_at_current)  # after what Qt does then
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self._widths.changed.connect(lambda: self.measure_again())
        self._connect_fields()
        self._measure_font()
        self.reset()

    # What the window asks

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show a whole document; the filter stays in force, but never hides the current row."""
        wanted = self._search.wanted or self._model.filter
        self._search.stop()
        if _is_quick(wanted, len(segments)):
            self._model.set_segments(segments, wanted, self._kept())
        else:
            self._model.set_segments(segments, EVERYTHING)
            self._search.start(segments, wanted, self._model.marks)

    def set_filter(self, wanted: SegmentFilter) -> None:
        """Show the wanted segments, and the current one in any case; at once where it is quick."""
        self._search.stop()
        if _is_quick(wanted, self._model.total):
            self._model.set_filter(wanted, self._kept())
        else:
            self._search.start(self._model.segments, wanted, self._model.marks)

    @property
    def is_filtering(self) -> bool:
        """Whether a filter is still looking."""
        return self._search.busy

    def _on_found(self, wanted: SegmentFilter, places: Sequence[int]) -> None:
        self._model.show_found(wanted, places, self._kept())

    def _kept(self) -> list[int]:
        return [self._live.segment.id] if self._live.segment else []

    def current_segment(self) -> Segment | None:
        """The segment of the current row, as it was stored last."""
        return self._live.segment

    def current_text(self) -> str:
        """The target of the current row as it stands in the live field."""
        return self._live.target_text

    def selected_text(self) -> str:
        """What is selected in the source or target of the current row."""
        return self._live.focused.selected_text()

    def phrase(self) -> str:
        """What a person means in the current row: the selection, or the word at the caret."""
        field = self._live.focused
        return field.selected_text().strip() or field.word_at_caret()

    @property
    def is_in_source(self) -> bool:
        """Whether the focus is in the source of the current row."""
        return self._live.source.hasFocus()

    def select_segment(self, segment_id: int) -> bool:
        """Make this segment current, though the filter hides it; False if there is none such."""
        if self._model.segment(segment_id) is None:
            return False
        if self._model.row_of(segment_id) is None:
            self._model.show_also(segment_id)
        row = self._model.row_of(segment_id)
        if row is not None:
            self._go_to(row)
        return row is not None

    def edit_current(self) -> None:
        """Give the focus to the target of the current row."""
        self._live.target.setFocus()
        self.show_row(self.currentIndex().row())

    def insert_text(self, text: str) -> None:
        """Put `text` at the caret of the target, as if it were typed."""
        if self._may_edit():
            self._live.target.insert(text)

    def replace_target(self, text: str) -> None:
        """Put `text` in the place of the whole target, as if it were typed."""
        if self._may_edit():
            self._live.target.replace(text)

    def show_stored(self) -> None:
        """Show the current target as it is stored; what was typed over it is gone."""
        self._live.show_stored()
        self.measure_again(range(self._delegate.live_row, self._delegate.live_row + 1))

    @property
    def closed_because(self) -> str:
        """Why no segment at all can be edited; empty where that depends on the segment."""
        return self._live.closed_because

    @closed_because.setter
    def closed_because(self, reason: str) -> None:
        self._live.closed_because = reason

    def undo_typing(self) -> bool:
        """Take back typing in the current row; False where there is none to take back."""
        can_undo = self._live.target.document().isUndoAvailable()
        self._live.target.undo()
        return can_undo

    def forget_typing(self) -> None:
        """Let undo take back acts from here on, and not the typing that led to the last one."""
        self._live.target.document().clearUndoRedoStacks()

    def redo_typing(self) -> bool:
        """Repeat what `undo_typing` took back; False where there is nothing to repeat."""
        can_redo = self._live.target.document().isRedoAvailable()
        self._live.target.redo()
        return can_redo

    @property
    def source_share(self) -> float:
        """The part of the text width that the source has, 0–1; to be remembered."""
        return self._widths.share

    @source_share.setter
    def source_share(self, share: float) -> None:
        self._widths.share = share

    # The current row

    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            return
        row = current.row()
        left, self._delegate.live_row = self._delegate.live_row, row
        self._live.open(self._model.segment_at(row))
        # The height of the row that was left may be that of a text which was not stored.
        self.show_row(row)
        self.measure_again(range(left, left + 1))
        for each in (left, row):
            self.repaint_row(each)
        self.current_changed.emit(self._live.segment)

    def _go_to(self, row: int) -> None:
        if row == self.currentIndex().row():
            self.show_row(row)
        else:
            self.setCurrentIndex(self._model.index(row, Column.TARGET))

    def _step(self, rows: int) -> None:
        wanted = self.currentIndex().row() + rows
        if self._model.rowCount():
            self._go_to(min(max(wanted, 0), self._model.rowCount() - 1))

    def _leave_by_arrow(self, rows: int, x: int) -> None:
        field, row = self._live.focused, self.currentIndex().row()
        if 0 <= row + rows < self._model.rowCount():
            self._step(rows)
            field.enter(x, from_below=rows < 0)

    def _turn_page(self, pages: int) -> None:
        """Go a window on, keeping the height on the screen; to the last row where that is all."""
        y = self.rowViewportPosition(self.currentIndex().row())
        page = self.viewport().height()
        before = self.verticalScrollBar().value()
        self.scroll_by(pages * page)
        if abs(self.verticalScrollBar().value() - before) < page:
            self._step(pages * self._model.rowCount())
        else:
            self._go_to(self.rowAt(min(max(y, 0), page - 1)))

    def _other_side(self) -> None:
        is_source = self._live.source.hasFocus()
        (self._live.target if is_source else self._live.source).setFocus()

    def _may_edit(self) -> bool:
        if self._live.segment is None:
            return False
        if reason := self._live.refusal:
            self.edit_refused.emit(reason)
        return not reason

    def _on_refused(self) -> None:
        self._may_edit()

    def _on_typed(self, segment_id: int, text: str) -> None:
        self.measure_again(range(self._delegate.live_row, self._delegate.live_row + 1))
        self.typed.emit(segment_id, text)

    # Heights and places

    def height_of(self, row: int) -> int:
        """The height of a row, the current one by what is typed."""
        segment = self._model.segment_at(row)
        target = self._live.target_text if row == self._delegate.live_row else segment.target
        widths = (self.columnWidth(Column.SOURCE), self.columnWidth(Column.TARGET))
        return self._delegate.height(segment.source, target, widths)

    def on_settled(self) -> None:
        """Keep the fields over their cells."""
        if self._live.segment is not None:
            self._live.place(self._cell(Column.SOURCE), self._cell(Column.TARGET))

    def _cell(self, column: Column) -> QRect:
        """The cell of the current row, without the line below it."""
        index = self._model.index(self._delegate.live_row, column)
        return self.visualRect(index).adjusted(0, 0, 0, -1)

    def _show_caret(self) -> None:
        field = self._live.focused
        if not field.hasFocus() or self._live.segment is None:
            return
        caret = field.cursorRect()
        offset = field.pos() + field.viewport().pos()
        top = caret.top() + offset.y() - PADDING_Y
        self.scroll_to(top, top + caret.height() + 2 * PADDING_Y)

    # What Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new width between source and target."""
        super().resizeEvent(event)
        self._widths.fit()
        self._show_caret()

    def dataChanged(
        self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()
    ) -> None:
        """Show changed segments; the live fields take over only what is new to them."""
        super().dataChanged(top_left, bottom_right, list(roles))
        rows = range(top_left.row(), bottom_right.row() + 1)
        if self._delegate.live_row in rows:
            self._live.refresh(self._model.segment_at(self._delegate.live_row))
        self.measure_again(rows)

    def _on_about_to_reset(self) -> None:
        row = self._delegate.live_row
        self._kept_y = self.rowViewportPosition(row) if row >= 0 else None

    def reset(self) -> None:
        """Keep the current row and its place on the screen if the new rows have it."""
        super().reset()
        self._fit_narrow_columns()
        row = self._model.row_of(self._live.segment.id) if self._live.segment else None
        self._delegate.live_row = -1 if row is None else row
        if row is not None:
            self._keep_current(row)
        elif self._model.rowCount():
            self._go_to(0)
        else:
            self._live.close()
            self.current_changed.emit(None)
        self.shown_changed.emit(self._model.fitting, self._model.total)

    def _keep_current(self, row: int) -> None:
        self._live.refresh(self._model.segment_at(row))
        self._point_at_current()
        self.updateGeometries()
        if self._kept_y is not None:
            self.scroll_by(self.rowViewportPosition(row) - self._kept_y)
        self.show_row(row)

    def _point_at_current(self) -> None:
        """Let Qt know the current row, which its selection forgets with every reset."""
        signals = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._model.index(self._delegate.live_row, Column.TARGET))
        self.selectionModel().blockSignals(signals)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the row, with the caret where the mouse is."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        row, corner = index.row(), self.visualRect(index).topLeft()
        self._go_to(row)
        if self.rowHeight(row) > self.viewport().height():  # stay where the person looks
            self.scroll_by(self.rowViewportPosition(row) - corner.y())
        field = self._live.source if index.column() == Column.SOURCE else self._live.target
        field.setFocus()
        if index.column() in (Column.SOURCE, Column.TARGET):
            field.place_caret(point - corner)
            self._drags_in = field

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select in the row that the button was pressed on."""
        if self._drags_in is not None:
            point: QPoint = event.position().toPoint() - self._drags_in.pos()
            self._drags_in.place_caret(point, keep_anchor=True)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End selecting."""
        self._drags_in = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure_font()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what the rows leave, and say why there is nothing where there is nothing."""
        area = self.viewport().rect()
        area.setTop(self.verticalHeader().length() - self.verticalHeader().offset())
        with QPainter(self.viewport()) as painter:
            painter.fillRect(area, theme.tokens().base)
            if not self._model.rowCount():
                filtered = self._model.total > 0
                text = "No segment fits the filter." if filtered else "There are no segments here."
                painter.setPen(theme.tokens().muted)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        super().paintEvent(event)

    # Looks

    def _row_action(self, text: str, key: str, rows: int) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self._step(rows))
        self.addAction(action)
        return action

    def _set_up_look(self) -> None:
        self.setAccessibleName("Segments")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusProxy(self._live.target)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def _connect_fields(self) -> None:
        self._live.typed.connect(self._on_typed)
        self._live.target.refused.connect(self._on_refused)
        for field in self._live:
            field.row_wanted.connect(self._leave_by_arrow)
            field.page_wanted.connect(self._turn_page)
            field.other_side_wanted.connect(self._other_side)
            field.cursorPositionChanged.connect(self._show_caret)

    def _measure_font(self) -> None:
        self._layouts.font = self.font()
        self._live.set_font(self.font())
        self.verticalHeader().setDefaultSectionSize(
            2 * QFontMetrics(self.font()).height() + 2 * PADDING_Y
        )
        self._fit_narrow_columns()

    def _fit_narrow_columns(self) -> None:
        metrics, badges = QFontMetrics(self.font()), QFontMetrics(small(self.font()))
        contents = {
            Column.NUMBER: metrics.horizontalAdvance(
                "0" * len(str(max(self._model.last_number, 100)))
            ),
            Column.STATE: 2 * ICON + theme.SPACE_TINY,
            Column.MATCH: badges.horizontalAdvance("UZ-CYRL") + theme.SPACE_MEDIUM,
        }
        header = self.horizontalHeader()
        self._widths.set_narrow(
            {
                column: max(width + 2 * PADDING_X, header.sectionSizeHint(column))
                for column, width in contents.items()
            }
        )


def _is_quick(wanted: SegmentFilter, segments: int) -> bool:
    """Whether so many segments are filtered at once; some expressions take seconds on any text."""
    return not wanted.text or (not wanted.is_regex and segments <= _TEXTS_AT_ONCE)
