"""Storing and finding segments; each is read as a value and checked against its checksum."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.orm import Session

from core.errors import ConflictError
from core.segment import CONFIRMED, Origin, OriginKind, Segment, State, checksum
from db.models import DocumentRow, SegmentRow

_COLUMNS = (
    SegmentRow.id,
    SegmentRow.document_id,
    SegmentRow.position,
    SegmentRow.key,
    SegmentRow.source,
    SegmentRow.target,
    SegmentRow.state,
    SegmentRow.origin_kind,
    SegmentRow.origin_score,
    SegmentRow.origin_detail,
    SegmentRow.language,
    SegmentRow.language_sure,
    SegmentRow.paragraph,
    SegmentRow.note,
    SegmentRow.context,
    SegmentRow.locked,
    SegmentRow.version,
)
_STATES = {state.value: state for state in State}
_KINDS = {kind.value: kind for kind in OriginKind}


def add(session: Session, document_id: int, segments: Iterable[Segment]) -> None:
    """Store new segments of a document; ids and versions are given here."""
    rows = [
        {
            "document_id": document_id,
            "position": segment.position,
            "key": segment.key,
            "language": segment.language,
            "language_sure": segment.language_sure,
            "paragraph": segment.paragraph,
            "note": segment.note,
            "context": segment.context,
            "version": 1,
            **_changeable(segment),
        }
        for segment in segments
    ]
    if rows:
        session.execute(insert(SegmentRow), rows)


def of_document(session: Session, document_id: int) -> list[Segment]:
    """All segments of a document, in their order."""
    wanted = select(*_COLUMNS).where(SegmentRow.document_id == document_id)
    return _values(session, wanted.order_by(SegmentRow.position))


def get(session: Session, ids: Iterable[int]) -> list[Segment]:
    """The segments with these ids, in the order of the ids."""
    wanted = list(ids)
    found = {
        segment.id: segment
        for start in range(0, len(wanted), 500)  # SQLite bounds the variables of a statement
        for segment in _values(
            session, select(*_COLUMNS).where(SegmentRow.id.in_(wanted[start : start + 500]))
        )
    }
    return [found[id_] for id_ in wanted]


def save(session: Session, segment: Segment) -> Segment:
    """Store `segment` over the version it was made from, and return it with its new version.

    Raises ConflictError when the stored segment is of another version by now.
    """
    done = session.connection().execute(
        update(SegmentRow)
        .where(SegmentRow.id == segment.id, SegmentRow.version == segment.version)
        .values(version=segment.version + 1, **_changeable(segment))
    )
    if done.rowcount != 1:
        raise ConflictError(
            f"Segment {segment.position + 1} was changed elsewhere in the meantime. "
            "It is shown anew; your text is kept in the clipboard."
        )
    return get(session, [segment.id])[0]


def confirmed(session: Session, project_id: int) -> list[Segment]:
    """Every confirmed segment of the project: its own memory."""
    return _values(
        session,
        select(*_COLUMNS)
        .join(DocumentRow, DocumentRow.id == SegmentRow.document_id)
        .where(DocumentRow.project_id == project_id)
        .where(SegmentRow.state.in_([state.value for state in CONFIRMED]))
        .order_by(DocumentRow.position, SegmentRow.position),
    )


def count_by_state(session: Session, project_id: int) -> dict[int, dict[State, int]]:
    """Segments by state, for each document id."""
    counts: dict[int, dict[State, int]] = {}
    for document_id, state, number in session.execute(
        select(SegmentRow.document_id, SegmentRow.state, func.count())
        .join(DocumentRow, DocumentRow.id == SegmentRow.document_id)
        .where(DocumentRow.project_id == project_id, SegmentRow.locked.is_(False))
        .group_by(SegmentRow.document_id, SegmentRow.state)
    ):
        counts.setdefault(document_id, {})[_STATES[state]] = number
    return counts


def damaged(session: Session, document_id: int) -> list[int]:
    """Positions of the segments whose text no longer fits the checksum stored with it."""
    rows = session.execute(
        select(SegmentRow.position, SegmentRow.source, SegmentRow.target, SegmentRow.checksum)
        .where(SegmentRow.document_id == document_id)
        .order_by(SegmentRow.position)
    )
    return [position for position, source, target, sum_ in rows if checksum(source, target) != sum_]


def _changeable(segment: Segment) -> dict[str, object]:
    return {
        "source": segment.source,
        "target": segment.target,
        "state": segment.state.value,
        "origin_kind": segment.origin.kind.value,
        "origin_score": segment.origin.score,
        "origin_detail": segment.origin.detail,
        "locked": segment.locked,
        "checksum": checksum(segment.source, segment.target),
    }


def _values(session: Session, wanted: Select[*tuple[Any, ...]]) -> list[Segment]:
    return [_value(row) for row in session.execute(wanted)]


def _value(row: Row[*tuple[Any, ...]]) -> Segment:
    # Positions rather than names: a document is loaded whole, and this is most of that time.
    return Segment(
        row[0], row[1], row[2], row[3], row[4], row[5],
        _STATES[row[6]],
        Origin(_KINDS[row[7]], row[8], row[9]),
        row[10], row[11], row[12], row[13], row[14], row[15], row[16],
    )  # fmt: skip
