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
class Moved:
    """A passage that stands elsewhere in the translation: `source` translated by `target`.

    Both are sentence numbers from the first up to, not including, the last; in the beads of the
    alignment these sentences stand alone. `confidence` (0–1) tells how sure this is.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that cover both texts once, in order.

    `parallel` tells whether the texts look like translations of each other at all, and
    `confidence` (0–1) how sure that is: near 1 plainly parallel, near 0 plainly not. `moved` are
    passages whose translation was found at another place, which beads in order cannot show.
    """

    beads: tuple[Bead, ...]
    parallel: bool
    confidence: float
    moved: tuple[Moved, ...] = ()
