"""The sums over alignments, against all alignments listed one by one."""

from collections.abc import Iterator
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.alignment.band import Band, full_band, make_band, narrowed
from core.alignment.lattice import SHAPES, Scores, best_path, evidence, posteriors
from core.progress import Progress

Path = list[tuple[int, int]]  # shape and cell of each bead


def all_paths(band: Band, i: int = 0, j: int = 0) -> Iterator[Path]:
    rows, columns = len(band.low) - 1, int(band.high[-1])
    if (i, j) == (rows, columns):
        yield []
    for shape, (a, b) in enumerate(SHAPES):
        row, column = i + a, j + b
        if row <= rows and band.low[row] <= column <= band.high[row]:
            cell = int(band.offsets[row] + column - band.low[row])
            for rest in all_paths(band, row, column):
                yield [(shape, cell), *rest]


def test_cells_of_a_narrower_band_are_found_in_the_wider_one() -> None:
    wider, narrower = full_band(4, 5), BANDS[3]
    found = wider.places(narrower.cells_in(wider))
    np.testing.assert_array_equal(found, narrower.places(np.arange(narrower.cells)))


def random_scores(band: Band, seed: int) -> Scores:
    shape = (len(SHAPES), band.cells)
    return np.random.default_rng(seed).normal(-1, 2, shape).astype(np.float32)


def weight(path: Path, scores: Scores) -> float:
    return sum(float(scores[step]) for step in path)


BANDS = [
    full_band(3, 4),
    full_band(1, 5),
    full_band(4, 1),
    make_band(np.array([0, 0, 1, 2, 3]), np.array([1, 2, 3, 4, 5]), 5),
]


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("seed", range(3))
def test_posteriors_are_shares_of_all_alignments(band: Band, seed: int) -> None:
    scores = random_scores(band, seed)
    paths = list(all_paths(band))
    total = sum(exp(weight(path, scores)) for path in paths)
    expected = np.zeros_like(scores)
    for path in paths:
        for step in path:
            expected[step] += exp(weight(path, scores)) / total
    found, log_total = posteriors(band, scores, Progress())
    assert log_total == pytest.approx(log(total), abs=1e-4)
    assert evidence(band, scores, Progress()) == pytest.approx(log(total), abs=1e-4)
    np.testing.assert_allclose(found, expected, atol=1e-4)


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("seed", range(3))
def test_the_best_path_has_the_largest_gain(band: Band, seed: int) -> None:
    gains = random_scores(band, seed)
    found = [(step.shape, step.cell) for step in best_path(band, gains, Progress())]
    best = max(all_paths(band), key=lambda path: weight(path, gains))
    assert weight(found, gains) == pytest.approx(weight(best, gains), abs=1e-4)


@given(
    st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), min_size=2), st.integers(0, 30)
)
def test_a_band_always_leaves_a_way(bounds: list[tuple[int, int]], columns: int) -> None:
    low, high = (np.array(side, dtype=np.int64) for side in zip(*bounds, strict=True))
    band = make_band(low, high, columns)
    assert (band.low[0], band.high[-1]) == (0, columns)
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert (band.low[1:] <= band.high[:-1]).all()
    assert (band.low >= 0).all()
    assert (band.low <= band.high).all()
    rows, places = band.places(np.arange(band.cells))
    assert (places >= band.low[rows]).all()
    assert (places <= band.high[rows]).all()


def test_a_narrowed_band_keeps_what_is_possible() -> None:
    band = full_band(100, 100)
    likely = np.zeros((len(SHAPES), band.cells), dtype=np.float32)
    cells = np.arange(1, 101) * 102  # cell (i, i) of rows of 101
    likely[0, cells] = 1
    smaller = narrowed(band, likely)
    assert smaller.cells < band.cells / 2
    diagonal = np.arange(101)
    assert (smaller.low <= diagonal).all()
    assert (smaller.high >= diagonal).all()
