"""What a translator does to segments: type, confirm, restore, undo, redo.

Every function takes the segments as the person saw them, stores the act in one transaction with
its history, and returns it as one undo step. ConflictError is raised when somebody else changed
a segment in the meantime, NotAllowedError when its state or the role forbids the act; nothing is
stored then.
"""

from collections.abc import Sequence
from dataclasses import replace

from core import review
from core.errors import ConflictError
from core.history import Act, ChangeKind, Version
from core.people import Person
from core.progress import Progress
from core.segment import TYPED, Origin, Segment
from db import comments, history, segments
from db.store import Store
from services import propagating
from services.clock import now


def set_target(
    store: Store,
    segment: Segment,
    text: str,
    person: Person,
    origin: Origin = TYPED,
    since: Segment | None = None,
) -> Act:
    """Give a segment a new target, typed or taken from `origin`.

    Typing is stored at every pause; `since` is the segment as it was when it began, so that the
    state does not depend on how often the person paused.
    """
    typed = review.typed(since or segment, text, person, origin)
    after = replace(segment, target=typed.target, state=typed.state, origin=typed.origin)
    return keep(store, ChangeKind.EDIT, [(segment, after)], person)


def confirm(store: Store, segment: Segment, text: str, person: Person) -> Act:
    """Confirm a segment with `text` as its target: its translator stands for it now.

    Its repetitions follow in the same act, as the project's settings say; see propagating.
    """
    after = review.confirmed(review.typed(segment, text, person))
    if after == segment:
        return Act(ChangeKind.CONFIRM, (), ())
    steps = propagating.steps(store, after)
    with store.transaction() as session:
        at = now()
        stored = history.keep(session, ChangeKind.CONFIRM, [(segment, after)], person, at)
        if steps:
            stored += history.keep(session, ChangeKind.PROPAGATE, steps, person, at)
    return Act(ChangeKind.CONFIRM, (segment, *(before for before, _ in steps)), tuple(stored))


def restore(store: Store, segment: Segment, version: Version, person: Person) -> Act:
    """Bring back text, state and origin of an earlier version as a new step."""
    after = review.restored(segment, version, person)
    return keep(store, ChangeKind.RESTORE, [(segment, after)], person)


def set_locked(store: Store, seen: Sequence[Segment], person: Person, *, closed: bool) -> Act:
    """Close segments to editing, or open them again, as one act."""
    kind = ChangeKind.LOCK if closed else ChangeKind.UNLOCK
    steps = [(segment, review.locked(segment, closed=closed)) for segment in seen]
    return keep(store, kind, steps, person)


def undo(store: Store, act: Act, person: Person, progress: Progress | None = None) -> list[Segment]:
    """Take an act back and return the segments as they are now.

    Raises Cancelled; nothing is stored then.
    """
    return _swap(store, act, ChangeKind.UNDO, person, progress or Progress())


def redo(store: Store, act: Act, person: Person, progress: Progress | None = None) -> list[Segment]:
    """Do an act again that was taken back, and return the segments as they are now.

    What only a reviewer may do is done again by a reviewer only. Raises Cancelled; nothing is
    stored then.
    """
    review.require_role(person, act.kind)
    return _swap(store, act, ChangeKind.REDO, person, progress or Progress())


def keep(
    store: Store,
    kind: ChangeKind,
    steps: Sequence[tuple[Segment, Segment]],
    person: Person,
    reason: str = "",
    progress: Progress | None = None,
) -> Act:
    """Store the steps (before, after) of one act with their history; `reason` as a comment too.

    Steps that change nothing are left out. Raises Cancelled; nothing is stored then.
    """
    steps = [(before, after) for before, after in steps if before != after]
    if not steps:
        return Act(kind, (), ())
    with store.transaction() as session:
        at = now()
        stored = history.keep(session, kind, steps, person, at, reason, progress)
        reasons = [
            comments.add(session, segment.id, person, at, reason, is_reason=True)
            for segment in stored
            if reason
        ]
    return Act(kind, tuple(before for before, _ in steps), tuple(stored), tuple(reasons))


def _swap(
    store: Store,
    act: Act,
    kind: ChangeKind,
    person: Person,
    progress: Progress,
) -> list[Segment]:
    back = kind is ChangeKind.UNDO
    expected, wanted = (act.after, act.before) if back else (act.before, act.after)
    with store.transaction() as session:
        current = segments.get(session, [segment.id for segment in expected])
        for found, was in zip(current, expected, strict=True):
            _require_same(found, was)
        steps = [
            (found, _like(found, version)) for found, version in zip(current, wanted, strict=True)
        ]
        done = history.keep(session, kind, steps, person, now(), progress=progress)
        if act.comment_ids:
            comments.set_withdrawn(session, act.comment_ids, withdrawn=back)
    return done


def _require_same(found: Segment, was: Segment) -> None:
    if _like(found, was) != found:
        raise ConflictError(
            f"Segment {found.position + 1} has changed since, so this step cannot be taken back "
            "or done again. Use its history to restore an earlier version."
        )


def _like(found: Segment, version: Segment) -> Segment:
    """`found` with everything that acts change as it is in `version`."""
    return replace(
        found,
        target=version.target,
        state=version.state,
        origin=version.origin,
        locked=version.locked,
        key=version.key,
        source=version.source,
        joined=version.joined,
    )
