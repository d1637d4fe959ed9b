import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.memory.index_columns import Columns, Growing, columns_of, rows_of, texts_of
from core.normal import normal_form

NORMALS = st.text(st.characters(), max_size=12).map(normal_form)
SOURCES = st.lists(st.tuples(NORMALS, st.lists(st.integers(1, 2**31 - 1), max_size=5)), max_size=9)

Source = tuple[str, list[int]]


def column(first: int, sources: list[Source]) -> Columns:
    words = rows_of([codes for _, codes in sources])
    normals = [normal for normal, _ in sources]
    return columns_of(first, texts_of(normals), words)


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
    grown = Growing()
    grown.extend(column(5, first))
    grown.extend(column(5 + len(first), second))
    columns = grown.columns()
    assert len(grown) == len(columns)
    assert told(columns) == everything
    assert columns.numbers.tolist() == [*range(5, 5 + len(everything))]
    assert columns.lengths.tolist() == [len(normal) for normal, _ in everything]
    if everything:
        rows = data.draw(st.lists(st.integers(0, len(everything) - 1), max_size=20))
        taken = columns.take(np.array(rows, np.int64))
        assert told(taken) == [everything[row] for row in rows]
        assert taken.numbers.tolist() == [5 + row for row in rows]


@given(st.lists(st.one_of(st.lists(st.integers(1, 9), max_size=3), st.just("hole")), max_size=9))
def test_empty_rows_can_be_filled(wanted: list[list[int] | str]) -> None:
    holes = [place for place, row in enumerate(wanted) if row == "hole"]
    rows = rows_of([[] if isinstance(row, str) else row for row in wanted])
    filled = rows.filled(holes, [[place, place] for place in holes])
    expected = [[place, place] if row == "hole" else row for place, row in enumerate(wanted)]
    assert filled.each() == expected


@given(st.lists(NORMALS, max_size=9), st.data())
def test_texts_are_there_one_by_one(texts: list[str], data: st.DataObject) -> None:
    column = texts_of(texts)
    assert [column.get(place) for place in range(len(texts))] == texts
    assert column.sizes().tolist() == [len(text) for text in texts]
    gone = data.draw(st.sets(st.integers(0, len(texts) - 1))) if texts else set[int]()
    left = column.without(sorted(gone))
    kept = ["" if place in gone else text for place, text in enumerate(texts)]
    assert left.each() == kept
    assert [left.get(place) for place in range(len(texts))] == kept
