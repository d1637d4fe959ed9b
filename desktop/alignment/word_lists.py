"""The person's own lists of words that help to align: added to the project, and taken out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.counting import counted
from core.errors import ExpectedError
from desktop import theme
from desktop.dialogs import documents_folder, show
from desktop.long_work import LongWork
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from services import word_lists
from services.store import Store
from services.word_lists import WordList

_LETTERS, _LINES = 58, 9  # of the list
_WHAT_FOR = (
    "A list is a text with a word, a tab and its translation in each line. Its words become terms "
    "of the project: they help to align, and light up in the rows."
)


class WordListsDialog(QDialog):
    """Shows the lists that the project keeps."""

    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, read_only: bool = False) -> None:
        super().__init__(parent)
        self._read_only, self._is_busy = read_only, False
        self.setWindowTitle("Words that help")
        self.list = QListWidget()
        self.list.setAccessibleName("Lists of words")
        metrics = self.list.fontMetrics()
        self.list.setMinimumSize(
            _LETTERS * metrics.averageCharWidth(), _LINES * metrics.lineSpacing()
        )
        self.add, self.remove = QPushButton("Add a list…"), QPushButton("Remove")
        self._problem = label()
        self._problem.setProperty("error", True)
        self._problem.hide()
        self.list.itemSelectionChanged.connect(self._enable)
        self.add.clicked.connect(self.add_wanted)
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self._chosen()))
        self._lay_out()
        self._enable()

    def show_lists(self, lists: Sequence[WordList]) -> None:
        """Show what there is now."""
        self._problem.hide()
        self.list.clear()
        for each in lists:
            item = QListWidgetItem(f"{each.name} · {counted(each.pairs, 'word')}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.name)

    def set_busy(self, busy: bool) -> None:
        """Let nothing be asked for while a list is being added or removed."""
        self._is_busy = busy
        self._enable()

    def show_problem(self, sentence: str) -> None:
        """Tell why a list could not be added or removed."""
        self._problem.setText(sentence)
        self._problem.show()

    def _chosen(self) -> str:
        return str(self.list.selectedItems()[0].data(Qt.ItemDataRole.UserRole))

    def _enable(self) -> None:
        may_change = not self._read_only and not self._is_busy
        self.add.setEnabled(may_change)
        self.remove.setEnabled(may_change and bool(self.list.selectedItems()))

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch()
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Words that help", 1.5))
        column.addWidget(label(_WHAT_FOR, muted=True))
        column.addWidget(self.list, 1)
        column.addWidget(self._problem)
        column.addLayout(row)


class WordLists:
    """Adds and removes lists in jobs, and calls `changed` when the project knows others."""

    def __init__(
        self, store: Store, work: LongWork, changed: Callable[[], object], window: QWidget
    ) -> None:
        self._store, self._work, self._changed, self._window = store, work, changed, window
        self._dialog: WordListsDialog | None = None
        self._is_busy = False

    def ask(self) -> None:
        """Show the lists, to be added to and taken from."""
        self._dialog = dialog = WordListsDialog(self._window, read_only=self._store.read_only)
        dialog.show_lists(word_lists.lists(self._store))
        dialog.set_busy(self._is_busy)
        dialog.add_wanted.connect(self._ask_file)
        dialog.remove_wanted.connect(self._remove)
        dialog.finished.connect(self._forget_dialog)
        show(dialog)

    def add(self, path: Path) -> None:
        """Add a list, or read it anew where one of its name is there."""
        self._run("Reading words…", lambda: word_lists.add_list(self._store, path))

    def _ask_file(self) -> None:
        chosen = QFileDialog(self._dialog, "Add a list of words", str(documents_folder()))
        chosen.setNameFilters(["Lists of words (*.tsv *.txt)", "All files (*)"])
        chosen.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen.fileSelected.connect(lambda name: self.add(Path(name)))
        show(chosen)

    def _remove(self, name: str) -> None:
        self._run("Removing words…", partial(word_lists.remove_list, self._store, name))

    def _run(self, text: str, act: Callable[[], object]) -> None:
        def done(_result: object) -> None:
            self._set_busy(False)
            if self._dialog:
                self._dialog.show_lists(word_lists.lists(self._store))
            self._changed()

        def failed(error: Exception) -> None:
            self._set_busy(False)
            if self._dialog and isinstance(error, ExpectedError):
                self._dialog.show_problem(str(error))
            else:
                self._work.fail(error)

        self._set_busy(True)
        # What is cancelled too late is stored all the same.
        self._work.run(text, lambda _progress: act(), done, failed, done)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        if self._dialog:
            self._dialog.set_busy(busy)

    def _forget_dialog(self) -> None:
        self._dialog = None
