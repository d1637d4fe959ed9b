import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory.analysis import EMPTY, Amount, Band, amount, band, sorted_out

PAIRS = st.lists(st.tuples(st.sampled_from([*Band, None]), st.text("аб 1<b>", max_size=9)))


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (102, "102"),
        (101, "101"),
        (100, "100"),
        (99, "95-99"),
        (95, "95-99"),
        (94, "85-94"),
        (85, "85-94"),
        (84, "75-84"),
        (75, "75-84"),
        (74, "50-74"),
        (50, "50-74"),
        (49, "none"),
        (-3, "none"),
    ],
)
def test_bands(score: int, expected: str) -> None:
    assert band(score) == expected


def test_how_much_a_text_is() -> None:
    assert amount("<b>12-баптың</b> күші 5 жылда.") == Amount(1, 4, 30)


@given(PAIRS, PAIRS)
def test_nothing_is_lost_and_sums_are_sums(
    first: list[tuple[Band | None, str]], second: list[tuple[Band | None, str]]
) -> None:
    whole = sorted_out(first + second)
    assert whole == sorted_out(first) + sorted_out(second)
    assert whole + EMPTY == whole
    everything = whole.total + whole.confirmed
    assert everything.segments == len(first + second)
    assert everything.characters == sum(len(source) for _, source in first + second)
