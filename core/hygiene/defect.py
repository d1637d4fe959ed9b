"""What hygiene finds in a text: where, of which kind, and what should stand there."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class DefectKind(StrEnum):
    """What is wrong at a place, in the order in which it is repaired."""

    MOJIBAKE = "mojibake"
    LOST = "lost"
    INVISIBLE = "invisible"
    COMPOSITION = "composition"
    LETTERS = "letters"
    MIXED_SCRIPT = "mixed-script"
    APOSTROPHES = "apostrophes"
    NO_BREAK_SPACE = "no-break-space"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]


_LABELS = {
    DefectKind.MOJIBAKE: "Letters read in a wrong encoding",
    DefectKind.LOST: "Lost letters",
    DefectKind.INVISIBLE: "Invisible characters",
    DefectKind.COMPOSITION: "Letters typed as two characters",
    DefectKind.LETTERS: "Letters of another alphabet",
    DefectKind.MIXED_SCRIPT: "Cyrillic and Latin in one word",
    DefectKind.APOSTROPHES: "Wrong apostrophes",
    DefectKind.NO_BREAK_SPACE: "No-break spaces",
}

REPAIRABLE: tuple[DefectKind, ...] = tuple(
    kind for kind in DefectKind if kind not in (DefectKind.LOST, DefectKind.NO_BREAK_SPACE)
)
"""Kinds that can be repaired, in the order in which that is done."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect: `text` is what stands at `start`–`end`, `repair` what should stand there.

    `repair` is None where only a person knows, and for no-break spaces, which are no mistake.
    """

    kind: DefectKind
    start: int
    end: int
    text: str
    repair: str | None = None


def put_right(text: str, defects: Iterable[Defect]) -> str:
    """`text` with all of these repaired that can be; they stand in order and do not overlap."""
    pieces, done = [], 0
    for defect in defects:
        if defect.repair is not None:
            pieces += [text[done : defect.start], defect.repair]
            done = defect.end
    return "".join([*pieces, text[done:]])
