"""Lets a person change the unit that a match is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMessageBox, QVBoxLayout, QWidget

from core.memory.memories import StoredUnit
from desktop import theme
from desktop.dialogs import show
from desktop.memory.unit_editor import UnitEditor
from desktop.widgets.heading import Heading

if TYPE_CHECKING:
    from core.memory.match import Match

_SIZE = (640, 320)


class UnitDialog(QDialog):
    """`kept` carries the unit as it is to be; who could store it accepts the dialog.

    What was typed is not dropped without a question.
    """

    kept = Signal(object)

    def __init__(self, match: "Match", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Edit unit")
        self.resize(*_SIZE)
        self.editor = UnitEditor()
        self.editor.show_unit(StoredUnit(match.unit_id, match.unit), editable=True)
        self.editor.kept.connect(lambda _before, unit: self.kept.emit(unit))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.editor.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading(f"Unit of “{match.memory}”", 1.5))
        column.addWidget(self.editor, 1)

    def reject(self) -> None:
        """Close; ask first what becomes of changes that are not kept yet."""
        if not self.editor.is_changed:
            super().reject()
            return
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Edit unit")
        box.setText("Keep what you changed in this unit?")
        if self.editor.can_be_kept:
            keep = box.addButton("Keep changes", QMessageBox.ButtonRole.AcceptRole)
            keep.clicked.connect(self.editor.keep)
            box.setDefaultButton(keep)
        else:
            box.setInformativeText("A unit needs a source and a target to be kept.")
        drop = box.addButton("Drop them", QMessageBox.ButtonRole.DestructiveRole)
        drop.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        box.setEscapeButton(box.addButton("Go on editing", QMessageBox.ButtonRole.RejectRole))
        show(box)
