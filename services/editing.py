"""What a translator does to segments: type, confirm, restore, undo, redo.

Every function takes the segments as the person saw them, stores the act in one transaction with
its history, and returns it as one undo step. ConflictError is raised when somebody else changed
a segment in the meantime, NotAllowedError when its state or the role forbids the act; nothing is
stored then.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from core import review
from core.errors import ConflictError
from core.history import Act, ChangeKind, Version
from core.people import Person
from core.segment import TYPED, Origin, Segment
from db import comments, history, segments
from db.store import Store
from services.clock import now


def set_target(
    store: Store, segment: Segment, text: str, person: Person, origin: Origin = TYPED
) -> Act:
    """Give a segment a new target, typed or taken from `origin`."""
    after = review.typed(segment, text, person, origin)
    return keep(store, ChangeKind.EDIT, [(segment, after)], person)


def confirm(store: Store, segment: Segment, text: str, person: Person) -> Act:
    """Confirm a segment with `text` as its target: its translator stands for it now."""
    after = review.confirmed(review.typed(segment, text, person))
    return keep(store, ChangeKind.CONFIRM, [(segment, after)], person)


def restore(store: Store, segment: Segment, version: Version, person: Person) -> Act:
    """Bring back text, state and origin of an earlier version as a new step."""
    after = review.restored(segment, version, person)
    return keep(store, ChangeKind.RESTORE, [(segment, after)], person)


def set_locked(store: Store, seen: Sequence[Segment], person: Person, *, closed: bool) -> Act:
    """Close segments to editing, or open them again, as one act."""
    kind = ChangeKind.LOCK if closed else ChangeKind.UNLOCK
    steps = [(segment, review.locked(segment, closed=closed)) for segment in seen]
    return keep(store, kind, steps, person)


def undo(store: Store, act: Act, person: Person) -> list[Segment]:
    """Take an act back and return the segments as they are now."""
    return _swap(store, act, ChangeKind.UNDO, act.after, act.before, person)


def redo(store: Store, act: Act, person: Person) -> list[Segment]:
    """Do an act again that was taken back, and return the segments as they are now."""
    return _swap(store, act, ChangeKind.REDO, act.before, act.after, person)


def keep(
    store: Store,
    kind: ChangeKind,
    steps: Sequence[tuple[Segment, Segment]],
    person: Person,
    reason: str = "",
) -> Act:
    """Store the steps (before, after) of one act with their history; `reason` as a comment too.

    Steps that change nothing are left out.
    """
    steps = [(before, after) for before, after in steps if before != after]
    if not steps:
        return Act(kind, (), ())
    with store.transaction() as session:
        stored, at, reasons = [], now(), []
        for before, after in steps:
            stored.append(segments.save(session, after))
            history.record(session, kind, before, stored[-1], person, at, reason)
            if reason:
                reasons.append(comments.add(session, after.id, person, at, reason, is_reason=True))
    return Act(kind, tuple(before for before, _ in steps), tuple(stored), tuple(reasons))


def _swap(
    store: Store,
    act: Act,
    kind: ChangeKind,
    expected: Sequence[Segment],
    wanted: Sequence[Segment],
    person: Person,
) -> list[Segment]:
    with store.transaction() as session:
        current = segments.get(session, [segment.id for segment in expected])
        for found, was in zip(current, expected, strict=True):
            if Version.of(found) != Version.of(was):
                raise ConflictError(
                    f"Segment {found.position + 1} has changed since, so this step cannot be "
                    "taken back. Use its history to restore an earlier version."
                )
        done = [
            _put(session, kind, found, version, person)
            for found, version in zip(current, wanted, strict=True)
        ]
        if act.comment_ids:
            withdrawn = kind is ChangeKind.UNDO
            comments.set_withdrawn(session, act.comment_ids, withdrawn=withdrawn)
    return done


def _put(
    session: Session, kind: ChangeKind, found: Segment, wanted: Segment, person: Person
) -> Segment:
    after = replace(
        found,
        target=wanted.target,
        state=wanted.state,
        origin=wanted.origin,
        locked=wanted.locked,
    )
    stored = segments.save(session, after)
    history.record(session, kind, found, stored, person, now())
    return stored
