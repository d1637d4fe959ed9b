"""Shows what files of units hold before they are imported, and lets the person choose from it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.errors import ExpectedError
from core.language import language
from core.memory.report import Finding, ImportChoices, LanguagePair, MemoryReport, Treatment
from core.progress import Progress
from desktop import theme
from desktop.jobs import Job, Jobs
from desktop.memory.words import units
from desktop.panels.moments import shown
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label

_WIDTH, _HIGHEST = 680, 640
_PAIRS_SHOWN = 5
_NAMES_SHOWN = 8
_TITLES = {
    Treatment.SKIPPED: "Left out",
    Treatment.REPAIRED: "Repaired",
    Treatment.KEPT: "Kept, but worth a look",
}


class ReportDialog(QDialog):
    """Reads the files in a job of `jobs`; `choices()` is the answer after acceptance."""

    def __init__(self, memory: str, paths: Sequence[Path], jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import into a memory")
        self.resize(_WIDTH, _HIGHEST // 2)
        self._paths, self._jobs = list(paths), jobs
        self._job: Job | None = None
        self._busy = BusyBar()
        self._busy.cancel_requested.connect(self.reject)
        self.pairs = QListWidget()
        self.pairs.setAccessibleName("Language pairs to import")
        self.skip_duplicates = QCheckBox("Leave out units whose source and target are known")
        self._problem = label()
        self._problem.setProperty("error", True)
        self._form = Form()
        # Qt reckons with new rows only once it has shown them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_ = self._buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_.setProperty("primary", True)
        self.import_.setEnabled(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.pairs.itemChanged.connect(self._follow)
        self._lay_out(memory)
        self._look()

    def choices(self) -> ImportChoices:
        """What the person decided."""
        items = [self.pairs.item(row) for row in range(self.pairs.count())]
        wanted = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        every = len(wanted) == len(items)
        return ImportChoices(
            () if every else tuple(item.data(Qt.ItemDataRole.UserRole) for item in wanted),
            skip_duplicates=self.skip_duplicates.isChecked(),
        )

    def done(self, result: int) -> None:
        """Close; reading that is still under way stops."""
        if self._job:
            self._job.cancel()
        super().done(result)

    def _look(self) -> None:
        def work(progress: Progress) -> MemoryReport:
            from services.memory_transfer import inspect

            return inspect(self._paths, progress=progress)

        self._busy.start("Reading…")
        self._job = self._jobs.start(work, self._show, self._fail, self._busy.set_progress)

    def _show(self, report: MemoryReport) -> None:
        self._job = None
        self._busy.finish()
        for title, text in _facts(report):
            self._form.add(title, label(text))
        for pair in report.pairs:
            item = QListWidgetItem(_pair_words(pair))
            item.setData(Qt.ItemDataRole.UserRole, (pair.source, pair.target))
            item.setCheckState(Qt.CheckState.Checked)
            self.pairs.addItem(item)
        if report.pairs:
            rows = min(len(report.pairs), _PAIRS_SHOWN)
            around = 2 * (theme.SPACE_TINY + 1)  # the list's own room, and its border
            self.pairs.setFixedHeight(rows * self.pairs.sizeHintForRow(0) + around)
            self._form.add("Import", self.pairs)
            self._level(self._form.labelForField(self.pairs))
            self.skip_duplicates.setVisible(report.duplicates > 0)
            self._form.add("", self.skip_duplicates)
        for treatment, title in _TITLES.items():
            if found := list(report.of(treatment)):
                self._form.add(title, label("\n".join(map(_finding_words, found))))
        self._follow()
        self.import_.setFocus()
        self._soon.start()

    def _fit(self) -> None:
        """Make room for all that was found, as far as that is not too much."""
        shown = self._area.viewport().size()
        wider = max(self._column.totalMinimumSize().width() - shown.width(), 0)
        higher = self._column.totalHeightForWidth(shown.width() + wider) - shown.height()
        height = min(self.height() + max(higher, 0), _HIGHEST)
        self.resize(self.width() + wider, height)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._busy.finish()
        if not isinstance(error, ExpectedError):
            raise error
        self._problem.setText(str(error))
        self._problem.show()

    def _follow(self) -> None:
        items = [self.pairs.item(row) for row in range(self.pairs.count())]
        self.import_.setEnabled(any(item.checkState() == Qt.CheckState.Checked for item in items))

    def _level(self, title: QWidget) -> None:
        """Let the title of the pairs stand beside the first of them."""
        first = self.pairs.visualItemRect(self.pairs.item(0))
        above = (first.height() - title.sizeHint().height()) // 2
        title.setContentsMargins(0, self.pairs.frameWidth() + first.top() + above, 0, 0)
        title.setSizePolicy(title.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)

    def _lay_out(self, memory: str) -> None:
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self._form.add("Files", label("\n".join(path.name for path in self._paths)))
        self._problem.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._form)
        self._column.addWidget(self._problem)
        self._column.addStretch(1)  # the rows would share the room that is left
        self._area = QScrollArea(widgetResizable=True)
        self._area.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        page.setSpacing(theme.SPACE_LARGE)
        page.addWidget(Heading(f"Import into “{memory}”", 1.5))
        page.addWidget(self._busy)
        page.addWidget(self._area, 1)
        page.addWidget(self._buttons)


def _facts(report: MemoryReport) -> Iterator[tuple[str, str]]:
    """What a report counts, with a title for each."""
    yield "Found", units(report.units)
    texts = [f"{tag} {number:,}" for tag, number in report.languages]
    yield "Texts", _listed(texts)
    if report.first:
        yield "Changed", " – ".join(dict.fromkeys((shown(report.first), shown(report.last))))
    if report.authors:
        yield "By", _listed([f"{name} {number:,}" for name, number in report.authors])
    if report.duplicates:
        same = f", {report.identical:,} of them in everything" if report.identical else ""
        yield "Duplicates", f"{units(report.duplicates)} with another’s source and target{same}"
    if report.ambiguous:
        yield "Ambiguous", f"Sources with several targets: {report.ambiguous:,}; all are kept"


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - _NAMES_SHOWN
    return ", ".join(parts[:_NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _pair_words(pair: LanguagePair) -> str:
    names = " → ".join(language(tag).name for tag in (pair.source, pair.target))
    return f"{names} ({units(pair.units)})"


def _finding_words(finding: Finding) -> str:
    """The sentence of a finding, with where it was met first."""
    first = finding.examples[0]
    places = [
        f"unit {first.unit}" if first.unit else "",
        f"line {first.line}" if first.line else "",
    ]
    where = ", ".join(part for part in (first.file, *places) if part)
    text = f" “{first.text}”" if first.text else ""
    return f"{finding.sentence} First: {where}{text}"
