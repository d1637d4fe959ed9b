"""Who may move a segment from which state to which, and why not otherwise."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import NotAllowedError
from core.history import Change, ChangeKind, Version
from core.people import Person, Role
from core.segment import CONFIRMED, NO_ORIGIN, TYPED, Origin, OriginKind, Segment, State

_AFTER_TYPING = {
    State.NEW: State.DRAFT,
    State.DRAFT: State.DRAFT,
    State.REJECTED: State.REJECTED,  # stays open until the translator confirms an answer
    State.TRANSLATED: State.DRAFT,
    State.REVIEWED: State.TRANSLATED,
}
"""What changing the text makes of a state; final text cannot be changed."""

_AFTER_CONFIRM = {
    State.NEW: State.TRANSLATED,
    State.DRAFT: State.TRANSLATED,
    State.REJECTED: State.TRANSLATED,
    State.TRANSLATED: State.TRANSLATED,
    State.REVIEWED: State.REVIEWED,  # a translator passing by takes no approval away
}
"""What a translator's confirming makes of a state."""

_GOING_BACK = frozenset({ChangeKind.UNDO, ChangeKind.REDO, ChangeKind.RESTORE})
_REVIEWING = frozenset({ChangeKind.APPROVE, ChangeKind.SEND_BACK})
_CONFIRMING = frozenset({ChangeKind.CONFIRM, ChangeKind.PRETRANSLATE, ChangeKind.PROPAGATE})
_UNFINISHED = frozenset({State.NEW, State.DRAFT})
_WRITTEN_BY_PEOPLE = frozenset({OriginKind.TYPED, OriginKind.IMPORTED, OriginKind.ALIGNMENT})
_APPROVABLE = frozenset({State.TRANSLATED, State.REVIEWED, State.REJECTED})
_SENDABLE_BACK = frozenset({State.TRANSLATED, State.REVIEWED})


def typed(segment: Segment, text: str, person: Person, origin: Origin = TYPED) -> Segment:
    """`segment` after `person` gave it the target `text`.

    A reviewer who corrects a confirmed segment leaves it translated; a translator makes it a
    draft again. An emptied segment never stays confirmed. Raises NotAllowedError where the
    segment is closed, and for a NUL, which neither XML nor a database on a server can keep.
    """
    require_open(segment)
    if text == segment.target:
        return segment
    if "\0" in text:
        raise NotAllowedError(
            f"The text of segment {segment.position + 1} holds a NUL character, which no file "
            "can keep. Delete it and try again."
        )
    state = _AFTER_TYPING[segment.state]
    if person.role is Role.REVIEWER and segment.state is State.TRANSLATED:
        state = State.TRANSLATED
    if not text.strip() and state is State.TRANSLATED:
        state = State.DRAFT
    return replace(segment, target=text, state=state, origin=origin if text else NO_ORIGIN)


def confirmed(segment: Segment) -> Segment:
    """`segment` after a translator confirmed it. Raises NotAllowedError."""
    require_open(segment)
    _require_target(segment, "confirmed")
    return replace(segment, state=_AFTER_CONFIRM[segment.state])


def waits_for(segment: Segment, role: Role) -> bool:
    """Whether somebody in this role still has to finish it."""
    if segment.locked:
        return False
    if role is Role.REVIEWER:
        return segment.state is State.TRANSLATED
    return segment.state not in CONFIRMED


def may_fill(segment: Segment, *, over_drafts: bool) -> bool:
    """Whether pre-translation may give `segment` a target: it is open and has none, or a draft."""
    if why_closed(segment) or segment.state not in _UNFINISHED:
        return False
    return over_drafts or not segment.target.strip()


def may_follow(segment: Segment) -> bool:
    """Whether `segment` may follow what it repeats: it is open, and nobody wrote its draft."""
    if why_closed(segment) or segment.state not in _UNFINISHED:
        return False
    return not segment.target.strip() or segment.origin.kind not in _WRITTEN_BY_PEOPLE


def converted(segment: Segment, text: str, *, sure: bool) -> Segment:
    """`segment` with its target in another script. Raises NotAllowedError where it is closed.

    An approval was for the text as it was. A confirmed target stays translated where the
    conversion is `sure`, and becomes a draft where somebody should look at it.
    """
    require_open(segment)
    state = segment.state
    if segment.is_confirmed:
        state = State.TRANSLATED if sure else State.DRAFT
    return replace(segment, target=text, state=state)


def filled(segment: Segment, text: str, origin: Origin, state: State) -> Segment:
    """`segment` after it was given `text` by pre-translation or propagation, in `state`."""
    return replace(segment, target=text, state=state, origin=origin)


def translator(changes: Sequence[Change]) -> str:
    """Who stands for a segment's present text, by all its changes from the oldest to the newest.

    That is who confirmed it last, by hand or by having it filled as translated, where going back
    to an earlier version (undo, redo, restore) brings back who stood for that one. Empty when
    nobody did: it is as it came from a file.
    """
    now = ""
    by_version = {change.before: "" for change in changes[:1]}
    for change in changes:
        if change.kind in _CONFIRMING and change.after.state in CONFIRMED:
            now = change.person.name
        elif change.kind in _GOING_BACK:
            now = by_version.get(change.after, now)
        by_version[change.after] = now
    return now


def approved(
    segment: Segment, person: Person, confirmed_by: str, *, self_approval: bool
) -> Segment:
    """`segment` after a reviewer approved it; `confirmed_by` is its translator.

    Raises NotAllowedError where there is nothing to approve yet, or where people would approve
    their own translation and the project does not say that they may.
    """
    require_open(segment)
    _require_reviewer(person, "approve")
    _require_target(segment, "approved")
    if segment.state not in _APPROVABLE:
        raise NotAllowedError(
            f"Segment {segment.position + 1} is still a draft. Its translator confirms it first."
        )
    if is_left_to_others(person, confirmed_by, self_approval=self_approval):
        raise NotAllowedError(
            f"Segment {segment.position + 1} is your own translation. Somebody else approves it, "
            "unless the project's settings allow self-approval."
        )
    return replace(segment, state=State.REVIEWED)


def is_left_to_others(person: Person, confirmed_by: str, *, self_approval: bool) -> bool:
    """Whether `person` would approve their own translation, which the project does not allow."""
    return confirmed_by == person.name and not self_approval


def sent_back(segment: Segment, person: Person, reason: str) -> Segment:
    """`segment` after a reviewer sent it back. Raises NotAllowedError, also without a reason."""
    require_open(segment)
    _require_reviewer(person, "send back")
    if not reason.strip():
        raise NotAllowedError("Say why it is sent back: the translator needs a reason.")
    if segment.state not in _SENDABLE_BACK:
        raise NotAllowedError(
            f"Segment {segment.position + 1} is not confirmed, so there is nothing to send back."
        )
    return replace(segment, state=State.REJECTED)


def restored(segment: Segment, version: Version, person: Person) -> Segment:
    """`segment` with text, state and origin of an earlier version.

    An approval comes back only by a reviewer's hand; for a translator it becomes translated.
    """
    require_open(segment)
    state = version.state
    if state.rank > State.TRANSLATED.rank and person.role is not Role.REVIEWER:
        state = State.TRANSLATED
    return replace(segment, target=version.target, state=state, origin=version.origin)


def locked(segment: Segment, *, closed: bool) -> Segment:
    """`segment` closed to editing, or opened again. Raises NotAllowedError for final text."""
    if segment.state is State.FINAL:
        raise NotAllowedError(why_closed(segment))
    return replace(segment, locked=closed)


def require_role(person: Person, kind: ChangeKind) -> None:
    """Raise NotAllowedError unless `person` has the role for acts of this kind."""
    if kind in _REVIEWING:
        _require_reviewer(person, kind.value)


def why_closed(segment: Segment) -> str:
    """Why the segment cannot be edited, in a sentence; empty when it can."""
    if segment.state is State.FINAL:
        return f"Segment {segment.position + 1} is final: it was signed off."
    if segment.locked:
        return f"Segment {segment.position + 1} is locked. Unlock it (Ctrl+Shift+L) to work on it."
    return ""


def require_open(segment: Segment) -> None:
    """Raise NotAllowedError with the reason when the segment cannot be edited."""
    if reason := why_closed(segment):
        raise NotAllowedError(reason)


def _require_reviewer(person: Person, act: str) -> None:
    if person.role is not Role.REVIEWER:
        raise NotAllowedError(f"Only a reviewer can {act}. Change your role first.")


def _require_target(segment: Segment, act: str) -> None:
    if not segment.target.strip():
        raise NotAllowedError(
            f"Segment {segment.position + 1} has no translation yet, so it cannot be {act}."
        )
