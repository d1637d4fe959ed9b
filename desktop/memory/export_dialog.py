"""Asks which units of a memory are to leave as TMX, and how."""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from core.formats.tmx_writing import Level
from core.memory.memories import UnitFilter
from core.segment import State
from desktop import theme
from desktop.theme import STATE_NAMES
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog

_WIDTH = 480
_LEVELS = (
    (1, "As they are, in the text (level 1)"),
    (2, "As inline codes (level 2)"),
)


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Which units are wanted, at which level of TMX, and whether in a file for each pair."""

    wanted: UnitFilter
    level: Level
    per_pair: bool


class MemoryExportDialog(SnugDialog):
    """`wish()` is the answer after acceptance; the filter of the window narrows it."""

    def __init__(self, memory: str, wanted: UnitFilter, parent: QWidget) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Export a memory")
        self._wanted = wanted
        self.only_shown = QCheckBox("Only the units that the filter shows")
        self.only_shown.setChecked(wanted != UnitFilter())
        self.only_shown.setVisible(wanted != UnitFilter())
        self.state, self.level = QComboBox(), QComboBox()
        self.state.addItem("All units", None)
        for state in (State.TRANSLATED, State.REVIEWED, State.FINAL):
            self.state.addItem(f"From “{STATE_NAMES[state]}” up", state.value)
        for level, title in _LEVELS:
            self.level.addItem(title, level)
        self.per_pair = QCheckBox("A file for each pair of languages")
        self._lay_out(memory)

    def wish(self) -> ExportWish:
        """What the person wants."""
        wanted = self._wanted if self.only_shown.isChecked() else UnitFilter()
        if state := self.state.currentData():
            wanted = replace(wanted, from_state=State(state))
        return ExportWish(wanted, self.level.currentData(), self.per_pair.isChecked())

    def _lay_out(self, memory: str) -> None:
        form = Form()
        form.add("Units", self.state)
        form.add("", self.only_shown)
        form.add("Tags", self.level)
        form.add("", self.per_pair)
        form.setRowVisible(self.only_shown, self._wanted != UnitFilter())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton("Choose a file…", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading(f"Export “{memory}”", 1.5))
        column.addWidget(
            label("The file is read back and compared before it gets its name.", muted=True)
        )
        column.addLayout(form)
        column.addStretch()
        column.addWidget(buttons)
