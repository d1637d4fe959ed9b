"""Shows what came of a pre-translation."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from core.counting import counted
from core.memory.analysis import MATCHES, Band
from desktop import theme
from desktop.widgets.figure_table import Cell, FigureTable
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog
from services.pretranslating import Filled, Pretranslated

_WIDTH = 820


class PretranslationResult(SnugDialog):
    """A row for each document: how many segments got a match of which band."""

    def __init__(self, done: Pretranslated, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Pre-translation")
        self.table = FigureTable("Segments filled, by document and match")
        head = ("Document", *map(_title, MATCHES), "Filled")
        rows = [_row(found.document.name, [found]) for found in done.documents]
        self.table.show_figures(head, [*rows, _row("All", done.documents)])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy the table", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.table.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Pre-translation", 1.5))
        column.addWidget(label(in_words(done), muted=True))
        column.addWidget(self.table, stretch=1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()


def in_words(done: Pretranslated) -> str:
    """What came of it, in a sentence or two."""
    filled = sum(found.filled for found in done.documents)
    repaired = sum(found.repaired for found in done.documents)
    text = f"{counted(filled, 'segment was', 'segments were')} filled from memory."
    if repaired:
        text += f" In {repaired:,} of them numbers were replaced."
    return text


def _title(band: Band) -> str:
    return "None" if band is Band.NONE else band.value.replace("-", "–")


def _row(name: str, found: Sequence[Filled]) -> list[Cell]:
    bands = [sum(one.bands.get(band, 0) for one in found) for band in MATCHES]
    return [name, *bands, sum(one.filled for one in found)]
