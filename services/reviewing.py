"""What a reviewer does: approve, send back with a reason; and what both read: history, comments."""

from collections.abc import Sequence

from core import review
from core.comments import Comment
from core.history import Act, Change, ChangeKind
from core.people import Person
from core.segment import Segment
from db import comments, history, projects
from db.store import Store
from services.clock import now
from services.editing import keep


def approve(store: Store, seen: Sequence[Segment], person: Person, text: str | None = None) -> Act:
    """Approve segments as one act; `text` is the reviewer's corrected target of a single one.

    Raises NotAllowedError when any of them cannot be approved; nothing is stored then.
    """
    with store.reading() as session:
        self_approval = projects.only(session).self_approval
        changes = history.of_segments(session, [segment.id for segment in seen])
    steps = []
    for segment in seen:
        corrected = segment if text is None else review.typed(segment, text, person)
        translator = review.translator(changes[segment.id])
        after = review.approved(corrected, person, translator, self_approval=self_approval)
        steps.append((segment, after))
    return keep(store, ChangeKind.APPROVE, steps, person)


def send_back(store: Store, segment: Segment, reason: str, person: Person) -> Act:
    """Send a segment back to its translator; the reason becomes a comment."""
    after = review.sent_back(segment, person, reason)
    return keep(store, ChangeKind.SEND_BACK, [(segment, after)], person, reason.strip())


def comment(store: Store, segment_id: int, text: str, person: Person) -> int:
    """Add a comment to a segment and return the comment's id."""
    with store.transaction() as session:
        return comments.add(session, segment_id, person, now(), text, is_reason=False)


def comments_of(store: Store, segment_id: int) -> list[Comment]:
    """The comments of a segment, the oldest first."""
    with store.reading() as session:
        return comments.of_segment(session, segment_id)


def commented_segments(store: Store) -> set[int]:
    """The ids of all segments that have a comment."""
    with store.reading() as session:
        project = projects.only(session)
        return {comment.segment_id for comment in comments.of_project(session, project.id)}


def history_of(store: Store, segment_id: int) -> list[Change]:
    """Every change of a segment, the oldest first."""
    with store.reading() as session:
        return history.of_segment(session, segment_id)
