"""How sure a bead is: its probability, corrected by where such probabilities were wrong before.

The weights of beads add up evidence as if every word spoke for itself, so that the probabilities
which follow from them are too near 0 and 1. And in free translations half a sentence may have
moved to the next bead, which the lengths of both give away.
"""

from collections.abc import Sequence

import numpy as np

from core.alignment.lattice import Step
from core.alignment.lengths import LengthModel
from core.alignment.tokens import Floats

SOBER = 0.5
"""The share of a bead's weight that evidence is worth when it comes to confidence."""

# Logistic regression over the 3,300 beads of the development sets, each set weighing the same, and
# a little more cautious, so that of beads said to be 0.9 or more 97 % are right in every one of
# these sets (`python -m tests.benchmarks.alignment --calibrate`).
WEIGHTS = (-2.731, 1.187, -1.648, -0.143, -0.168, -1.976)
_FARTHEST = 1e-4


def calibrated(features: Floats) -> Floats:
    """The probabilities (0–1) of beads with such features, shape (beads, 6)."""
    result: Floats = 1 / (1 + np.exp(-features @ np.array(WEIGHTS)))
    return result


def features(
    steps: Sequence[Step],
    sober: Floats,
    pairs: float,
    model: LengthModel,
    lengths: tuple[Floats, Floats],
) -> Floats:
    """What confidence rests on, one row per bead of an alignment.

    1; the log odds of its probability at SOBER weights (`sober`); whether it has one side only;
    how badly its lengths fit, in nats; how much better they would fit together with those of
    the bead before or behind; the log of the share of beads in the text that are not pairs of
    single sentences (1 - `pairs`).

    `lengths` are those of the sentences of either text.
    """
    source = _group_sums(lengths[0], [step.source_end for step in steps])
    target = _group_sums(lengths[1], [step.target_end for step in steps])
    match = (source > 0) & (target > 0)
    alone = model.misfit(source, target)
    together = model.misfit(source[:-1] + source[1:], target[:-1] + target[1:])
    gain = np.maximum(alone[:-1] + alone[1:] - together, 0)
    crossing = np.maximum(np.append(gain, 0), np.insert(gain, 0, 0))
    return np.stack(
        (
            np.ones(len(steps)),
            _log_odds(sober),
            ~match,
            np.where(match, alone, 0),
            np.where(match, crossing, 0),
            np.full(len(steps), np.log(max(1 - pairs, _FARTHEST))),
        ),
        axis=1,
    )


def _group_sums(values: Floats, ends: Sequence[int]) -> Floats:
    result: Floats = np.diff(np.insert(np.cumsum(values), 0, 0.0)[np.array(ends)], prepend=0)
    return result


def _log_odds(probability: Floats) -> Floats:
    safe = np.clip(probability, _FARTHEST, 1 - _FARTHEST)
    result: Floats = np.log(safe / (1 - safe))
    return result
