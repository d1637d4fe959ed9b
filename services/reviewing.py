"""What a reviewer does: approve, send back with a reason; and what both read: history, comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import review
from core.comments import Comment
from core.counting import counted
from core.history import Act, Change, ChangeKind
from core.people import Person
from core.progress import Progress
from core.segment import Segment
from db import comments, history, projects
from db.store import Store
from services.clock import now
from services.editing import keep


def approve(store: Store, seen: Sequence[Segment], person: Person, text: str | None = None) -> Act:
    """Approve segments as one act; `text` is the reviewer's corrected target of a single one.

    Raises NotAllowedError when any of them cannot be approved; nothing is stored then.
    """
    return _approve(store, seen, person, _rules(store, seen), text)


def approve_others(
    store: Store, seen: Sequence[Segment], person: Person, progress: Progress | None = None
) -> tuple[Act, str]:
    """Approve what others translated as one act, and leave one's own to somebody else.

    Returns the act and what the person should know, as a sentence. Raises NotAllowedError when
    all of them are one's own, or another one cannot be approved, and Cancelled; nothing is stored
    then.
    """
    rules = _rules(store, seen)
    others = [
        segment
        for segment in seen
        if not review.is_left_to_others(
            person, rules.translators[segment.id], self_approval=rules.self_approval
        )
    ]
    act = _approve(store, others or seen, person, rules, progress=progress)
    return act, _left(len(seen) - len(others))


@dataclass(frozen=True, slots=True)
class _Rules:
    """Who translated which segment, and whether people may approve their own."""

    translators: Mapping[int, str]
    self_approval: bool


def _rules(store: Store, seen: Sequence[Segment]) -> _Rules:
    with store.reading() as session:
        changes = history.of_segments(session, [segment.id for segment in seen])
        translators = {id_: review.translator(of_one) for id_, of_one in changes.items()}
        return _Rules(translators, projects.only(session).self_approval)


def _approve(
    store: Store,
    seen: Sequence[Segment],
    person: Person,
    rules: _Rules,
    text: str | None = None,
    progress: Progress | None = None,
) -> Act:
    steps = []
    for segment in seen:
        corrected = segment if text is None else review.typed(segment, text, person)
        translator = rules.translators[segment.id]
        after = review.approved(corrected, person, translator, self_approval=rules.self_approval)
        steps.append((segment, after))
    return keep(store, ChangeKind.APPROVE, steps, person, progress=progress)


def _left(own: int) -> str:
    if not own:
        return ""
    whose = counted(own, "is", "are")
    return (
        f"Of the segments shown {whose} your own translation and still waits for somebody else, "
        "unless the project's settings allow self-approval."
    )


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
    return histories_of(store, [segment_id])[segment_id]


def histories_of(store: Store, segment_ids: Sequence[int]) -> dict[int, list[Change]]:
    """Every change of each of these segments, the oldest first."""
    with store.reading() as session:
        return history.of_segments(session, segment_ids)
