"""How moments are shown: in the person's own time zone and habits."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale


def shown(moment: str) -> str:
    """A stored moment (UTC, ISO 8601) as date and time of the day where the person is."""
    local = datetime.fromisoformat(moment).astimezone()
    return QLocale().toString(
        QDateTime.fromSecsSinceEpoch(int(local.timestamp())), QLocale.FormatType.ShortFormat
    )
