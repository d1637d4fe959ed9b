"""The segments of a document as a table, filtered; it shows values and never changes one."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.filtering import EVERYTHING, NO_MARKS, FilterError, Marks, SegmentFilter, select
from core.language import language
from core.segment import OriginKind, Segment
from desktop.editor.columns import Column
from desktop.theme import STATE_NAMES
from desktop.widgets.plain_text import tooltip

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEFT = Qt.AlignmentFlag.AlignLeft

ORIGIN_NAMES: dict[OriginKind, str] = {
    OriginKind.NONE: "No target",
    OriginKind.TYPED: "Typed",
    OriginKind.MEMORY: "From memory",
    OriginKind.MACHINE: "From machine translation",
    OriginKind.ALIGNMENT: "From alignment",
    OriginKind.COPIED: "Copied from the source",
    OriginKind.PROPAGATED: "Carried over from a repetition",
    OriginKind.IMPORTED: "From the imported file",
}
_SHORT_ORIGINS = {
    OriginKind.MACHINE: "MT",
    OriginKind.ALIGNMENT: "AL",
    OriginKind.COPIED: "SRC",
    OriginKind.PROPAGATED: "REP",
}
_MATCH_LEGEND = "\n".join([
    "Where the target came from",
    f"87 %: {ORIGIN_NAMES[OriginKind.MEMORY]}",
    *(f"{short}: {ORIGIN_NAMES[kind]}" for kind, short in _SHORT_ORIGINS.items()),
])  # fmt: skip


class SegmentModel(QAbstractTableModel):
    """One document's segments in its order, as far as the filter in force lets them through.

    What the filter lets through is decided when it is set: a segment that changes afterwards
    keeps its row, so that nothing moves under the hands of the person who works on it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._segments: list[Segment] = []
        self._places: dict[int, int] = {}  # segment id: index in _segments
        self._shown: list[int] = []  # row: index in _segments
        self._rows: dict[int, int] = {}  # segment id: row
        self._kept = 0  # rows that the filter would not let through
        self._filter = EVERYTHING
        self._marks = NO_MARKS
        self._languages = ("", "")

    @property
    def filter(self) -> SegmentFilter:
        """The filter in force."""
        return self._filter

    @property
    def total(self) -> int:
        """How many segments the document has, shown or not."""
        return len(self._segments)

    @property
    def fitting(self) -> int:
        """How many segments the filter let through; rows that are kept in any case are none."""
        return len(self._shown) - self._kept

    @property
    def last_number(self) -> int:
        """The number, from 1, of the last segment; a part of a document begins anywhere."""
        return self._segments[-1].position + 1 if self._segments else 0

    @property
    def segments(self) -> Sequence[Segment]:
        """All segments of the document, shown or not, as they are now."""
        return self._segments

    @property
    def marks(self) -> Marks:
        """Which segments have issues and comments."""
        return self._marks

    def set_languages(self, source: str, target: str) -> None:
        """Say which languages (program tags) the document is translated from and into."""
        self._languages = (source, target)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.SOURCE, Column.TARGET)
        self._everything_changed()

    def set_segments(
        self,
        segments: Sequence[Segment],
        wanted: SegmentFilter | None = None,
        keep: Iterable[int] = (),
    ) -> None:
        """Show a whole document, in the order given.

        The filter stays in force where no other is wanted, unless it takes too long on this
        document. Segments with the ids `keep` are shown in any case.
        """
        self.beginResetModel()
        self._segments = list(segments)
        self._places = {segment.id: place for place, segment in enumerate(self._segments)}
        self._filter = self._filter if wanted is None else wanted
        try:
            self._show(self._with(keep, select(self._segments, self._filter, self._marks)))
        except FilterError:
            self._filter = EVERYTHING
            self._show(self._with((), range(len(self._segments))))
        self.endResetModel()

    def set_filter(self, wanted: SegmentFilter, keep: Iterable[int] = ()) -> None:
        """Show the wanted segments, and those with the ids `keep` in any case.

        Raises FilterError, and changes nothing, when the filter takes too long on this document.
        """
        self.show_found(wanted, select(self._segments, wanted, self._marks), keep)

    def show_found(
        self, wanted: SegmentFilter, places: Sequence[int], keep: Iterable[int] = ()
    ) -> None:
        """Show what the filter `wanted` was found to want, by places from 0; see set_filter."""
        self.beginResetModel()
        self._filter = wanted
        self._show(self._with(keep, places))
        self.endResetModel()

    def show_also(self, segment_id: int) -> None:
        """Show a segment of this document though the filter hides it."""
        self.beginResetModel()
        self._kept += segment_id not in self._rows
        self._show(sorted({*self._shown, self._places[segment_id]}))
        self.endResetModel()

    def set_marks(self, marks: Marks) -> None:
        """Show which segments have issues and comments."""
        self._marks = marks
        self._everything_changed()

    def update_segments(self, segments: Iterable[Segment]) -> None:
        """Show changed segments, found by id; those of other documents are passed over."""
        rows = []
        for segment in segments:
            place = self._places.get(segment.id)
            if place is None:
                continue
            self._segments[place] = segment
            if segment.id in self._rows:
                rows.append(self._rows[segment.id])
        if rows:
            last = self.index(max(rows), self.columnCount() - 1)
            self.dataChanged.emit(self.index(min(rows), 0), last)

    def segment_at(self, row: int) -> Segment:
        """The segment in `row`."""
        return self._segments[self._shown[row]]

    def segment(self, segment_id: int) -> Segment | None:
        """The segment with this id, shown or not."""
        place = self._places.get(segment_id)
        return None if place is None else self._segments[place]

    def row_of(self, segment_id: int) -> int | None:
        """The row of the segment with this id, or None where it is not shown."""
        return self._rows.get(segment_id)

    def is_foreign(self, segment: Segment) -> bool:
        """Whether `segment` is in another language than the document is translated from."""
        source = self._languages[0]
        return bool(source and segment.language and segment.language != source)

    def badge(self, segment: Segment) -> str:
        """Where the target came from in few letters, such as "87 %", "MT" or "101"."""
        origin = segment.origin
        if origin.kind is OriginKind.MEMORY and origin.score is not None:
            return f"{origin.score} %" if origin.score <= 100 else f"{origin.score}"
        return _SHORT_ORIGINS.get(origin.kind, "")

    # What Qt asks

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """The number of segments shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can become current; editing is the business of the live field."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns, source and target with their languages."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.NUMBER else _LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.MATCH:
            return tooltip(_MATCH_LEGEND)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        source, target = (f" · {language(tag).name}" if tag else "" for tag in self._languages)
        return ("#", f"Source{source}", f"Target{target}", "State", "Match")[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tooltip and what a screen reader says."""
        segment = self.segment_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(segment, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._tip(segment, Column(index.column()))
            return f"<p>{escape(tip)}</p>" if tip else None  # never the html of a text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(segment)
        return None

    def spoken(self, segment: Segment) -> str:
        """The whole row as a screen reader says it."""
        parts = [
            f"Segment {segment.position + 1}",
            f"Source: {segment.source}",
            f"Target: {segment.target or 'empty'}",
            f"State: {self._tip(segment, Column.STATE)}",
        ]
        if match := self._tip(segment, Column.MATCH):
            parts.append(match)
        return ". ".join(parts)

    def _text(self, segment: Segment, column: Column) -> str:
        texts = {
            Column.NUMBER: str(segment.position + 1),
            Column.SOURCE: segment.source,
            Column.TARGET: segment.target,
            Column.STATE: STATE_NAMES[segment.state],
            Column.MATCH: self.badge(segment),
        }
        return texts[column]

    def _tip(self, segment: Segment, column: Column) -> str:
        if column is Column.STATE:
            words = [STATE_NAMES[segment.state]]
            words += ["locked"] if segment.locked else []
            words += ["has issues"] if segment.id in self._marks.issues else []
            words += ["has comments"] if segment.id in self._marks.comments else []
            return ", ".join(words)
        if column is Column.MATCH:
            return ". ".join(filter(None, (self._language_tip(segment), _origin_tip(segment))))
        return ""

    def _language_tip(self, segment: Segment) -> str:
        if not self.is_foreign(segment):
            return ""
        return f"In another language: {language(segment.language).name}"

    def _with(self, keep: Iterable[int], places: Sequence[int]) -> list[int]:
        """These places, and those of the segments with the ids `keep`, in order."""
        kept = {self._places[each] for each in keep if each in self._places}.difference(places)
        self._kept = len(kept)
        return sorted([*places, *kept])

    def _show(self, places: list[int]) -> None:
        self._shown = places
        if len(places) == len(self._segments):
            self._rows = self._places
        else:
            self._rows = {self._segments[place].id: row for row, place in enumerate(places)}

    def _everything_changed(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _origin_tip(segment: Segment) -> str:
    origin = segment.origin
    if origin.kind in (OriginKind.NONE, OriginKind.TYPED):
        return ""
    score = "" if origin.score is None else f", {origin.score} %"
    detail = f" ({origin.detail})" if origin.detail else ""
    return f"{ORIGIN_NAMES[origin.kind]}{score}{detail}"
