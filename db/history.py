"""Storing and finding the history of segments; it only ever grows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.history import Change, ChangeKind, Version
from core.people import Person, Role
from core.segment import Origin, OriginKind, Segment, State
from db.models import ChangeRow


def record(
    session: Session,
    kind: ChangeKind,
    before: Segment,
    after: Segment,
    person: Person,
    at: str,
    reason: str = "",
) -> None:
    """Add the step from `before` to `after`, two versions of one segment."""
    session.add(
        ChangeRow(
            segment_id=after.id,
            kind=kind.value,
            person=person.name,
            role=person.role.value,
            at=at,
            reason=reason,
            **_columns("before", Version.of(before)),
            **_columns("after", Version.of(after)),
        )
    )


def of_segment(session: Session, segment_id: int) -> list[Change]:
    """All changes of a segment, the oldest first."""
    rows = session.scalars(
        select(ChangeRow).where(ChangeRow.segment_id == segment_id).order_by(ChangeRow.id)
    )
    return [_value(row) for row in rows]


def last_confirmed_by(session: Session, segment_id: int) -> str:
    """Who last confirmed the segment as its translator; empty when nobody did."""
    return (
        session.scalar(
            select(ChangeRow.person)
            .where(ChangeRow.segment_id == segment_id)
            .where(ChangeRow.kind == ChangeKind.CONFIRM.value)
            .order_by(ChangeRow.id.desc())
            .limit(1)
        )
        or ""
    )


def last_changes(session: Session, segment_ids: list[int]) -> dict[int, Change]:
    """The newest change of each of these segments that has one."""
    newest: dict[int, Change] = {}
    for start in range(0, len(segment_ids), 500):
        some = segment_ids[start : start + 500]
        rows = session.scalars(
            select(ChangeRow).where(ChangeRow.segment_id.in_(some)).order_by(ChangeRow.id)
        )
        newest.update((row.segment_id, _value(row)) for row in rows)
    return newest


def _columns(prefix: str, version: Version) -> dict[str, object]:
    return {
        f"{prefix}_target": version.target,
        f"{prefix}_state": version.state.value,
        f"{prefix}_origin_kind": version.origin.kind.value,
        f"{prefix}_origin_score": version.origin.score,
        f"{prefix}_origin_detail": version.origin.detail,
    }


def _value(row: ChangeRow) -> Change:
    before = Origin(
        OriginKind(row.before_origin_kind), row.before_origin_score, row.before_origin_detail
    )
    after = Origin(
        OriginKind(row.after_origin_kind), row.after_origin_score, row.after_origin_detail
    )
    return Change(
        row.id,
        row.segment_id,
        ChangeKind(row.kind),
        Person(row.person, Role(row.role)),
        row.at,
        Version(row.before_target, State(row.before_state), before),
        Version(row.after_target, State(row.after_state), after),
        row.reason,
    )
