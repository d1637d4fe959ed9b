"""Shows what is in the files to be imported, and lets the person say what they become."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from core.counting import counted
from core.document import LanguageRun
from core.encoding import ENCODINGS, title
from core.errors import ExpectedError
from core.hygiene.defect import DefectKind
from core.language import language
from core.project import Project
from desktop import theme
from desktop.jobs import Job, Jobs
from desktop.transfer.repair_box import RepairBox
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog
from services.importing import ImportAs
from services.reading import Reading, read_file

_WIDTH = 560
_PAIR = 2
_RUNS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the person wants imported: a file, its translation if any, as what, read how.

    `repairing` are the kinds of defects to repair in what is made of it.
    """

    path: Path
    translation: Path | None
    as_: ImportAs
    encoding: str | None
    repairing: tuple[DefectKind, ...] = ()


class ImportDialog(SnugDialog):
    """One page: the files, the encoding and languages found, and what they become.

    Two files may be a text and its translation; `wishes()` is the answer after acceptance.
    The files are read in a job of `jobs`.
    """

    def __init__(
        self, project: Project, paths: Sequence[Path], jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Import")
        self._project, self._paths, self._jobs = project, list(paths), jobs
        self._readings: list[Reading] = []
        self._job: Job | None = None
        self.as_ = QComboBox()
        self.encoding = QComboBox()
        self.encoding.addItem("Detected", None)
        for encoding in ENCODINGS:
            self.encoding.addItem(encoding.title, encoding.name)
        self._found, self._notes = label(), label(muted=True)
        self.repair = RepairBox()
        self._form = Form()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_ = self._buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_.setProperty("primary", True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.encoding.currentIndexChanged.connect(self._look)
        self._lay_out()
        self._look()

    def wishes(self) -> list[ImportWish]:
        """What the person wants, a wish for each import."""
        as_ = ImportAs(self.as_.currentData())  # Qt gives a plain str back
        encoding, repairing = self.encoding.currentData(), self.repair.wished()
        if self._is_pair() and as_ is not ImportAs.SOURCE:
            first, second = self._paths
            if self._languages() == (self._project.target_language, self._project.source_language):
                first, second = second, first
            return [ImportWish(first, second, as_, encoding, repairing)]
        return [ImportWish(path, None, as_, encoding, repairing) for path in self._paths]

    def done(self, result: int) -> None:
        """Close; reading that is still under way stops."""
        if self._job:
            self._job.cancel()
        super().done(result)

    def _look(self) -> None:
        """Read the files anew."""
        if self._job:
            self._job.cancel()
        source, encoding = self._project.source_language, self.encoding.currentData()
        self._say("\n".join("Reading…" for _ in self._paths), wrong=False)
        for widget in (self.as_, self.import_):
            widget.setEnabled(False)
        self._job = self._jobs.start(
            lambda progress: [
                read_file(path, source, encoding)
                for path in progress.track(self._paths, len(self._paths))
            ],
            self._show,
            self._on_failed,
        )

    def _show(self, readings: list[Reading]) -> None:
        """Say what is in the files, and offer what they can become."""
        self._readings = readings
        for widget in (self.as_, self.import_):
            widget.setEnabled(True)
        self._say("\n".join(_described(found) for found in readings), wrong=False)
        warnings = [text for found in readings for text in found.parsed.warnings]
        self._notes.setText("\n".join(warnings))
        self._notes.setVisible(bool(warnings))
        defects = [defect for found in readings for defect in found.defects]
        self.repair.show_defects(defects)
        self._form.setRowVisible(self.repair, bool(defects))
        self.as_.clear()
        for as_, words in self._choices():
            self.as_.addItem(words, as_)
        if all(found.format.name == "tmx" for found in readings):
            self.as_.setCurrentIndex(self.as_.count() - 1)

    def _choices(self) -> list[tuple[ImportAs, str]]:
        """What the files can become, the likeliest first."""
        documents = (ImportAs.SOURCE, "Documents to translate")
        memory = (ImportAs.MEMORY, "Translation memory")
        wanted = {self._project.source_language, self._project.target_language}
        if self._is_pair():
            pair = (ImportAs.BITEXT, "A text and its translation, to be aligned")
            likely = set(self._languages()) == wanted
            return [pair, documents, memory] if likely else [documents, pair, memory]
        if not any(found.format.running_text for found in self._readings):
            return [documents, memory]
        if all(wanted <= set(found.languages()) for found in self._readings):
            inside = (ImportAs.BITEXT, "Texts with their translation inside, to be aligned")
            return [documents, inside, memory]
        return [documents]

    def _languages(self) -> tuple[str, ...]:
        """The language that each file is mainly in."""
        return tuple(found.main_language() for found in self._readings)

    def _is_pair(self) -> bool:
        running = all(found.format.running_text for found in self._readings)
        return running and len(self._paths) == _PAIR

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self._say(str(error), wrong=True)

    def _say(self, text: str, *, wrong: bool) -> None:
        self._found.setText(text)
        self._found.setProperty("error", wrong)
        self._found.style().polish(self._found)

    def _lay_out(self) -> None:
        form = self._form
        names = label("\n".join(path.name for path in self._paths))
        names.setProperty("strong", True)
        form.add("Files", names)
        form.add("Found", self._found)
        form.add("Encoding", self.encoding)
        form.add("Import as", self.as_)
        form.add("Repair", self.repair)
        form.setRowVisible(self.repair, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Import", 1.5))
        column.addLayout(form)
        column.addWidget(self._notes)
        column.addStretch()
        column.addWidget(self._buttons)


def _paragraphs(run: LanguageRun) -> str:
    first, last = run.first + 1, run.last + 1
    return f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"


def _described(found: Reading) -> str:
    segments = counted(len(found.segments), "segment")
    encoding = title(found.parsed.encoding).rpartition("(")[2].removesuffix(")")  # its own name
    what = f"{found.format.title}, {encoding}, {segments}"
    if not found.format.running_text:
        return what
    runs = [
        f"{language(run.language).name if run.language else 'no known language'} "
        f"({_paragraphs(run)}{'' if run.sure else ', some unsure'})"
        for run in found.runs
    ]
    return f"{what}: {', '.join(runs[:_RUNS_SHOWN])}{' …' if len(runs) > _RUNS_SHOWN else ''}"
