"""Lets a person change the unit that a match is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from core.memory.memories import StoredUnit
from desktop import theme
from desktop.memory.unit_editor import UnitEditor
from desktop.widgets.heading import Heading

if TYPE_CHECKING:
    from core.memory.match import Match

_SIZE = (640, 320)


class UnitDialog(QDialog):
    """`kept` carries the unit as it is to be; who could store it accepts the dialog."""

    kept = Signal(object)

    def __init__(self, match: "Match", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Edit unit")
        self.resize(*_SIZE)
        self.editor = UnitEditor()
        self.editor.show_unit(StoredUnit(match.unit_id, match.unit), editable=True)
        self.editor.kept.connect(lambda _before, unit: self.kept.emit(unit))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_MEDIUM)
        column.addWidget(Heading(f"Unit of “{match.memory}”", 1.2))
        column.addWidget(self.editor, 1)
