"""How well sentences explain each other, against sums over words listed one by one."""

from itertools import product
from math import log

import numpy as np
import pytest

from core.alignment.borders import Ends, learned_borders
from core.alignment.explained import BothWays, Explained, Matrix
from core.alignment.headings import HeadingNumbers
from core.alignment.lattice import SHAPES
from core.alignment.tokens import MARKS

MATCHES = [shape for shape in SHAPES if all(shape)]
RANDOM = np.random.default_rng(4)
X: Matrix = (RANDOM.random((6, 9)) < 0.4).astype(np.float32)
Y: Matrix = (RANDOM.random((7, 8)) < 0.4).astype(np.float32)
FORTH: Matrix = RANDOM.exponential(3, (9, 8)).astype(np.float32)
BACK: Matrix = RANDOM.exponential(3, (8, 9)).astype(np.float32)


def both_ways() -> BothWays:
    sizes, parts = range(1, 5), range(1, 3)
    return BothWays(
        Explained(X, FORTH @ Y.T, Y, sizes, parts), Explained(Y, BACK @ X.T, X, sizes, parts)
    )


def explained(words: Matrix, ratios: Matrix, own: Matrix, other: Matrix | None = None) -> float:
    """The log ratio of the words of one sentence by the words of its own group and half another."""
    result = 0.0
    for word in np.flatnonzero(words):
        sums, counts = float((own @ ratios[word]).sum()), float(own.sum())
        if other is not None:
            sums, counts = (
                sums + 0.5 * float(other @ ratios[word]),
                counts + 0.5 * float(other.sum()),
            )
        result += log((1 + sums) / (1 + counts))
    return result


def one_way(x: Matrix, ratios: Matrix, y: Matrix, a: int, b: int) -> float:
    """All of x by all of y; a and b sentences come before the border, if there is one."""
    result = 0.0
    for number, words in enumerate(x):
        if number < a:
            result += explained(
                words, ratios, y[:b], y[b] if number == a - 1 < len(x) - 1 else None
            )
        else:
            result += explained(words, ratios, y[b:], y[b - 1] if number == a else None)
    return result


@pytest.mark.parametrize("shape", MATCHES)
def test_words_of_all_shapes(shape: tuple[int, int]) -> None:
    a, b = shape
    found = both_ways().scores(a, b)
    for i, j in product(range(a, len(X) + 1), range(b, len(Y) + 1)):
        x, y = X[i - a : i], Y[j - b : j]
        borders = list(product(range(1, a), range(1, b))) if min(a, b) > 1 else [(a, b)]
        expected = max(
            one_way(x, FORTH, y, *border) + one_way(y, BACK, x, *border[::-1]) for border in borders
        )
        assert found[i - 1, j - 1] == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_headings_want_their_numbers() -> None:
    headings = np.array([0, 5, 0, 7])
    numbers = np.array([0, 5])  # the second type is the number 5
    presence = np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32)
    found = HeadingNumbers(headings, numbers, presence)
    np.testing.assert_array_equal(found.missing(1, 1)[1], [1, 0, 1])
    np.testing.assert_array_equal(found.missing(1, 2)[1], [1, 0, 0])
    np.testing.assert_array_equal(found.missing(3, 1)[3], [2, 1, 2])
    assert not HeadingNumbers(headings[:1], numbers, presence).missing(1, 1).any()


def test_marks_speak_for_what_was_seen_of_them() -> None:
    stop, semicolon = (MARKS.index(mark) + 1 for mark in ".;")
    source = np.array([stop] * 40 + [semicolon] * 40)
    target = np.array([stop] * 80)
    first = learned_borders(source, target)
    assert first.ends[stop, stop] > first.ends[semicolon, stop]
    assert first.source[semicolon] == pytest.approx(0)
    seen = Ends([source[:40], source[40:]], [target[:40]], np.ones(40))
    later = learned_borders(source, target, [seen])
    assert later.source[semicolon] > 0.5 > 0 > later.source[stop]
    assert later.ends[stop, stop] > later.ends[semicolon, stop]
    scores = later.score(np.array([semicolon, stop]), np.array([stop]), 2, 1)
    assert scores[1, 0] == pytest.approx(later.source[semicolon] + later.ends[stop, stop])
