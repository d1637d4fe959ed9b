"""A segment: one source text and its target, with how far it is and where its text came from."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b


class State(StrEnum):
    """How far a segment is; the order of the names is the order of the work."""

    NEW = "new"
    DRAFT = "draft"
    REJECTED = "rejected"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def rank(self) -> int:
        """0 for new up to 5 for final; "from a state up" compares ranks."""
        return list(State).index(self)


CONFIRMED = frozenset({State.TRANSLATED, State.REVIEWED, State.FINAL})
"""The states whose target somebody stands for; they feed the project's memory."""


class OriginKind(StrEnum):
    """Where the text of a target came from."""

    NONE = "none"
    TYPED = "typed"
    MEMORY = "memory"
    MACHINE = "machine"
    ALIGNMENT = "alignment"
    COPIED = "copied"
    PROPAGATED = "propagated"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a target came from: the kind, a score in per cent where there is one, and by whom.

    `score` is the match score for memory and the confidence for alignment; `detail` names the
    memory, engine or file.
    """

    kind: OriginKind = OriginKind.NONE
    score: int | None = None
    detail: str = ""


NO_ORIGIN = Origin()
TYPED = Origin(OriginKind.TYPED)


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of work.

    `key` is where the document's format finds it again in the kept original. `language` is the
    tag of the source text, and `language_sure` is False where it was inherited from neighbours.
    `paragraph` counts paragraphs of the document from 0; several sentences share one.
    `version` grows by one at every stored change and guards against overwriting somebody's work.
    A `joined` one was taken into the one before it: kept for its history and for undo, and shown
    nowhere.
    """

    id: int
    document_id: int
    position: int
    key: str
    source: str
    target: str = ""
    state: State = State.NEW
    origin: Origin = NO_ORIGIN
    language: str = ""
    language_sure: bool = True
    paragraph: int = 0
    note: str = ""
    context: str = ""
    locked: bool = False
    version: int = 1
    joined: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody stands for the target."""
        return self.state in CONFIRMED


def checksum(source: str, target: str) -> bytes:
    """Sixteen bytes that change when either text does; they notice silent damage on disk."""
    digest = blake2b(digest_size=16)
    digest.update(source.encode("utf-8"))
    digest.update(b"\x00")
    digest.update(target.encode("utf-8"))
    return digest.digest()
