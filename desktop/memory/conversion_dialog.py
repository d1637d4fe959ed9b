"""Asks into which script a memory is converted, and shows what that gives."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import ExpectedError
from core.language import language
from core.memory.unit import TranslationUnit
from core.progress import Progress
from desktop import theme
from desktop.conversion.dialog import scripts
from desktop.jobs import Job, Jobs
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label, tooltip
from services.converting import Conversion, preview_memory
from services.memories import Memory

_SIZE = (860, 520)
_SHOWN = 50
_TAGS = ("uz-Cyrl", "kk", "tk")
"""A tag for each language that is written in two scripts."""

Pair = tuple[TranslationUnit, TranslationUnit]


class MemoryConversionDialog(QDialog):
    """`wanted()` is the answer after acceptance; the first units are converted in `jobs`."""

    def __init__(self, memory: Memory, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Convert script")
        self.resize(*_SIZE)
        self._memory, self._jobs = memory, jobs
        self._job: Job | None = None
        self.script = QComboBox()
        for tag in _TAGS:
            name = language(tag).name.partition(" (")[0]
            for title, wanted in scripts(tag):
                self.script.addItem(f"{name}, {title}", wanted)
        self.table = QTableWidget(0, 2)
        self.summary = label(muted=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self._buttons.addButton("Convert", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        self._lay_out()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.script.currentIndexChanged.connect(self._look)
        self._look()

    def wanted(self) -> Conversion:
        """What the person wants."""
        conversion = self.script.currentData()
        assert isinstance(conversion, Conversion)
        return conversion

    def done(self, result: int) -> None:
        """Close; the preview that is still being made stops."""
        if self._job:
            self._job.cancel()
        super().done(result)

    def _look(self) -> None:
        if self._job:
            self._job.cancel()
        memory, wanted = self._memory, self.wanted()
        self.go.setEnabled(False)
        self.summary.setText("Converting the first units…")

        def work(progress: Progress) -> list[Pair]:
            return preview_memory(memory, wanted, _SHOWN, progress)

        self._job = self._jobs.start(work, self._show, self._fail)

    def _show(self, found: list[Pair]) -> None:
        self._job = None
        self.go.setEnabled(bool(found))
        self.summary.setText(
            "The first units and what becomes of them. The others stay beside the converted ones; "
            "undo takes these out again."
            if found
            else "No unit is in the other script of this language."
        )
        self.table.setRowCount(len(found))
        for row, pair in enumerate(found):
            for column, unit in enumerate(pair):
                item = QTableWidgetItem(f"{unit.source}\n{unit.target}")
                item.setToolTip(tooltip(item.text()))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.table.setItem(row, column, item)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self.summary.setText(str(error))

    def _lay_out(self) -> None:
        table = self.table
        table.setAccessibleName("What it gives")
        table.setHorizontalHeaderLabels(["Now", "Converted"])
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.ensurePolished()  # only then its font is known
        rows = table.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(2 * table.fontMetrics().lineSpacing() + theme.SPACE_SMALL)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        form = Form()
        form.setHorizontalSpacing(theme.SPACE_LARGE)
        form.add("Convert", self.script)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading(f"Convert “{self._memory.name}”", 1.5))
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(table, 1)
        column.addWidget(self._buttons)
