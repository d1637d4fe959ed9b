"""Asks what becomes of an alignment: which pairs, and where they go."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.alignment.session import AlignmentSession
from core.counting import counted
from core.memory.memories import AttachedMemory
from desktop import theme
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from services.alignment_units import wanted_rows

_LETTERS = 64  # of its width
_HIGHEST = 100


class To(StrEnum):
    """Where the pairs go."""

    PROJECT_MEMORY = "project memory"
    MEMORY_FILE = "memory file"
    DOCUMENT = "document"
    TMX = "tmx"
    TSV = "tsv"
    XLSX = "xlsx"


_NEW_FILES = {
    To.MEMORY_FILE: ("New memory file…", "memory", "Memories"),
    To.TMX: ("Translation memory (TMX)…", "tmx", "Translation memory"),
    To.TSV: ("Table (TSV)…", "tsv", "Tab-separated values"),
    To.XLSX: ("Spreadsheet (XLSX)…", "xlsx", "Spreadsheet"),
}


_FOR_ALL = (To.PROJECT_MEMORY, To.MEMORY_FILE, To.DOCUMENT)


@dataclass(frozen=True, slots=True)
class FinishWish:
    """Where the person wants the pairs; `confidence` None for the accepted ones alone.

    `of_all` stands for the pairs of all open alignments.
    """

    to: To
    confidence: float | None
    path: Path | None = None
    of_all: bool = False


class FinishDialog(QDialog):
    """`wish` is the answer after the dialog was accepted; `others` counts the other open ones."""

    def __init__(
        self,
        session: AlignmentSession,
        memories: Sequence[AttachedMemory],
        folder: Path,
        sure_from: float,
        others: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Finish")
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self._session, self._folder = session, folder
        self.wish: FinishWish | None = None
        self.to, self.which, self.confidence = QComboBox(), QComboBox(), QSpinBox()
        self._fill(memories)
        self.confidence.setRange(0, _HIGHEST)
        self.confidence.setSuffix(" %")
        self.confidence.setValue(round(sure_from * _HIGHEST))
        words = f"The {others:,} other open documents, too" if others > 1 else ""
        self.of_all = QCheckBox(words or "The other open document, too")
        self._others = others
        self._count = label(muted=True)
        self._note = label(muted=True)
        self._lay_out()
        for changed in (self.to.currentIndexChanged, self.which.currentIndexChanged):
            changed.connect(self._show)
        self.confidence.valueChanged.connect(self._show)
        self.of_all.toggled.connect(self._show)
        if not session.progress().accepted:
            self.which.setCurrentIndex(1)
        self._show()

    def _fill(self, memories: Sequence[AttachedMemory]) -> None:
        self.to.addItem("The project’s memory", (To.PROJECT_MEMORY.value, ""))
        for memory in memories:
            if memory.writable:
                self.to.addItem(f"Memory “{memory.name}”", (To.MEMORY_FILE.value, memory.path))
        self.to.addItem("A document of the project", (To.DOCUMENT.value, ""))
        self.to.insertSeparator(self.to.count())
        for to, (title, _ending, _kind) in _NEW_FILES.items():
            self.to.addItem(title, (to.value, ""))
        self.which.addItem("Accepted rows only", False)
        self.which.addItem("Accepted rows and sure ones", True)

    def accept(self) -> None:
        """Close with the answer; ask for the name of a new file first."""
        word, path = self.to.currentData()
        to = To(word)
        if to not in _NEW_FILES or path:
            self.take(Path(path) if path else None)
            return
        title, ending, kind = _NEW_FILES[to]
        stem = Path(self._session.source_name).stem
        dialog = QFileDialog(self, title.rstrip("…"), str(self._folder / f"{stem}.{ending}"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        dialog.open()

    def take(self, path: Path | None) -> None:
        """Close with the wish to put the pairs there."""
        word, _path = self.to.currentData()
        self.wish = FinishWish(To(word), self._confidence(), path, self._is_of_all())
        super().accept()

    def _confidence(self) -> float | None:
        return self.confidence.value() / _HIGHEST if self.which.currentData() else None

    def _is_of_all(self) -> bool:
        """Whether it is about all open alignments; a file is written for one."""
        to = To(self.to.currentData()[0])
        return self._others > 0 and to in _FOR_ALL and self.of_all.isChecked()

    def _show(self) -> None:
        number = len(wanted_rows(self._session, self._confidence()))
        self._form.setRowVisible(self.confidence, bool(self.which.currentData()))
        to = To(self.to.currentData()[0])
        self._form.setRowVisible(self.of_all, self._others > 0 and to in _FOR_ALL)
        more = ", and those of the others" * self._is_of_all()
        self._count.setText(f"{counted(number, 'pair')}{more}")
        is_document = to is To.DOCUMENT
        self._finish.setEnabled(number > 0 or is_document or self._is_of_all())
        self._note.setText(
            "The whole source comes in: accepted pairs as translated, the other ones as drafts, "
            "all else without a translation."
            if is_document
            else "Each pair is marked as aligned, with its documents and its place in them."
        )

    def _lay_out(self) -> None:
        self._form = form = Form()
        form.add("Put into", self.to)
        form.add("Which pairs", self.which)
        form.add("Sure from", self.confidence)
        form.add("", self.of_all)
        form.add("How many", self._count)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._finish = buttons.addButton("Finish", QDialogButtonBox.ButtonRole.AcceptRole)
        self._finish.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Finish", 1.5))
        column.addLayout(form)
        column.addWidget(self._note)
        column.addStretch()
        column.addWidget(buttons)
