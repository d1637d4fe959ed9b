from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.memory import index_equal
from core.memory.index_columns import rows_of
from core.memory.index_equal import EqualRows

ROWS = st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=12)


@given(ROWS, st.lists(st.integers(0, 3), max_size=4))
def test_finds_the_rows_that_are_equal(rows: list[list[int]], wanted: list[int]) -> None:
    with patch.object(index_equal, "_AT_ONCE", 2):
        made = EqualRows.of(rows_of(rows))
    for equal in (made, EqualRows.from_arrays(made.arrays())):
        assert equal.like(wanted).tolist() == [n for n, row in enumerate(rows) if row == wanted]


def test_order_and_length_make_a_difference() -> None:
    rows = [[1, 2], [2, 1], [1, 2, 0], [0, 1, 2], [1], []]
    equal = EqualRows.of(rows_of(rows))
    assert [equal.like(row).tolist() for row in rows] == [[n] for n in range(6)]
    assert equal.like([2**31 - 1] * 300).dtype == np.int32
