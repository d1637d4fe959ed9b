"""An alignment in progress: two texts cut into sentences, and the beads found so far."""

from dataclasses import dataclass

from core.alignment.bead import Alignment


@dataclass(frozen=True, slots=True)
class AlignmentSession:
    """Two named texts as sentences with their alignment, kept so that work on it can go on."""

    id: int
    source_name: str
    target_name: str
    source_language: str
    target_language: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    alignment: Alignment
