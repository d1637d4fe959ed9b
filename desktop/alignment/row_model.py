"""The rows of an alignment as a table; it shows values and never changes one."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.alignment.editing import Step
from core.alignment.session import AlignmentSession, Row, TextSide, Verdict
from core.language import language

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

VERDICT_NAMES: dict[Verdict, str] = {
    Verdict.NONE: "Not judged yet",
    Verdict.ACCEPTED: "Accepted",
    Verdict.REJECTED: "Rejected",
}


class Column(IntEnum):
    """The columns of the table, left to right."""

    NUMBER = 0
    SOURCE = 1
    LINK = 2
    TARGET = 3
    MARK = 4


SIDES = {Column.SOURCE: TextSide.SOURCE, Column.TARGET: TextSide.TARGET}
COLUMNS = {side: column for column, side in SIDES.items()}


class RowModel(QAbstractTableModel):
    """One session's rows, all of them, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: AlignmentSession | None = None
        self._rows: tuple[Row, ...] = ()
        self._places: dict[TextSide, dict[int, int]] = {}  # the rows of sentences, by number

    @property
    def session(self) -> AlignmentSession | None:
        """The session that is shown."""
        return self._session

    def row(self, number: int) -> Row:
        """A row, counted from 0."""
        return self._rows[number]

    def show(self, session: AlignmentSession | None) -> None:
        """Show another session."""
        self.beginResetModel()
        self._session = session
        self._set_rows(session.rows if session else ())
        self.endResetModel()

    def take(self, step: Step, after: AlignmentSession) -> None:
        """Show what a step made; `after` is the session now."""
        self._session = after
        first, removed, came = step.first, len(step.before), len(step.after)
        kept = min(removed, came)
        if kept:
            end = first + kept
            self._set_rows(self._rows[:first] + step.after[:kept] + self._rows[end:])
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, Column.MARK))
        if came > removed:
            self.beginInsertRows(QModelIndex(), first + kept, first + came - 1)
            self._set_rows(after.rows)
            self.endInsertRows()
        elif removed > came:
            self.beginRemoveRows(QModelIndex(), first + kept, first + removed - 1)
            self._set_rows(after.rows)
            self.endRemoveRows()

    def moved_to(self, number: int) -> int | None:
        """The row where the translation of a row begins that stands elsewhere; else None."""
        session, row = self._session, self._rows[number]
        if session is None or row.is_pair or not session.moved:
            return None
        side = TextSide.SOURCE if row.source else TextSide.TARGET
        sentence = row.cell(side)[0]
        for passage in session.moved:
            here, there = passage.source, passage.target
            if side is TextSide.TARGET:
                here, there = there, here
            if here[0] <= sentence.number < here[1]:
                return self._row_with(side.other, there[0])
        return None

    def _row_with(self, side: TextSide, number: int) -> int | None:
        # Asked for each row of a passage whenever it is painted: never by looking through all rows.
        if side not in self._places:
            self._places[side] = {
                sentence.number: row
                for row in range(len(self._rows) - 1, -1, -1)
                for sentence in self._rows[row].cell(side)
            }
        return self._places[side].get(number)

    def _set_rows(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._places.clear()

    # What Qt asks

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Cells can be gone to, and are not edited by Qt."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The document and the language above each of the texts."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or self._session is None:
            return None
        side = SIDES.get(Column(section))
        if side is None:
            return ""
        return f"{language(self._session.language(side)).name}  ·  {self._session.name(side)}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell: for screen readers, since the delegate paints every pixel."""
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if column in SIDES:
            return row.text(SIDES[column]) or "No counterpart"
        if column is Column.LINK:
            return confidence_words(row)
        if column is Column.MARK:
            return VERDICT_NAMES[row.verdict]
        # A number is no datum of its row: it changes with every row that comes in above.
        return str(index.row() + 1) if role == Qt.ItemDataRole.AccessibleTextRole else None


def confidence_words(row: Row) -> str:
    """How sure a row is, in words."""
    if row.confidence is None:
        return "Grouped by hand"
    return f"{round(row.confidence * 100)} % sure"
