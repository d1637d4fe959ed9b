"""The units of a memory as rows that are read when they are scrolled to."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from time import monotonic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from core.memory.memories import StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.progress import Progress
from desktop import theme
from desktop.jobs import Job, Jobs
from desktop.panels.moments import day, shown
from desktop.widgets.plain_text import tooltip
from services.memories import Memory

Index = QModelIndex | QPersistentModelIndex
AT_ONCE = 200
"""Rows read at a time."""
_ONE_BY_ONE = 50
"""Rows that come or go singly, so that the selection stays; with more all are laid out anew."""
_MOMENT = 0.2
"""Seconds of searching after which it is shown what was found."""
_MOST = 6400
"""Units looked through between two looks at the clock."""


class Column(IntEnum):
    """The columns in their order."""

    SOURCE = 0
    TARGET = 1
    LANGUAGES = 2
    CHANGED = 3
    PERSON = 4
    DOCUMENT = 5


_TITLES = ("Source", "Target", "Languages", "Changed", "By", "Document")


class UnitModel(QAbstractTableModel):
    """Shows the wanted units of one memory; they are read in jobs of `jobs`, a page after another.

    What is changed in the memory has to be told by `put` and `take_out`.
    """

    failed = Signal(object)
    """An exception that reading ended with."""
    read = Signal()
    """More rows are there, or it is known that there are no more."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._memory: Memory | None = None
        self._wanted = UnitFilter()
        self._rows: list[StoredUnit] = []
        self._last = 0  # the id up to which was read
        self._page_end = 0  # as many rows as are wanted by now
        self._is_whole = True
        self._job: Job | None = None

    def show(self, memory: Memory | None, wanted: UnitFilter) -> None:
        """Show the units of a memory that are wanted; None: nothing."""
        if self._job:
            self._job.cancel()
            self._job = None
        self.beginResetModel()
        self._memory, self._wanted = memory, wanted
        self._rows, self._last, self._is_whole = [], 0, memory is None
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def read_on(self) -> None:
        """There may be new units behind all those that were there."""
        if self._is_whole and self._memory:
            self._is_whole = False
            self.fetchMore(QModelIndex())

    @property
    def is_whole(self) -> bool:
        """Whether all wanted units are rows already."""
        return self._is_whole

    def unit(self, row: int) -> StoredUnit:
        """The unit of a row."""
        return self._rows[row]

    def row_of(self, unit_id: int) -> int | None:
        """The row of a unit; None where it was not read, or is not wanted."""
        row = bisect_left(self._rows, unit_id, key=_id)
        return row if row < len(self._rows) and self._rows[row].id == unit_id else None

    def put(self, units: Iterable[StoredUnit]) -> None:
        """Show units that were changed, or came back, as far as their rows were read already."""
        wanted = {stored.id: stored for stored in units if self._is_reached(stored.id)}
        new = wanted.keys() - {stored.id for stored in self._rows}
        if len(new) > _ONE_BY_ONE:
            rows = {**{stored.id: stored for stored in self._rows}, **wanted}
            self._reset(sorted(rows.values(), key=_id))
            return
        for stored in wanted.values():
            row = bisect_left(self._rows, stored.id, key=_id)
            if stored.id in new:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, stored)
                self.endInsertRows()
            else:
                self._rows[row] = stored
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def take_out(self, ids: Iterable[int]) -> None:
        """Show units no longer."""
        gone = set(ids)
        rows = [row for row, stored in enumerate(self._rows) if stored.id in gone]
        if len(rows) > _ONE_BY_ONE:
            self._reset([stored for stored in self._rows if stored.id not in gone])
        else:
            for row in reversed(rows):
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        if len(self._rows) < AT_ONCE:  # too few for the view to be scrolled, which asks for more
            self.fetchMore(QModelIndex())

    def _is_reached(self, unit_id: int) -> bool:
        """Whether reading has come to this id."""
        return self._is_whole or unit_id <= self._last

    def _reset(self, rows: list[StoredUnit]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    # -- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many units were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, and all of it as its tooltip."""
        unit = self._rows[index.row()].unit
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(unit, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_words(unit, Column(index.column())))
        if role == Qt.ItemDataRole.DecorationRole and index.column() == Column.CHANGED:
            return theme.state_icon(unit.state)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.CHANGED:
            words = _words(unit, Column.CHANGED)
            return f"{theme.STATE_NAMES[unit.state]}, {words}"
        return None

    def canFetchMore(self, _parent: Index) -> bool:
        """Whether there may be more, and nobody is reading them yet."""
        return not self._is_whole and self._job is None

    def fetchMore(self, _parent: Index) -> None:
        """Read the next page."""
        self._page_end = len(self._rows) + AT_ONCE
        if self.canFetchMore(QModelIndex()):
            self._read_on()

    def _read_on(self) -> None:
        """Read for a moment; a search of very many units shows what it finds as it goes."""
        memory, wanted, last = self._memory, self._wanted, self._last
        missing = self._page_end - len(self._rows)
        if memory is None:
            return

        def read(progress: Progress) -> _Found:
            return _search(memory, wanted, last, missing, progress)

        self._job = self._jobs.start(read, self._take, self._on_failed)

    def _take(self, found: "_Found") -> None:
        self._job = None
        self._last, self._is_whole = max(self._last, found.last), found.is_end
        if found.units:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(found.units) - 1)
            self._rows += found.units
            self.endInsertRows()
        self.read.emit()
        if len(self._rows) < self._page_end and self.canFetchMore(QModelIndex()):
            self._read_on()

    def _on_failed(self, error: Exception) -> None:
        self._job, self._is_whole = None, True
        self.failed.emit(error)


@dataclass(frozen=True, slots=True)
class _Found:
    """Units, the id up to which they were looked for, and whether there are no more."""

    units: list[StoredUnit]
    last: int
    is_end: bool


def _search(
    memory: Memory, wanted: UnitFilter, after: int, missing: int, progress: Progress
) -> _Found:
    """Look for units until there are as many as are `missing`, or a moment is over."""
    found: list[StoredUnit] = []
    until, last = monotonic() + _MOMENT, after
    many = AT_ONCE
    while len(found) < missing and monotonic() < until:
        progress.step(0)
        some, reached = memory.among_next(wanted, last, many)
        if not reached:
            return _Found(found, last, is_end=True)
        found, last = found + some, reached
        many = min(many * 2, _MOST)
    return _Found(found, last, is_end=False)


def _id(stored: StoredUnit) -> int:
    return stored.id


def _words(unit: TranslationUnit, column: Column) -> str:
    match column:
        case Column.SOURCE:
            return unit.source
        case Column.TARGET:
            return unit.target
        case Column.LANGUAGES:
            return f"{unit.source_language} → {unit.target_language}"
        case Column.CHANGED:
            return day(unit.changed or unit.created)
        case Column.PERSON:
            return unit.changed_by or unit.author
        case Column.DOCUMENT:
            return unit.document


def moment(unit: TranslationUnit) -> str:
    """When a unit was last changed, as a person reads it; empty where it is not known."""
    at = unit.changed or unit.created
    return shown(at) if at else ""
