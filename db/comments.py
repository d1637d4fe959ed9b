"""Storing and finding comments."""

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.comments import Comment
from core.people import Person
from db.models import CommentRow, DocumentRow, SegmentRow


def add(
    session: Session, segment_id: int, person: Person, at: str, text: str, *, is_reason: bool
) -> int:
    """Store a comment and return its id."""
    row = CommentRow(
        segment_id=segment_id,
        person=person.name,
        role=person.role,
        at=at,
        text=text,
        is_reason=is_reason,
        withdrawn=False,
    )
    session.add(row)
    session.flush()
    return row.id


def set_withdrawn(session: Session, ids: Iterable[int], *, withdrawn: bool) -> None:
    """Withdraw comments, or bring them back: what undo and redo of their act mean."""
    session.execute(
        update(CommentRow).where(CommentRow.id.in_(list(ids))).values(withdrawn=withdrawn)
    )


def of_segment(session: Session, segment_id: int) -> list[Comment]:
    """The comments of a segment that stand, the oldest first."""
    wanted = select(CommentRow).where(CommentRow.segment_id == segment_id)
    return _values(session.scalars(wanted.where(~CommentRow.withdrawn).order_by(CommentRow.id)))


def of_project(session: Session, project_id: int) -> list[Comment]:
    """All comments of the project that stand, the oldest first."""
    return _values(
        session.scalars(
            select(CommentRow)
            .join(SegmentRow, SegmentRow.id == CommentRow.segment_id)
            .join(DocumentRow, DocumentRow.id == SegmentRow.document_id)
            .where(DocumentRow.project_id == project_id, ~CommentRow.withdrawn)
            .order_by(CommentRow.id)
        )
    )


def _values(rows: Iterable[CommentRow]) -> list[Comment]:
    return [
        Comment(
            row.id, row.segment_id, Person(row.person, row.role), row.at, row.text,
            row.is_reason,
        )
        for row in rows
    ]  # fmt: skip
