"""Shows how much of a project memory knows already, to look at and to take away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from core.errors import ExpectedError
from core.memory.analysis import Amount, Analysis, Band, ProjectAnalysis
from desktop import theme
from desktop.widgets.figure_table import Cell, FigureTable
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog
from services.analysing import export

_WIDTH = 760
_HEAD = ("Match", "Segments", "Words", "Characters", "% of words", "")
_TITLES = {
    Band.REPETITION: "Repetitions",
    Band.BOTH_NEIGHBOURS: "102 · exact, both neighbours",
    Band.ONE_NEIGHBOUR: "101 · exact, one neighbour",
    Band.EXACT: "100 · exact",
    Band.NONE: "No match",
}
_NOTE = (
    "What is not confirmed yet, by its best match. A text that comes again counts as new the first "
    "time, and after that as a repetition, across all documents. Locked segments do not count."
)


class AnalysisDialog(SnugDialog):
    """The bands of one document, or of all."""

    def __init__(
        self, name: str, folder: Path, found: ProjectAnalysis, parent: QWidget | None = None
    ) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Match analysis")
        self._name, self._folder, self._found = name, folder, found
        self.document = QComboBox()
        self.document.setAccessibleName("Document")
        for title in ("All documents", *(document.name for document, _ in found.documents)):
            self.document.addItem(title)
        self.table = FigureTable("Match analysis")
        self._problem = label()
        self._problem.setProperty("error", True)
        self._problem.hide()
        self.document.currentIndexChanged.connect(self._show)
        self._show()
        self._lay_out()

    def save(self, path: Path) -> None:
        """Write the analysis of all documents as CSV or HTML, by the ending of `path`."""
        try:
            export(self._found, self._name, path)
        except ExpectedError as error:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self._problem.hide()

    def _show(self) -> None:
        place = self.document.currentIndex() - 1
        found = self._found.total if place < 0 else self._found.documents[place][1]
        self.table.show_figures(_HEAD, _rows(found), sums=2)

    def _ask_path(self) -> None:
        dialog = QFileDialog(self, "Export the analysis", str(self._folder / f"{self._name}.csv"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Table (*.csv)", "Page (*.html)"])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("html" if "html" in chosen else "csv")
        )
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy the table", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.table.copy)
        export_ = buttons.addButton("Export…", QDialogButtonBox.ButtonRole.ActionRole)
        export_.clicked.connect(self._ask_path)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Match analysis", 1.5))
        column.addWidget(label(_NOTE, muted=True))
        column.addWidget(self.document)
        column.addWidget(self.table, stretch=1)
        column.addWidget(self._problem)
        column.addWidget(buttons)


def _rows(found: Analysis) -> list[list[Cell]]:
    words = found.total.words
    rows = [_row(_title(band), found.bands[band], words) for band in Band]
    return [
        *rows,
        [*_row("To translate", found.total, words)[:-1], ""],
        [*_row("Confirmed already", found.confirmed, 0)[:-2], "", ""],
    ]


def _row(title: str, amount: Amount, all_words: int) -> list[Cell]:
    share = amount.words / all_words if all_words else 0.0
    return [
        title, amount.segments, amount.words, amount.characters, round(100 * share), share,
    ]  # fmt: skip


def _title(band: Band) -> str:
    return _TITLES.get(band) or band.value.replace("-", "–")
