"""Storing and finding the history of segments; it only ever grows."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from core.history import Change, ChangeKind, Version
from core.people import Person
from core.progress import Progress
from core.segment import Origin, Segment
from db import segments
from db.models import ChangeRow

_SOME = 500  # SQLite bounds the variables of a statement
_PORTION = 5_000  # steps that are stored in less than a second


def keep(
    session: Session,
    kind: ChangeKind,
    steps: Sequence[tuple[Segment, Segment]],
    person: Person,
    at: str,
    reason: str = "",
    progress: Progress | None = None,
) -> list[Segment]:
    """Store the steps (before, after) of one act with their place in the history.

    Returns the segments as they are now. Raises ConflictError when one of them is of another
    version by now than its step begins with, and Cancelled between two portions: the transaction
    is not to be kept then.
    """
    stored = []
    for start in range(0, len(steps), _PORTION):
        if progress:
            progress.step(start / len(steps))
        portion = steps[start : start + _PORTION]
        stored += segments.save(session, [after for _, after in portion])
        _add(session, kind, portion, person, at, reason)
    if reshaped := {after.document_id for before, after in steps if before.joined != after.joined}:
        for document_id in reshaped:
            segments.renumber(session, document_id)
        stored = segments.get(session, [segment.id for segment in stored])
    return stored


def _add(
    session: Session,
    kind: ChangeKind,
    steps: Sequence[tuple[Segment, Segment]],
    person: Person,
    at: str,
    reason: str,
) -> None:
    session.execute(
        insert(ChangeRow),
        [
            {
                "segment_id": after.id,
                "kind": kind,
                "person": person.name,
                "role": person.role,
                "at": at,
                "reason": reason,
                "locked": after.locked,
                **_columns("before", Version.of(before)),
                **_columns("after", Version.of(after)),
            }
            for before, after in steps
        ],
    )


def of_segment(session: Session, segment_id: int) -> list[Change]:
    """All changes of a segment, the oldest first."""
    return of_segments(session, [segment_id])[segment_id]


def of_segments(session: Session, segment_ids: Sequence[int]) -> dict[int, list[Change]]:
    """All changes of each of these segments, the oldest first."""
    found: dict[int, list[Change]] = {id_: [] for id_ in segment_ids}
    for some in _portions(segment_ids):
        for change in _values(session, select(ChangeRow).where(ChangeRow.segment_id.in_(some))):
            found[change.segment_id].append(change)
    return found


def _portions(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _SOME] for start in range(0, len(ids), _SOME))


def _columns(prefix: str, version: Version) -> dict[str, object]:
    return {
        f"{prefix}_target": version.target,
        f"{prefix}_state": version.state,
        f"{prefix}_origin_kind": version.origin.kind,
        f"{prefix}_origin_score": version.origin.score,
        f"{prefix}_origin_detail": version.origin.detail,
    }


def _values(session: Session, wanted: Select[ChangeRow]) -> list[Change]:
    return [_value(row) for row in session.scalars(wanted.order_by(ChangeRow.id))]


def _value(row: ChangeRow) -> Change:
    before = Origin(row.before_origin_kind, row.before_origin_score, row.before_origin_detail)
    after = Origin(row.after_origin_kind, row.after_origin_score, row.after_origin_detail)
    return Change(
        row.id,
        row.segment_id,
        row.kind,
        Person(row.person, row.role),
        row.at,
        Version(row.before_target, row.before_state, before),
        Version(row.after_target, row.after_state, after),
        row.reason,
        row.locked,
    )
