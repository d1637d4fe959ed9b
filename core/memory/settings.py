"""How a project uses what was translated before."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.memory.penalties import PenaltySettings


class Propagation(StrEnum):
    """What the repetitions of a segment become when it is confirmed."""

    OFF = "off"
    DRAFT = "draft"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class MatchingSettings:
    """The penalties of matches, and what happens to repetitions.

    Repetitions become drafts by default: nobody has seen the text in its place there yet.
    """

    penalties: PenaltySettings = field(default_factory=PenaltySettings)
    propagation: Propagation = Propagation.DRAFT
