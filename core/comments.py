"""A comment: a remark about a segment, or the reason why it was sent back."""

from dataclasses import dataclass

from core.people import Person


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of one person about one segment; `is_reason` when it explains a sending back."""

    id: int
    segment_id: int
    person: Person
    at: str
    text: str
    is_reason: bool = False
