"""Asks into which script a memory is converted, and shows what that gives."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from core.errors import ExpectedError
from core.language import language
from core.memory.unit import TranslationUnit
from core.progress import Progress
from desktop import theme
from desktop.conversion.dialog import scripts
from desktop.conversion.preview_table import PreviewTable
from desktop.jobs import Job, Jobs
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from services.converting import Conversion, preview_memory
from services.memories import Memory

_SIZE = (860, 520)
_SHOWN = 50
_HEAD = ("Now", "Converted")
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
        self._rows = QStandardItemModel(0, len(_HEAD), self)
        self._rows.setHorizontalHeaderLabels(_HEAD)
        self.table = PreviewTable()
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
            "The first texts, and what they become. Converted units are added beside those that "
            "are there; undo takes them out again."
            if found
            else "No unit is in the other script of this language."
        )
        self._rows.setRowCount(0)
        for pair in found:
            self._rows.appendRow([_cell(text) for text in _changed(*pair)])
        self.table.measure_again()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self.summary.setText(str(error))

    def _lay_out(self) -> None:
        self.table.setAccessibleName("What it gives")
        self.table.setModel(self._rows)
        form = Form()
        form.add("Into", self.script)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading(f"Convert “{self._memory.name}”", 1.5))
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self._buttons)


def _cell(text: str) -> QStandardItem:
    made = QStandardItem(text)
    made.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    made.setEditable(False)
    return made


def _changed(now: TranslationUnit, then: TranslationUnit) -> tuple[str, str]:
    """The text in the language that is converted, and what becomes of it."""
    if now.source_language != then.source_language:
        return now.source, then.source
    return now.target, then.target
