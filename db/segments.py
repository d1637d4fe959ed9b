"""Storing and finding segments; each is read as a value and checked against its checksum."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from core.errors import ConflictError
from core.segment import Origin, Segment, State, checksum
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
    SegmentRow.joined,
)
_SHOWN = SegmentRow.joined.is_(False)
_SAVE = update(SegmentRow).where(
    SegmentRow.id == bindparam("seen_id"), SegmentRow.version == bindparam("seen_version")
)
_MOVE = (
    update(SegmentRow)
    .where(SegmentRow.id == bindparam("moved_id"))
    .values(position=bindparam("place"))
)


def add(session: Session, document_id: int, segments: Iterable[Segment]) -> None:
    """Store new segments of a document; ids and versions are given here."""
    rows = [
        {
            "document_id": document_id,
            "position": segment.position,
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
    wanted = select(*_COLUMNS).where(SegmentRow.document_id == document_id, _SHOWN)
    return _values(session, wanted.order_by(SegmentRow.position))


def of_document_checked(session: Session, document_id: int) -> tuple[list[Segment], list[int]]:
    """All segments of a document, and the positions of those whose text no longer fits its sum."""
    wanted = select(*_COLUMNS, SegmentRow.checksum).where(
        SegmentRow.document_id == document_id, _SHOWN
    )
    found, damaged = [], []
    for row in session.execute(wanted.order_by(SegmentRow.position)):
        segment = _value(row)
        found.append(segment)
        if checksum(segment.source, segment.target) != row[-1]:
            damaged.append(segment.position)
    return found, damaged


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


def with_source(session: Session, project_id: int, source: str) -> list[Segment]:
    """The segments of all documents that have exactly this source, in their order."""
    within = select(DocumentRow.id).where(DocumentRow.project_id == project_id)
    wanted = select(*_COLUMNS).where(
        SegmentRow.source_key == _source_key(source),
        SegmentRow.source == source,
        SegmentRow.document_id.in_(within),
        _SHOWN,
    )
    return _values(session, wanted.order_by(SegmentRow.document_id, SegmentRow.position))


def neighbours(session: Session, segment: Segment) -> tuple[str, str]:
    """The sources before and after a segment in its document; empty at the ends."""
    wanted = select(SegmentRow.position, SegmentRow.source).where(
        SegmentRow.document_id == segment.document_id,
        SegmentRow.position.in_((segment.position - 1, segment.position + 1)),
        _SHOWN,
    )
    found = {row.position: row.source for row in session.execute(wanted)}
    return found.get(segment.position - 1, ""), found.get(segment.position + 1, "")


def save(session: Session, changed: Sequence[Segment]) -> list[Segment]:
    """Store segments over the versions they were made from; return them with their new ones.

    Raises ConflictError when a stored segment is of another version by now. Only
    `db.history.keep` calls this: nothing changes without its history.
    """
    rows = [
        {
            "seen_id": segment.id,
            "seen_version": segment.version,
            "version": segment.version + 1,
            **_changeable(segment),
        }
        for segment in changed
    ]
    stored = [replace(segment, version=segment.version + 1) for segment in changed]
    if session.connection().execute(_SAVE, rows).rowcount != len(rows):
        raise ConflictError(_conflict(session, stored))
    return stored


def renumber(session: Session, document_id: int) -> None:
    """Give the segments of a document of running text their places in the order of the text.

    A joined one has the place of the one that it was taken into.
    """
    row = SegmentRow
    wanted = select(row.id, row.position, row.key, row.joined).where(row.document_id == document_id)
    found = sorted(session.execute(wanted), key=lambda each: int(each.key.split("-")[0]))
    place, moved = -1, []
    for each in found:
        place += not each.joined
        if each.position != place:
            moved.append({"moved_id": each.id, "place": place})
    if moved:
        session.connection().execute(_MOVE, moved)


def _conflict(session: Session, meant: Sequence[Segment]) -> str:
    # Within this transaction, which will not be kept, the others are as they were meant.
    found = get(session, [segment.id for segment in meant])
    other = [segment for segment, now in zip(meant, found, strict=True) if segment != now] or meant
    return (
        f"Segment {other[0].position + 1} was changed elsewhere in the meantime, so nothing was "
        "stored. Look at it as it is now, and do it again."
    )


def count_by_state(session: Session, project_id: int) -> dict[int, dict[State, int]]:
    """Segments by state, for each document id."""
    counts: dict[int, dict[State, int]] = {}
    within = select(DocumentRow.id).where(DocumentRow.project_id == project_id)
    for document_id, state, number in session.execute(
        select(SegmentRow.document_id, SegmentRow.state, func.count())
        .where(SegmentRow.document_id.in_(within), SegmentRow.locked.is_(False), _SHOWN)
        .group_by(SegmentRow.document_id, SegmentRow.state)
    ):
        counts.setdefault(document_id, {})[state] = number
    return counts


def _changeable(segment: Segment) -> dict[str, object]:
    return {
        "key": segment.key,
        "source": segment.source,
        "target": segment.target,
        "state": segment.state,
        "origin_kind": segment.origin.kind,
        "origin_score": segment.origin.score,
        "origin_detail": segment.origin.detail,
        "locked": segment.locked,
        "joined": segment.joined,
        "checksum": checksum(segment.source, segment.target),
        "source_key": _source_key(segment.source),
    }


def _source_key(source: str) -> bytes:
    """Eight bytes by which those with the same source are found, and hardly any others."""
    return blake2b(source.encode(), digest_size=8).digest()


def _values(session: Session, wanted: Select[*tuple[Any, ...]]) -> list[Segment]:
    return [_value(row) for row in session.execute(wanted)]


def _value(row: Row[*tuple[Any, ...]]) -> Segment:
    # Positions rather than names: a document is loaded whole, and this is most of that time.
    return Segment(
        row[0], row[1], row[2], row[3], row[4], row[5],
        row[6],
        Origin(row[7], row[8], row[9]),
        row[10], row[11], row[12], row[13], row[14], row[15], row[16], row[17],
    )  # fmt: skip
