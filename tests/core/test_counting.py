import pytest

from core.counting import counted


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 units"), (1, "1 unit"), (2, "2 units"), (1_000_000, "1,000,000 units")],
)
def test_numbers_of_things(number: int, said: str) -> None:
    assert counted(number, "unit") == said


def test_other_plurals() -> None:
    assert [counted(number, "was", "were") for number in (0, 1, 2)] == ["0 were", "1 was", "2 were"]
