"""Asks what to export, from which state up, and where to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from core.document import Document
from core.segment import State
from desktop import theme
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.snug_dialog import SnugDialog

if TYPE_CHECKING:
    from core.formats.tmx_writing import Level

_WIDTH = 480
_TITLES = {"tmx": "Translation memory (TMX)", "po": "Gettext catalogue (PO)"}
_FROM = {
    State.NEW: "Everything",
    State.TRANSLATED: "Translated and better",
    State.REVIEWED: "Reviewed and better",
    State.FINAL: "Final only",
}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person wants exported; `document` None stands for the whole project.

    `level` and `with_memory` are those of a TMX (services.exporting.TmxWish).
    """

    to: str
    path: Path
    from_state: State
    document: str | None
    level: "Level" = 1
    with_memory: bool = False


class ExportDialog(SnugDialog):
    """`wish` is the answer after the dialog was accepted."""

    def __init__(
        self,
        folder: Path,
        name: str,
        documents: Sequence[Document],
        current: Document | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Export")
        self._folder, self._name = folder, name
        self.wish: ExportWish | None = None
        self.format_, self.what, self.from_state = QComboBox(), QComboBox(), QComboBox()
        for to, title in _TITLES.items():
            self.format_.addItem(title, to)
        self.what.addItem("The whole project", None)
        for document in documents:
            self.what.addItem(document.name, document.name)
        if current:
            self.what.setCurrentText(current.name)
        for state, title in _FROM.items():
            self.from_state.addItem(title, state)
        self.tags = QComboBox()
        self.tags.addItem("As they are, in the text (level 1)", 1)
        self.tags.addItem("As inline codes (level 2)", 2)
        self.with_memory = QCheckBox("Also units imported as memory (whole project only)")
        for asked in (self.format_, self.what):
            asked.currentIndexChanged.connect(self._offer)
        self._lay_out()
        self._offer()

    def accept(self) -> None:
        """Ask where to, and close once there is an answer."""
        to: str = self.format_.currentData()
        stem = Path(self.what.currentData() or self._name).stem
        dialog = QFileDialog(self, "Export to", str(self._folder / f"{stem}.{to}"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{_TITLES[to]} (*.{to})")
        dialog.setDefaultSuffix(to)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def take(self, path: Path) -> None:
        """Close with the wish to write to `path`."""
        self.wish = ExportWish(
            self.format_.currentData(),
            path,
            State(self.from_state.currentData()),  # Qt gives a plain str back
            self.what.currentData(),
            self.tags.currentData(),
            self.with_memory.isEnabled() and self.with_memory.isChecked(),
        )
        super().accept()

    def _offer(self) -> None:
        """Only a TMX has levels, and only that of a whole project units without a document."""
        is_tmx = self.format_.currentData() == "tmx"
        for asked in (self.tags, self.with_memory):
            self._form.setRowVisible(asked, is_tmx)
        self.with_memory.setEnabled(is_tmx and self.what.currentData() is None)

    def _lay_out(self) -> None:
        form = self._form = Form()
        form.add("Format", self.format_)
        form.add("What", self.what)
        form.add("Segments", self.from_state)
        form.add("Tags", self.tags)
        form.add("", self.with_memory)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        export = buttons.addButton("Export to…", QDialogButtonBox.ButtonRole.AcceptRole)
        export.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Export", 1.5))
        column.addLayout(form)
        column.addStretch()
        column.addWidget(buttons)
