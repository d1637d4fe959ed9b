"""A bead: one group of an alignment, so many source sentences for so many target sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentence numbers (0-based, ascending, each side without gaps) that translate each other.

    Either side may be empty, for text without a counterpart. `confidence` is the probability
    (0–1) that exactly this grouping is right.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that cover both texts once, in order.

    `parallel` tells whether the texts look like translations of each other at all, and
    `confidence` (0–1) how sure that is: near 1 plainly parallel, near 0 plainly not.
    """

    beads: tuple[Bead, ...]
    parallel: bool
    confidence: float
