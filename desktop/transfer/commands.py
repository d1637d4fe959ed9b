"""What the menus do with files: import and export."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from core.counting import counted
from core.errors import NotParallelError
from core.progress import Progress
from desktop.dialogs import documents_folder, show
from desktop.jobs import Job
from desktop.long_work import LongWork, Tell
from desktop.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from desktop.transfer.export_dialog import ExportWish
    from desktop.transfer.import_dialog import ImportWish
    from desktop.workspace import Workspace
    from services.exporting import Exported
    from services.importing import Imported


class TransferCommands:
    """Handlers of the actions on files, for the project that is open in `workspace`."""

    def __init__(self, work: LongWork, tell: Tell, window: QWidget) -> None:
        self._work, self._tell, self._window = work, tell, window
        self._running: list[Job] = []
        self.workspace: Workspace | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        return {"import_files": self.ask_import, "export": self.ask_export}

    def leave(self) -> None:
        """The project is about to be closed: stop what still reads or writes it."""
        self.workspace = None
        for job in self._running:
            self._work.jobs.stop(job)
        self._running.clear()

    # -- in ---------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for files to import."""
        dialog = QFileDialog(self._window, "Import", str(documents_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda paths: self.import_files([Path(path) for path in paths])
        )
        show(dialog)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show what is in the files and import them as the person says."""
        workspace = self.workspace
        if workspace is None:
            return
        from desktop.transfer.import_dialog import ImportDialog

        dialog = ImportDialog(workspace.project, paths, self._work.jobs, self._window)
        dialog.accepted.connect(lambda: self._import(workspace, dialog.wishes()))
        show(dialog)

    def _import(
        self, workspace: "Workspace", wishes: "Sequence[ImportWish]", *, insist: bool = False
    ) -> None:
        """Import files in turn; `insist` that the first one is a bitext."""
        if workspace is not self.workspace:
            self._tell(MessageKind.WARNING, "Its project is closed: open it and import anew.")
            return
        workspace.flush()
        done: list[Imported] = []

        work = partial(_bring_in, workspace, wishes, done, insist)

        def end(_result: None) -> None:
            self._imported(workspace, done)

        def failed(error: Exception) -> None:
            self._imported(workspace, done)
            if isinstance(error, NotParallelError):
                again = partial(self._import, workspace, wishes[len(done) :], insist=True)
                self._tell(MessageKind.WARNING, str(error), "Align all the same", again)
            else:
                self._work.fail(error)

        self._running.append(self._work.run("Importing…", work, end, failed, end))

    def _imported(self, workspace: "Workspace", done: "Sequence[Imported]") -> None:
        """Show what came in: all of it, or what was there before an error or a cancellation."""
        if workspace is not self.workspace or not done:
            return
        workspace.refresh()
        new = next((imported.document for imported in done if imported.document), None)
        if new:
            workspace.open_document(new.id)
        for warning in dict.fromkeys(text for imported in done for text in imported.warnings):
            self._tell(MessageKind.WARNING, warning)
        segments, units = sum(i.segments for i in done), sum(i.units for i in done)
        parts = [counted(segments, "segment")] if segments else []
        parts += [f"{counted(units, 'unit')} of memory"] if units else []
        self._tell(MessageKind.INFO, f"Imported {' and '.join(parts) or 'nothing'}.")

    # -- out --------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask what to export and where to."""
        workspace = self.workspace
        if workspace is None:
            return
        from desktop.transfer.export_dialog import ExportDialog

        workspace.flush()
        dialog = ExportDialog(
            workspace.path.parent,
            workspace.project.name,
            [found.document for found in workspace.status().documents],
            workspace.document,
            self._window,
        )
        dialog.accepted.connect(lambda: self._export(workspace, dialog.wish))
        show(dialog)

    def _export(self, workspace: "Workspace", wish: "ExportWish | None") -> None:
        if wish is None:
            return

        def work(progress: Progress) -> "Exported":
            from services.exporting import TmxWish, export

            return export(
                workspace.store,
                wish.to,
                wish.path,
                wish.from_state,
                wish.document,
                progress,
                TmxWish(wish.level, wish.with_memory),
            )

        def dropped(done: "Exported | None") -> None:
            if done:  # cancelled after the file had its name
                self._exported(done)

        job = self._work.run("Exporting…", work, self._exported, dropped=dropped)
        self._running.append(job)

    def _exported(self, done: "Exported") -> None:
        for warning in done.warnings:
            self._tell(MessageKind.WARNING, warning)
        written = counted(done.segments, "segment")
        self._tell(
            MessageKind.INFO, f"Wrote {written} to “{done.path.name}”, read back and compared."
        )


def _bring_in(
    workspace: "Workspace",
    wishes: "Sequence[ImportWish]",
    done: "list[Imported]",
    insist: bool,
    progress: Progress,
) -> None:
    """Import what is wished for, one after the other, into `done`."""
    from services.importing import import_file

    for number, wish in enumerate(wishes):
        done.append(
            import_file(
                workspace.store,
                wish.path,
                workspace.person,
                wish.translation,
                wish.as_,
                wish.encoding,
                insist=insist and number == 0,
                repairing=wish.repairing,
                progress=progress.part(number / len(wishes), (number + 1) / len(wishes)),
            )
        )
