"""Answers the concordance panel: searches in jobs, drops what nobody waits for any more."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.concordance import Concordance, Phrase
from core.counting import counted
from core.errors import ExpectedError
from core.progress import Progress
from desktop.connections import Connections
from desktop.dialogs import documents_folder, show
from desktop.jobs import Jobs
from desktop.panels.concordance import ConcordancePanel
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from services.searching import Searcher

_EXPORTS = {
    "Table (*.tsv)": "tsv",
    "Web page (*.html)": "html",
    "Translation memory (*.tmx)": "tmx",
}


class ConcordanceAssistant(QObject):
    """Connects one workspace with the panel, for as long as the workspace is open."""

    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(self, workspace: Workspace, panel: ConcordancePanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._panel, self._window = workspace, panel, parent
        self._jobs = Jobs(self)  # one thread: the texts are read and used there alone
        self._searcher: Searcher | None = None
        self._wanted: Phrase | None = None
        self._problems: tuple[str, ...] = ()  # of the last search: they are told already
        self._connections = Connections()
        for signal, act in (
            (panel.wanted, self._search),
            (panel.export_wanted, self._ask_export),
        ):
            self._connections.add(signal, act)

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._jobs.busy

    def close(self) -> None:
        """Stop searching, and let go of the panel and the files."""
        self._connections.end()
        self._jobs.close()
        if self._searcher:
            self._searcher.close()

    def _search(self, phrase: Phrase | None, confirmed_only: bool) -> None:
        if phrase is None:
            self._wanted = None
            return
        project = self._workspace.project
        wanted = self._wanted = replace(
            phrase,
            source_language=project.source_language,
            target_language=project.target_language,
        )

        # What is under way is never cancelled: it may be reading a large memory for the first
        # time, and who types on would make it begin again with each letter.
        def search(progress: Progress) -> Concordance | None:
            if wanted is not self._wanted:
                return None
            return self._asked().search(wanted, confirmed_only=confirmed_only, progress=progress)

        def show(found: Concordance | None) -> None:
            if found and wanted is self._wanted:
                self._show(found)

        self._jobs.start(search, show, self._fail, self._tell)

    def _asked(self) -> "Searcher":
        """The one who searches, made in the thread that asks."""
        from services.searching import Searcher

        if self._searcher is None:
            self._searcher = Searcher(self._workspace.store)
        return self._searcher

    def _tell(self, share: float, text: str) -> None:
        if self._wanted:
            self._panel.show_progress(share, text)

    def _show(self, found: Concordance) -> None:
        self._panel.show_found(found)
        for problem in found.problems:
            if problem not in self._problems:
                self._workspace.problem.emit(problem)
        self._problems = found.problems

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._workspace.problem.emit(str(error))
        else:
            self.failed.emit(error)

    # -- to a file --------------------------------------------------------------------------

    def _ask_export(self, found: Concordance) -> None:
        dialog = QFileDialog(self._window, "Export the hits", str(documents_folder() / "hits.tsv"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(_EXPORTS))
        dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(_EXPORTS[words]))
        dialog.setDefaultSuffix("tsv")
        dialog.fileSelected.connect(lambda path: self.export(found, Path(path)))
        show(dialog)

    def export(self, found: Concordance, path: Path) -> None:
        """Write the hits to a file; its ending says in which form."""

        def write(_progress: Progress) -> int:
            from services.hit_export import export_hits

            return export_hits(found, path)

        def told(number: int) -> None:
            self._workspace.stored.emit(f"{counted(number, 'hit')} written to “{path.name}”")

        self._jobs.start(write, told, self._fail)
