"""How moments are shown: in the person's own time zone and habits."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

_WHOLE = len("2026-11-22T10:15:00Z")


def shown(moment: str) -> str:
    """A stored moment (UTC, ISO 8601) as date and time of the day where the person is."""
    local = datetime.fromisoformat(moment).astimezone()
    return habits().toString(
        QDateTime.fromSecsSinceEpoch(int(local.timestamp())), QLocale.FormatType.ShortFormat
    )


def day(moment: str) -> str:
    """The day of a moment that a unit tells of; what is no whole moment stays as it is."""
    if len(moment) != _WHOLE:
        return moment
    local = datetime.fromisoformat(moment).astimezone()
    return habits().toString(
        QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat
    )


def habits() -> QLocale:
    """Those of the person; where the system tells of none, those of English in most countries."""
    told = QLocale()
    return QLocale("en_GB") if told.language() == QLocale.Language.C else told
