import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.memory.index_columns import Columns, columns_of, joined
from core.normal import normal_form

NORMALS = st.text(st.characters(), max_size=12).map(normal_form)
SOURCES = st.lists(st.tuples(NORMALS, st.lists(st.integers(1, 2**31 - 1), max_size=5)), max_size=9)

Source = tuple[str, list[int]]


def column(first: int, sources: list[Source]) -> Columns:
    return columns_of(first, [normal for normal, _ in sources], [codes for _, codes in sources])


def told(columns: Columns) -> list[Source]:
    rows = np.split(columns.words.values, columns.words.starts[1:-1])
    return [
        (normal, codes.tolist())
        for normal, codes in zip(columns.texts.each(), rows[: len(columns)], strict=True)
    ]


@given(SOURCES, SOURCES, st.data())
def test_give_back_what_was_put_in(
    first: list[Source], second: list[Source], data: st.DataObject
) -> None:
    everything = first + second
    columns = joined([column(5, first), column(5 + len(first), second)])
    assert told(columns) == everything
    assert columns.numbers.tolist() == [*range(5, 5 + len(everything))]
    assert columns.lengths.tolist() == [len(normal) for normal, _ in everything]
    if everything:
        rows = data.draw(st.lists(st.integers(0, len(everything) - 1), max_size=20))
        taken = columns.take(np.array(rows, np.int64))
        assert told(taken) == [everything[row] for row in rows]
        assert taken.numbers.tolist() == [5 + row for row in rows]
