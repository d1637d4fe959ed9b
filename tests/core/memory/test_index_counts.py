import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory.index_counts import Counts, columns_of


def packed(bits: np.typing.NDArray[np.bool_]) -> np.typing.NDArray[np.uint64]:
    return np.packbits(bits, axis=1, bitorder="little").view(np.uint64)


@given(st.integers(1, 40), st.integers(1, 3), st.integers(0, 45), st.integers(0, 2**32))
def test_counts_columns(rows: int, words: int, most: int, seed: int) -> None:
    bits = np.random.default_rng(seed).random((rows, 64 * words)) < 0.7
    lacks = np.count_nonzero(~bits, axis=0)
    for counts in (Counts.of_wide(list(packed(bits)), words), Counts.of_narrow(packed(bits))):
        assert counts.lacks(np.arange(64 * words)).tolist() == lacks.tolist()
        found = columns_of(counts.lacking(most), 0, 64 * words)
        assert found.tolist() == np.flatnonzero(lacks <= most).tolist()


def test_nothing_is_lacking_of_no_rows() -> None:
    counts = Counts.of_wide([], 2)
    assert columns_of(counts.lacking(0), 0, 128).tolist() == list(range(128))
    assert counts.lacks(np.array([5])).tolist() == [0]


@pytest.mark.parametrize(("first", "end"), [(0, 128), (3, 70), (64, 64)])
def test_columns_from_one_to_another(first: int, end: int) -> None:
    bits = np.random.default_rng(1).random((1, 128)) < 0.5
    places = np.flatnonzero(bits[0])
    expected = places[(places >= first) & (places < end)]
    assert columns_of(packed(bits)[0], first, end).tolist() == expected.tolist()
