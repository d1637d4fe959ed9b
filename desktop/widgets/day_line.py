"""A line for a day, month or year, written as people write it here or as files do."""

import re
from datetime import date

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QLineEdit

from desktop.panels.moments import habits
from desktop.widgets.plain_text import tooltip

_BETWEEN = r"(?:\s*[./-]\s*|\s+)"
_FIGURES = re.compile(rf"(\d+)(?:{_BETWEEN}(\d+))?(?:{_BETWEEN}(\d+))?\s*\.?", re.ASCII)
_LAST_CENTURY = 69
"""From here on two figures are a year of the 20th century, as strptime of POSIX reads them."""


def day(text: str, locale: QLocale) -> str | None:
    """A day, month or year as files spell it (2026-11-22, 2026-11, 2026); None if it is none.

    A year in four figures stands first or last, with the month beside it. One in two figures
    stands where people write the year, as in 22.11.26. Where they write the month first,
    11/22/2026 is that; dots always stand after the day.
    """
    found = _FIGURES.fullmatch(text.strip())
    if not found:
        return None
    figures = [each for each in found.groups() if each]
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat).lower()
    if len(figures[0]) < 4 and (len(figures[-1]) == 4 or not usual.startswith("y")):
        figures.reverse()
        if usual.startswith("m") and "/" in text:
            figures[1:] = reversed(figures[1:])
    return _spelled(*figures)


def _spelled(year: str, month: str = "", day_: str = "") -> str | None:
    if len(year) == 2 and day_:  # “12.10” is the beginning of a day
        year = f"{19 if int(year) >= _LAST_CENTURY else 20}{year}"
    if len(year) != 4 or max(len(month), len(day_)) > 2:
        return None
    try:
        date(int(year), int(month or 1), int(day_ or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day_) if part)])


def first_moment(day_: str) -> str:
    """When a day, month or year begins where the person is: in UTC, as files spell it."""
    return _in_utc(_first(day_).startOfDay())


def last_moment(day_: str) -> str:
    """The last second of a day, month or year where the person is: in UTC, as files spell it."""
    first, figures = _first(day_), day_.count("-")
    after = (first.addYears, first.addMonths, first.addDays)[figures](1)
    return _in_utc(after.startOfDay().addSecs(-1))


def _first(day_: str) -> QDate:
    year, month, number = [*map(int, day_.split("-")), 1, 1][:3]
    return QDate(year, month, number)


def _in_utc(moment: QDateTime) -> str:
    return moment.toUTC().toString(Qt.DateFormat.ISODate)


class DayLine(QLineEdit):
    """Empty for any day; what is no day is marked, and counts as any."""

    def __init__(self, hint: str) -> None:
        super().__init__(placeholderText=hint, clearButtonEnabled=True)
        usual = habits().dateFormat(QLocale.FormatType.ShortFormat)
        here = QLocale.c().toString(QDate(2026, 11, 22), usual)  # in the figures that are read
        examples = ", ".join(dict.fromkeys([here, "2026-11-22", "11.2026"]))
        self._usual = f"A day, month or year, such as {examples} or 2026"
        self.textChanged.connect(self._mark)
        self._mark()

    def day(self) -> str:
        """The day, month or year as files spell it; empty where none is written."""
        return day(self.text(), habits()) or ""

    def _mark(self) -> None:
        found = self.day()
        is_wrong = bool(self.text().strip()) and not found
        told = "This is no day. " if is_wrong else f"Read as {found}. " if found else ""
        self.setToolTip(tooltip(told + self._usual))
        self.setProperty("error", is_wrong)
        self.style().polish(self)
