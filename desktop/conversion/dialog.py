"""Asks what is converted into which script, and shows beforehand what that changes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from core.language import Script, language
from core.segment import Segment
from core.transliteration import alphabets
from desktop import theme
from desktop.conversion.preview_model import DOUBTS, PreviewModel
from desktop.conversion.preview_table import PreviewTable
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from services.converting import Conversion, Preview

_WIDTH, _HEIGHT = 960, 600


class ConversionDialog(QDialog):
    """One page; `preview` is what is to be stored after acceptance.

    `tag` is the language of the targets. `scopes` are names and segments to choose from, of
    which the first is proposed. Whoever shows the dialog answers `changed` by `show_preview`.
    """

    changed = Signal()
    """Something else is wanted: a preview of it is needed."""

    def __init__(
        self,
        tag: str,
        scopes: Sequence[tuple[str, Sequence[Segment]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Convert script")
        self.resize(_WIDTH, _HEIGHT)
        self._tag, self._scopes = tag, scopes
        self.preview = Preview((), 0)
        self.scope, self.script = QComboBox(), QComboBox()
        self.scope.addItems([name for name, _ in scopes])
        for title, wanted in scripts(tag):
            self.script.addItem(title, wanted)
        own = language(tag).script is Script.CYRILLIC
        self.script.setCurrentIndex(self.script.count() - 1 if own else 0)
        self.only_doubtful = QCheckBox("Show only what is to be looked at")
        self.summary = label(muted=True)
        self._model = PreviewModel(self)
        self.table = PreviewTable()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self.scope.currentIndexChanged.connect(self._ask)
        self.script.currentIndexChanged.connect(self._ask)
        self.only_doubtful.toggled.connect(self._show_rows)

    def wanted(self) -> Conversion:
        """What the person wants."""
        conversion = self.script.currentData()
        assert isinstance(conversion, Conversion)
        return conversion

    def segments(self) -> Sequence[Segment]:
        """The segments whose targets are to be converted."""
        return self._scopes[self.scope.currentIndex()][1]

    def show_preview(self, preview: Preview) -> None:
        """Show what would change."""
        self.preview = preview
        self.summary.setText(in_words(preview))
        self.go.setText(f"Convert {len(preview.changes)}")
        self.go.setEnabled(bool(preview.changes))
        self.only_doubtful.setVisible(bool(preview.doubtful))
        self._show_rows()

    def _ask(self) -> None:
        self.go.setEnabled(False)
        self.changed.emit()

    def _show_rows(self) -> None:
        doubtful = self.only_doubtful.isChecked() and bool(self.preview.doubtful)
        rows = [row for row in self.preview.changes if row.doubts or not doubtful]
        self._model.show_rows(rows)
        self.table.setColumnHidden(DOUBTS, not any(row.doubts for row in rows))

    def _lay_out(self) -> None:
        self.go = self._buttons.addButton("Convert", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        self.go.setEnabled(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.only_doubtful.hide()  # until there is something to look at
        self.table.setAccessibleName("What changes")
        self.table.setModel(self._model)
        self.table.narrow_first_column()
        form = Form()
        form.add("Targets of", self.scope)
        form.add("Into", self.script)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Convert script", 1.5))
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.table, stretch=1)
        column.addWidget(self.only_doubtful)
        column.addWidget(self._buttons)


def in_words(preview: Preview) -> str:
    """What a conversion changes, in a sentence or two."""
    if not preview.changes:
        text = "Nothing is in the other script."
    else:
        text = f"Targets that change: {len(preview.changes)}. Undo takes all of it back."
    if preview.doubtful:
        text += f" To be looked at: {preview.doubtful}; where confirmed, these become drafts."
    if preview.closed:
        text += f" Locked or final, and left as they are: {preview.closed}."
    return text


def scripts(tag: str) -> list[tuple[str, Conversion]]:
    """What a language can be converted into, each with its words."""
    latin = [
        (f"Latin letters: {one.title}", Conversion(tag, Script.LATIN, one.name))
        for one in alphabets(tag)
    ]
    return [*latin, ("Cyrillic letters", Conversion(tag, Script.CYRILLIC))]
