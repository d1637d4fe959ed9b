"""Which units of a memory to show: by text, person, document, languages and date."""

from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from core.memory.memories import UnitFilter
from desktop import theme
from desktop.memory.words import units
from desktop.widgets.day_line import DayLine, first_moment, last_moment

L = TypeVar("L", bound=QLineEdit)

_PAUSE = 250  # milliseconds without typing after which the units are looked for


class FilterLine(QWidget):
    """Lets a person say which units to show; tells it as a UnitFilter."""

    changed = Signal(object)
    """The UnitFilter that is wanted now."""

    def __init__(self) -> None:
        super().__init__()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.changed.emit(self.wanted()))
        self._text = self._line("Find in source and target", "Text")
        self._person = self._line("Person", "Person")
        self._document = self._line("Document", "Document")
        self._since = self._followed(DayLine("Since"), "Changed since")
        self._until = self._followed(DayLine("Until"), "Changed until")
        self._count = QLabel()
        self._count.setProperty("muted", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_SMALL)
        row.addWidget(self._text, 4)
        for line in (self._person, self._document, self._since, self._until):
            row.addWidget(line, 2)
        row.addWidget(self._count)

    def wanted(self) -> UnitFilter:
        """The filter as the line stands."""
        since, until = self._since.day(), self._until.day()
        return UnitFilter(
            text=self._text.text().strip(),
            author=self._person.text().strip(),
            document=self._document.text().strip(),
            since=first_moment(since) if since else "",
            until=last_moment(until) if until else "",
        )

    def focus(self) -> None:
        """Let the person type what to look for."""
        self._text.setFocus()
        self._text.selectAll()

    def show_count(self, shown: int, total: int, *, is_whole: bool) -> None:
        """Say how many units were found so far."""
        if self.wanted() == UnitFilter():
            self._count.setText(units(total))
        else:
            self._count.setText(f"{shown:,}{'' if is_whole else '+'} of {total:,}")

    def _line(self, hint: str, name: str) -> QLineEdit:
        return self._followed(QLineEdit(placeholderText=hint, clearButtonEnabled=True), name)

    def _followed(self, line: L, name: str) -> L:
        line.setAccessibleName(name)
        line.textChanged.connect(self._pause.start)
        return line
