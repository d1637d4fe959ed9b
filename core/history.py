"""What happened to a segment: every change, by whom, from what to what."""

from dataclasses import dataclass
from enum import StrEnum

from core.people import Person
from core.segment import Origin, Segment, State


class ChangeKind(StrEnum):
    """The act of a person that a change belongs to."""

    EDIT = "edit"
    CONFIRM = "confirm"
    APPROVE = "approve"
    SEND_BACK = "send back"
    RESTORE = "restore"
    LOCK = "lock"
    UNLOCK = "unlock"
    PRETRANSLATE = "pre-translate"
    PROPAGATE = "propagate"
    JOIN = "join"
    CONVERT = "convert script"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Version:
    """What a segment's target was at one time: its text, how far it was, where it came from."""

    target: str
    state: State
    origin: Origin

    @classmethod
    def of(cls, segment: Segment) -> "Version":
        """The version that `segment` shows."""
        return cls(segment.target, segment.state, segment.origin)


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the history of a segment.

    `sequence` orders changes; `at` (UTC, ISO 8601) is only shown, since clocks jump. `locked` is
    whether the segment was closed to editing afterwards.
    """

    sequence: int
    segment_id: int
    kind: ChangeKind
    person: Person
    at: str
    before: Version
    after: Version
    reason: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person did, as one undo step: the segments before and after it, in order.

    `comment_ids` are the comments that the act brought with it.
    """

    kind: ChangeKind
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    comment_ids: tuple[int, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is different after the act."""
        return self.before != self.after
