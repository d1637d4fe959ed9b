import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.memory.index_bits import Signatures, spread

FEATURES = 40


@given(st.data(), st.integers(1, 200), st.sampled_from([8, 64]))
def test_counts_what_each_column_lacks(data: st.DataObject, size: int, rows: int) -> None:
    one = st.lists(st.integers(0, FEATURES - 1), min_size=4, max_size=4)
    columns = data.draw(st.lists(one, min_size=size, max_size=size))
    row_of = spread(np.bincount(np.ravel(columns), minlength=FEATURES), rows)
    signatures = Signatures.empty(size, rows, row_of)
    for start in range(0, size, 64):
        part = columns[start : start + 64]
        cut = len(part) // 2
        groups = [(0, part[:cut]), (cut, part[cut:])]
        signatures.mark(start, len(part), ((first, np.array(g)) for first, g in groups if g))
    wanted = data.draw(st.lists(st.integers(0, FEATURES - 1), max_size=20))
    first = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(first + 1, size))
    most = data.draw(st.integers(0, 20))
    places, lacks = signatures.lacking(np.array(wanted, np.int32), most, first, end)
    expected = {}
    for place in range(first, end):
        there = {row_of[feature] for feature in columns[place]}
        missing = len({row_of[feature] for feature in wanted} - there)
        if missing <= most:
            expected[place] = missing
    assert dict(zip(places.tolist(), lacks.tolist(), strict=True)) == expected


def test_frequent_features_have_rows_of_their_own() -> None:
    row_of = spread(np.array([100, 1, 1, 50, 1, 0]), 3)
    assert len({row_of[0], row_of[3], row_of[1]}) == 3
    assert row_of[1] == row_of[2] == row_of[4]
