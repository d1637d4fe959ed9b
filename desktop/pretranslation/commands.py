"""What the menus do with memory for whole documents: pre-translation, match analysis."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.progress import Progress
from desktop.dialogs import show
from desktop.editor.editor_page import EditorPage
from desktop.jobs import Job
from desktop.long_work import LongWork, Tell
from desktop.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from core.memory.analysis import ProjectAnalysis
    from desktop.workspace import Workspace
    from services.pretranslating import Pretranslated, Pretranslation


class MemoryCommands:
    """Handlers of these actions, for the project that is open in `workspace`."""

    def __init__(self, work: LongWork, tell: Tell, page: EditorPage, window: QWidget) -> None:
        self._work, self._tell, self._page, self._window = work, tell, page, window
        self._running: list[Job] = []
        self.workspace: Workspace | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        return {"pretranslate": self.ask_pretranslation, "analyse": self.analyse}

    def leave(self) -> None:
        """The project is about to be closed: stop what still reads or writes it."""
        self.workspace = None
        for job in self._running:
            self._work.jobs.stop(job)
        self._running.clear()

    # -- pre-translation --------------------------------------------------------------------

    def ask_pretranslation(self) -> None:
        """Ask what is to be filled."""
        workspace = self.workspace
        if workspace is None or not workspace.flush() or not self._page.is_settled():
            return
        from desktop.pretranslation.dialog import PretranslationDialog
        from services.memories import attached

        dialog = PretranslationDialog(
            workspace.document, self._shown(workspace), attached(workspace.store), self._window
        )
        dialog.accepted.connect(lambda: self._pretranslate(workspace, dialog.wanted()))
        show(dialog)

    def _shown(self, workspace: "Workspace") -> list[int] | None:
        """The ids of the segments shown, where the filter does not show all of them."""
        model = self._page.model
        if model.rowCount() == len(workspace.segments):
            return None
        return [model.segment_at(row).id for row in range(model.rowCount())]

    def _pretranslate(self, workspace: "Workspace", wanted: "Pretranslation") -> None:
        if workspace is not self.workspace:
            return  # it was closed under the dialog

        def work(progress: Progress) -> "Pretranslated":
            from services.pretranslating import pretranslate

            return pretranslate(workspace.store, wanted, workspace.person, progress)

        def done(result: "Pretranslated") -> None:
            self._pretranslated(workspace, result)

        def dropped(result: "Pretranslated | None") -> None:
            if result:  # cancelled after all was stored
                done(result)

        self._running.append(self._work.run("Pre-translating…", work, done, dropped=dropped))

    def _pretranslated(self, workspace: "Workspace", done: "Pretranslated") -> None:
        from desktop.pretranslation.result_dialog import PretranslationResult

        if workspace is not self.workspace:
            return
        workspace.take(done.act)
        if done.documents:
            show(PretranslationResult(done, self._window))
        else:
            self._tell(MessageKind.INFO, "There is nothing without a translation to fill.")

    # -- analysis ---------------------------------------------------------------------------

    def analyse(self) -> None:
        """Sort the project's text by its matches, and show the table."""
        workspace = self.workspace
        if workspace is None or not workspace.flush():
            return

        def work(progress: Progress) -> "ProjectAnalysis":
            from services.analysing import analyse

            return analyse(workspace.store, progress=progress)

        def done(found: "ProjectAnalysis") -> None:
            from desktop.reports.analysis_dialog import AnalysisDialog

            if workspace is self.workspace:
                folder, name = workspace.path.parent, workspace.project.name
                show(AnalysisDialog(name, folder, found, self._window))

        self._running.append(self._work.run("Analysing…", work, done))
