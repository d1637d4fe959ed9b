"""The part of the project's settings that is about matches: repetitions, and penalties."""

from dataclasses import fields

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings, Propagation
from desktop import theme
from desktop.widgets.form import Form

_MOST = 50
_REPETITIONS = {
    Propagation.DRAFT: "get its translation as drafts",
    Propagation.TRANSLATED: "get its translation, confirmed too",
    Propagation.OFF: "stay as they are",
}
_PENALTIES = {
    "unreviewed": "Not reviewed yet",
    "tags": "Other tags",
    "machine": "Machine translation",
    "several_targets": "Other targets",
    "alignment": "Alignment",
    "transliterated": "Other script",
}


class MatchingFields(QWidget):
    """Shows the settings, and `settings()` is what the person made of them."""

    def __init__(self, settings: MatchingSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.repetitions = QComboBox()
        for choice, title in _REPETITIONS.items():
            self.repetitions.addItem(title, choice.value)
        self.repetitions.setCurrentIndex(list(_REPETITIONS).index(settings.propagation))
        self.penalties: dict[str, QSpinBox] = {}
        for field in fields(PenaltySettings):
            box = QSpinBox(minimum=0, maximum=_MOST, suffix=" %")
            box.setValue(getattr(settings.penalties, field.name))
            box.setAccessibleName(_PENALTIES[field.name])
            self.penalties[field.name] = box
        self._lay_out()

    def settings(self) -> MatchingSettings:
        """What the fields hold."""
        penalties = {name: box.value() for name, box in self.penalties.items()}
        chosen = Propagation(self.repetitions.currentData())
        return MatchingSettings(PenaltySettings(**penalties), chosen)

    def _lay_out(self) -> None:
        form = Form(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.add("Repetitions of what is confirmed", self.repetitions)
        form.addRow(QLabel("What is taken off the score of a match:"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_SMALL)
        grid.setVerticalSpacing(theme.SPACE_SMALL)
        for number, (name, title) in enumerate(_PENALTIES.items()):
            row, column = number // 2, number % 2 * 3
            grid.addWidget(QLabel(title), row, column)
            grid.addWidget(self.penalties[name], row, column + 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnMinimumWidth(2, theme.SPACE_LARGE)
        grid.setColumnStretch(2, 1)
        form.addRow(grid)
