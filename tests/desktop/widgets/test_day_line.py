import pytest
from PySide6.QtCore import QDate, QLocale
from pytestqt.qtbot import QtBot

from desktop.widgets.day_line import DayLine, day

KAZAKH, AMERICAN, BRITISH = QLocale("kk_KZ"), QLocale("en_US"), QLocale("en_GB")


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


@pytest.mark.parametrize("locale", [KAZAKH, AMERICAN, BRITISH])
def test_the_usual_spelling_of_a_day_is_read(locale: QLocale) -> None:
    written = locale.toString(QDate(2026, 11, 22), QLocale.FormatType.ShortFormat)
    assert day(written, locale) == "2026-11-22"


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
