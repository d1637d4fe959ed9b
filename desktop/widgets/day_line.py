"""A line for a day, month or year, written as people write it here or as files do."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QLineEdit

from desktop.widgets.plain_text import tooltip

_FILES = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d?)(?:-(?P<d>\d\d?))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(?:(?P<d>\d\d?)[./-])?(?P<m>\d\d?)[./-])?(?P<y>\d{4}|\d\d)", re.ASCII)
_MONTH_FIRST = re.compile(r"(?:(?P<m>\d\d?)/(?:(?P<d>\d\d?)/)?)(?P<y>\d{4}|\d\d)", re.ASCII)


def day(text: str, locale: QLocale) -> str | None:
    """A day, month or year as files spell it (2026-11-22, 2026-11, 2026); None if it is none.

    It may be spelled like that, or 22.11.2026, 11.2026, 22/11/26. Where people write the month
    first, 11/22/2026 is that; dots always stand after the day.
    """
    text = "".join(text.split()).rstrip(".")
    patterns = [_FILES, _DAY_FIRST]
    if locale.dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("m"):
        patterns.insert(1, _MONTH_FIRST)
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            return _spelled(found["y"], found["m"], found["d"])
    return None


def _spelled(year: str, month: str | None, day_: str | None) -> str | None:
    if len(year) == 2:
        if not day_:  # “12.10” is the beginning of a day
            return None
        year = f"20{year}"
    try:
        date(int(year), int(month or 1), int(day_ or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day_) if part)])


class DayLine(QLineEdit):
    """Empty for any day; what is no day is marked, and counts as any."""

    def __init__(self, hint: str) -> None:
        super().__init__(placeholderText=hint, clearButtonEnabled=True)
        here = self.locale().toString(QDate(2026, 11, 22), QLocale.FormatType.ShortFormat)
        self._usual = f"A day, month or year, such as {here}, 2026-11-22, 11.2026 or 2026"
        self.textChanged.connect(self._mark)
        self._mark()

    def day(self) -> str:
        """The day, month or year as files spell it; empty where none is written."""
        return day(self.text(), self.locale()) or ""

    def _mark(self) -> None:
        is_wrong = bool(self.text().strip()) and not self.day()
        self.setToolTip(tooltip(f"This is no day. {self._usual}" if is_wrong else self._usual))
        self.setProperty("error", is_wrong)
        self.style().polish(self)
