"""Texts of a project in which phrases are looked for, and what changed since they were read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from core.segment import CONFIRMED, Segment
from db.models import ChangeRow, DocumentRow, SegmentRow, UnitRow

_AT_ONCE = 500  # SQLite bounds the variables of a statement


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a project has been read: the last change, segment and unit from outside.

    With how many units there were, and what the last one says.
    """

    change: int = 0
    segment: int = 0
    unit: int = 0
    units: int = 0
    last_unit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentText:
    """What there is of a segment to look into."""

    id: int
    source: str
    target: str
    source_language: str
    target_language: str
    is_confirmed: bool


def now(session: Session) -> Seen:
    """How far the project goes."""
    last = (session.scalar(select(func.max(row.id))) for row in (ChangeRow, SegmentRow, UnitRow))
    change, segment, unit = (number or 0 for number in last)
    return Seen(change, segment, unit, *_units_until(session, unit))


def are_units_there(session: Session, seen: Seen) -> bool:
    """Whether the units from outside that were seen are all there, and are the same.

    The number of one that was taken out is given again only after all greater ones are gone.
    """
    return _units_until(session, seen.unit) == (seen.units, seen.last_unit)


def _units_until(session: Session, unit: int) -> tuple[int, tuple[str, ...]]:
    everything = select(func.count()).select_from(UnitRow)  # counted in an index, without the texts
    later = everything.where(UnitRow.id > unit)
    number = (session.scalar(everything) or 0) - (session.scalar(later) or 0)
    last = select(UnitRow.uid, UnitRow.created, UnitRow.source, UnitRow.target)
    row = session.execute(last.where(UnitRow.id == unit)).first()
    return number, tuple(row or ())


def changed_segments(session: Session, since: Seen) -> set[int]:
    """The ids of segments that were there already and changed since."""
    wanted = select(ChangeRow.segment_id).where(
        ChangeRow.id > since.change, ChangeRow.segment_id <= since.segment
    )
    return set(session.scalars(wanted))


def new_segments(session: Session, project_id: int, since: Seen) -> Iterator[SegmentText]:
    """The segments that came since."""
    return _texts(session, project_id, SegmentRow.id > since.segment)


def segments(session: Session, project_id: int, ids: Iterable[int]) -> Iterator[SegmentText]:
    """The segments with these ids."""
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _texts(session, project_id, SegmentRow.id.in_(wanted[start : start + _AT_ONCE]))


def new_units(
    session: Session, project_id: int, since: Seen
) -> Iterable[Row[int, str, str, str, str]]:
    """The units from outside that came since: id, source, target and the languages of these."""
    wanted = select(
        UnitRow.id,
        UnitRow.source,
        UnitRow.target,
        UnitRow.source_language,
        UnitRow.target_language,
    )
    return session.execute(wanted.where(UnitRow.project_id == project_id, UnitRow.id > since.unit))


def neighbours(session: Session, of: Iterable[Segment]) -> dict[int, tuple[str, str]]:
    """The sources before and behind each of these segments, by its id; empty at the ends."""
    by_document: dict[int, list[Segment]] = {}
    for segment in of:
        by_document.setdefault(segment.document_id, []).append(segment)
    return {
        segment.id: (near.get(segment.position - 1, ""), near.get(segment.position + 1, ""))
        for document_id, some in by_document.items()
        for near in [_sources_near(session, document_id, [each.position for each in some])]
        for segment in some
    }


def _sources_near(session: Session, document_id: int, positions: list[int]) -> dict[int, str]:
    """The sources before and behind these positions of a document, by their own positions."""
    wanted = sorted({near for position in positions for near in (position - 1, position + 1)})
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = select(SegmentRow.position, SegmentRow.source).where(
            SegmentRow.document_id == document_id,
            SegmentRow.position.in_(wanted[start : start + _AT_ONCE]),
            SegmentRow.joined.is_(False),
        )
        found |= {row.position: row.source for row in session.execute(rows)}
    return found


def _texts(session: Session, project_id: int, *which: ColumnElement[bool]) -> Iterator[SegmentText]:
    wanted = (
        select(
            SegmentRow.id,
            SegmentRow.source,
            SegmentRow.target,
            DocumentRow.source_language,
            DocumentRow.target_language,
            SegmentRow.state,
        )
        .join(DocumentRow, SegmentRow.document_id == DocumentRow.id)
        .where(DocumentRow.project_id == project_id, SegmentRow.joined.is_(False), *which)
    )
    for id_, source, target, source_language, target_language, state in session.execute(wanted):
        confirmed = state in CONFIRMED
        yield SegmentText(id_, source, target, source_language, target_language, confirmed)
