import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.day_line import DayLine, day, first_moment, last_moment

KAZAKH, AMERICAN, BRITISH = QLocale("kk_KZ"), QLocale("en_US"), QLocale("en_GB")


@pytest.fixture
def habits_put_back() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22", "2026-11-22"), ("2026-1-2", "2026-01-02"), ("2026-11", "2026-11"),
        ("2026", "2026"), ("22.11.2026", "2026-11-22"), (" 2. 1. 2026 ", "2026-01-02"),
        ("22.11.26", "2026-11-22"), ("22.11.2026.", "2026-11-22"), ("11.2026", "2026-11"),
        ("31.12.2026", "2026-12-31"), ("29.02.2024", "2024-02-29"),
        ("", None), ("22", None), ("12.10", None), ("31.02.2026", None), ("2026-13", None),
        ("0000", None), ("22.11.20266", None), ("yesterday", None), ("2026-11-22x", None),
        ("٢٠٢٦-11", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("locale", [KAZAKH, AMERICAN, BRITISH])
def test_days_as_people_write_them(text: str, expected: str | None, locale: QLocale) -> None:
    assert day(text, locale) == expected


def test_what_stands_first_between_slashes_is_as_people_write_it_here() -> None:
    assert day("11/12/2026", BRITISH) == "2026-12-11"
    assert day("11/12/2026", AMERICAN) == "2026-11-12"
    assert day("11/2026", AMERICAN) == day("11/2026", BRITISH) == "2026-11"


@pytest.mark.parametrize(
    "name",
    [
        "en_US", "en_GB", "ru_RU", "kk_KZ", "uz_UZ", "ky_KG", "tg_TJ", "tk_TM", "ja_JP", "sv_SE",
        "fa_IR", "ko_KR", "hu_HU",
    ],
)  # fmt: skip
def test_the_usual_spelling_of_a_day_is_read(name: str) -> None:
    locale = QLocale(name)
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    for moment in (QDate(2026, 11, 22), QDate(2026, 2, 1), QDate(1999, 12, 31)):
        expected = moment.toString(Qt.DateFormat.ISODate)
        assert day(QLocale.c().toString(moment, usual), locale) == expected


@pytest.mark.parametrize("name", ["en_US", "kk_KZ", "uz_UZ", "ja_JP", "sv_SE"])
def test_where_the_year_stands_first_with_four_figures_it_is_that_everywhere(name: str) -> None:
    for written in ("2026/11/22", "2026.11.22", "2026 11 22", "2026-11-22"):
        assert day(written, QLocale(name)) == "2026-11-22"
    assert day("2026/11", QLocale(name)) == "2026-11"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("22.11.99", "1999-11-22"), ("22.11.69", "1969-11-22"), ("22.11.68", "2068-11-22"),
        ("22.11.00", "2000-11-22"), ("22.11.27", "2027-11-22"),
    ],
)  # fmt: skip
def test_of_a_year_in_two_figures_the_century_is_the_one_people_mean(
    written: str, expected: str
) -> None:
    assert day(written, KAZAKH) == expected


@pytest.mark.parametrize(
    "text", ["20 26", "2026 - ", "1.2.3.2026", "2026/11/22/1", "022.11.2026", "2026.11.022", "1/"]
)
def test_other_figures_are_no_day(text: str) -> None:
    assert day(text, BRITISH) is None


@pytest.mark.parametrize("name", ["C", "en_US", "kk_KZ", "uz_UZ", "ja_JP", "fa_IR"])
@pytest.mark.usefixtures("habits_put_back")
def test_the_line_shows_examples_that_it_reads_and_tells_what_it_read(
    qtbot: QtBot, name: str
) -> None:
    QLocale.setDefault(QLocale(name))
    line = DayLine("Since")
    qtbot.addWidget(line)
    [examples] = re.findall("such as (.*) or 2026", line.toolTip())
    for example in examples.split(", "):
        line.setText(example)
        assert line.day() in ("2026-11-22", "2026-11")
        assert f"Read as {line.day()}." in line.toolTip()
    line.clear()
    assert "Read as" not in line.toolTip()


@pytest.mark.parametrize(
    ("zone", "written", "first", "last"),
    [
        ("UTC", "2026-11-22", "2026-11-22T00:00:00Z", "2026-11-22T23:59:59Z"),
        ("Asia/Almaty", "2026-11-22", "2026-11-21T19:00:00Z", "2026-11-22T18:59:59Z"),
        ("America/New_York", "2026-11", "2026-11-01T04:00:00Z", "2026-12-01T04:59:59Z"),
        ("Asia/Tashkent", "2024-02", "2024-01-31T19:00:00Z", "2024-02-29T18:59:59Z"),
        ("Asia/Bishkek", "2025", "2024-12-31T18:00:00Z", "2025-12-31T17:59:59Z"),
    ],
)
def test_a_day_is_one_where_the_person_is(
    zone: str, written: str, first: str, last: str, in_zone: Callable[[str], None]
) -> None:
    in_zone(zone)
    assert (first_moment(written), last_moment(written)) == (first, last)


def test_what_is_no_day_is_marked_and_counts_as_any(qtbot: QtBot) -> None:
    line = DayLine("Since")
    qtbot.addWidget(line)
    assert (line.day(), line.property("error")) == ("", False)
    line.setText("31.02.2026")
    assert (line.day(), line.property("error")) == ("", True)
    assert "This is no day" in line.toolTip()
    line.setText("28.02.2026")
    assert (line.day(), line.property("error")) == ("2026-02-28", False)
    assert "This is no day" not in line.toolTip()
