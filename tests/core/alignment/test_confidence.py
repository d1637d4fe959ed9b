"""How sure beads are said to be."""

import numpy as np

from core.alignment.confidence import calibrated, features
from core.alignment.lattice import SHAPES, Step
from core.alignment.lengths import length_model

PAIR, DELETION = SHAPES.index((1, 1)), SHAPES.index((1, 0))
LONG = np.full(20, 50.0)


def confidences(
    steps: list[Step], source: list[float], target: list[float], pairs: float
) -> list[float]:
    sober = np.full(len(steps), 0.97)
    rows = features(
        steps, sober, pairs, length_model(LONG, LONG), (np.array(source), np.array(target))
    )
    result: list[float] = calibrated(rows).tolist()
    return result


def three_pairs() -> list[Step]:
    return [Step(PAIR, n, n, 0) for n in (1, 2, 3)]


def test_lengths_that_fit_make_sure() -> None:
    fitting = confidences(three_pairs(), [50, 50, 50], [50, 50, 50], 0.9)
    not_fitting = confidences(three_pairs(), [50, 50, 50], [50, 110, 50], 0.9)
    assert min(fitting) > 0.9
    assert not_fitting[1] < fitting[1]


def test_what_seems_to_have_crossed_makes_both_beads_doubtful() -> None:
    crossed = confidences(three_pairs(), [50, 50, 50], [50, 20, 80], 0.9)
    fitting = confidences(three_pairs(), [50, 50, 50], [50, 50, 50], 0.9)
    assert max(crossed[1:]) < min(fitting)


def test_free_translations_are_less_sure() -> None:
    faithful = confidences(three_pairs(), [50, 50, 50], [50, 50, 50], 0.95)
    free = confidences(three_pairs(), [50, 50, 50], [50, 50, 50], 0.5)
    assert free[1] < faithful[1]


def test_what_stays_alone_is_less_sure_than_a_pair() -> None:
    steps = [Step(PAIR, 1, 1, 0), Step(DELETION, 2, 1, 0), Step(PAIR, 3, 2, 0)]
    found = confidences(steps, [50, 50, 50], [50, 50], 0.9)
    assert found[1] < found[0]
