"""Moments as a person reads them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from desktop.panels.moments import day, shown


@pytest.fixture(autouse=True)
def _habits_put_back() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("habits", "said"), [("ru_RU", "22.11.2026"), ("C", "22/11/2026"), ("en_GB", "22/11/2026")]
)
def test_a_day_is_written_as_people_there_write_it(habits: str, said: str) -> None:
    QLocale.setDefault(QLocale(habits))
    assert day("2026-11-22T12:00:00Z") == said
    assert shown("2026-11-22T12:00:00Z").startswith(said)


def test_what_is_no_whole_moment_stays_as_the_file_has_it() -> None:
    assert day("2026-11") == "2026-11"
