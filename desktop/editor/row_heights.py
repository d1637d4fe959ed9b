"""Row heights of a table for the rows in view; all others keep an estimate until they are seen."""

from collections.abc import Callable, Container, Iterable

from PySide6.QtWidgets import QHeaderView, QTableView


class RowHeights:
    """Gives each row in view the height that `measure` says, and keeps what one looks at in place.

    The anchor is a row whose place on the screen does not change when rows above it do: the
    current one when it is in view, else the first in view whose height was known.
    """

    def __init__(self, view: QTableView, measure: Callable[[int], int]) -> None:
        self._view = view
        self._measure = measure
        self._known: set[int] = set()
        self._busy = False
        self.is_shifting = False
        """Rows grow under what is in view: the view scrolls, and its pixels stay."""

    @property
    def _header(self) -> QHeaderView:
        # Asked for each time: when a window goes, a wrapper that was kept goes before its table.
        return self._view.verticalHeader()

    def forget(self, rows: Container[int] | None = None) -> None:
        """Measure `rows` again, or all of them, when they come into view."""
        if rows is None:
            self._known.clear()
        else:
            self._known = {row for row in self._known if row not in rows}

    def settle(self) -> None:
        """Measure what is in view, again and again until nothing unknown is in view."""
        if self._busy:
            return
        self._busy = True
        try:
            while unknown := [row for row in self._in_view() if row not in self._known]:
                self._give(unknown)
        finally:
            self._busy = False

    def settle_row(self, row: int) -> None:
        """Measure one row whether it is in view or not, as before scrolling to it."""
        if row not in self._known:
            busy, self._busy = self._busy, True
            self._give([row])
            self._busy = busy

    def _in_view(self) -> range:
        first = self._header.visualIndexAt(0)
        if first < 0:
            return range(0)
        last = self._header.visualIndexAt(self._view.viewport().height() - 1)
        return range(first, (last if last >= 0 else self._header.count() - 1) + 1)

    def _anchor(self) -> int:
        in_view = self._in_view()
        current = self._view.currentIndex().row()
        if current in in_view:
            return current
        return next((row for row in in_view if row in self._known), in_view.start)

    def _give(self, rows: list[int]) -> None:
        anchor = self._anchor()
        self._known.update(rows)
        wanted = {row: self._measure(row) for row in rows}
        changed = {row: to for row, to in wanted.items() if self._header.sectionSize(row) != to}
        if not changed:
            return
        before = self._header.sectionViewportPosition(anchor)
        # Without updates the header adds the sizes up once, not once for every row.
        self._header.setUpdatesEnabled(False)
        for row, height in changed.items():
            self._header.resizeSection(row, height)
        self._header.setUpdatesEnabled(True)
        self._view.updateGeometries()
        self._shift(self._header.sectionViewportPosition(anchor) - before)
        self._repaint(changed, anchor)

    def _shift(self, by: int) -> None:
        bar = self._view.verticalScrollBar()
        self.is_shifting = True
        bar.setValue(bar.value() + by)
        self.is_shifting = False

    def _repaint(self, changed: Iterable[int], anchor: int) -> None:
        """Repaint the rows that got another place: above the anchor, or from the first on."""
        area = self._view.viewport().rect()
        if min(changed) >= anchor:
            area.setTop(self._header.sectionViewportPosition(min(changed)))
        elif max(changed) < anchor:
            area.setBottom(self._header.sectionViewportPosition(anchor))
        self._view.viewport().update(area)
