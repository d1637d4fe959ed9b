"""What the menus do with projects and files: new, open, import, export, settings.

Dialogs and the services behind them are imported when they are first wanted: the window is to be
there at once, and most days nothing is imported or exported before the first segment is read.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from core.errors import ExpectedError, NotParallelError, StoreInUseError
from core.progress import Progress
from core.project import SUFFIX
from desktop.jobs import Job, Jobs
from desktop.settings import Settings
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from desktop.transfer.export_dialog import ExportWish
    from desktop.transfer.import_dialog import ImportWish
    from desktop.welcome.new_project import NewProject
    from desktop.workspace import Workspace
    from services.exporting import Exported
    from services.importing import Imported
    from services.projects import OpenedProject

T = TypeVar("T")
Tell = Callable[..., None]
Opened = Callable[["OpenedProject"], None]


class ProjectCommands:
    """Handlers of the actions on projects and files.

    `opened` is called with an opened project; `tell` shows a message (kind, text, button, act).
    """

    def __init__(
        self,
        settings: Settings,
        busy: BusyBar,
        opened: "Opened",
        tell: Tell,
        window: QWidget,
    ) -> None:
        self._settings, self._busy, self._window = settings, busy, window
        self._opened, self._tell = opened, tell
        self.jobs = Jobs(window)
        self.workspace: Workspace | None = None
        self._job: Job | None = None
        busy.cancel_requested.connect(self._cancel)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        return {
            "new_project": self.ask_new,
            "open_project": self.ask_open,
            "open_sample": self.open_sample,
            "import_files": self.ask_import,
            "export": self.ask_export,
            "project_settings": self.ask_settings,
        }

    # -- opening ----------------------------------------------------------------------------

    def ask_new(self, files: Sequence[Path] = ()) -> None:
        """Ask what a new project needs; `files` are imported into it afterwards."""
        from desktop.welcome.new_project import NewProjectDialog

        dialog = NewProjectDialog(documents_folder(), self._settings.person, self._window)
        dialog.accepted.connect(lambda: self._make(dialog.wanted(), files))
        _show(dialog)

    def _make(self, wanted: "NewProject", files: Sequence[Path]) -> None:
        self._settings.person = wanted.person

        def work(_progress: Progress) -> "OpenedProject":
            from services.projects import OpenedProject, create

            source, target = wanted.source_language, wanted.target_language
            return OpenedProject(*create(wanted.path, source, target, wanted.name), first=None)

        def done(opened: "OpenedProject") -> None:
            self._opened(opened)
            if files:
                self.import_files(files)

        self._run("Making the project…", work, done, self._fail)

    def ask_open(self) -> None:
        """Ask for a project file and open it."""
        dialog = QFileDialog(self._window, "Open a project", str(documents_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"Terjiman projects (*{SUFFIX})")
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        _show(dialog)

    def open_sample(self) -> None:
        """Open the sample project, made anew where it is missing."""

        def work(_progress: Progress) -> Path:
            from services.sample import sample_project

            return sample_project()

        self._run("Making the sample project…", work, self.open, self._fail)

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project file; a file that somebody else has open can be opened to read."""

        def work(_progress: Progress) -> "OpenedProject":
            from services.projects import open_with_document

            return open_with_document(path, read_only=read_only)

        def failed(error: Exception) -> None:
            if isinstance(error, StoreInUseError):
                again = partial(self.open, path, read_only=True)
                self._tell(MessageKind.WARNING, str(error), "Open to read", again)
            else:
                self._fail(error)

        self._run(f"Opening {path.name}…", work, self._opened, failed)

    # -- files in ---------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for files to import."""
        dialog = QFileDialog(self._window, "Import", str(documents_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda paths: self.import_files([Path(path) for path in paths])
        )
        _show(dialog)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show what is in the files and import them as the person says."""
        if self.workspace is None:
            self.ask_new(paths)
            return
        from desktop.transfer.import_dialog import ImportDialog

        dialog = ImportDialog(self.workspace.project, paths, self.jobs, self._window)
        dialog.accepted.connect(lambda: self._import(dialog.wishes()))
        _show(dialog)

    def _import(self, wishes: "Sequence[ImportWish]", *, insist: bool = False) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        workspace.flush()

        def work(progress: Progress) -> "list[Imported]":
            from services import importing

            return [
                importing.import_file(
                    workspace.store,
                    wish.path,
                    workspace.person,
                    wish.translation,
                    wish.as_,
                    wish.encoding,
                    insist=insist,
                    progress=progress.part(n / len(wishes), (n + 1) / len(wishes)),
                )
                for n, wish in enumerate(wishes)
            ]

        def failed(error: Exception) -> None:
            workspace.refresh()
            if isinstance(error, NotParallelError):
                again = partial(self._import, wishes, insist=True)
                self._tell(MessageKind.WARNING, str(error), "Align all the same", again)
            else:
                self._fail(error)

        self._run("Importing…", work, partial(self._imported, workspace), failed)

    def _imported(self, workspace: "Workspace", done: "Sequence[Imported]") -> None:
        if workspace is not self.workspace:
            return
        workspace.refresh()
        new = next((imported.document for imported in done if imported.document), None)
        if new:
            workspace.open_document(new.id)
        for warning in dict.fromkeys(text for imported in done for text in imported.warnings):
            self._tell(MessageKind.WARNING, warning)
        segments, units = sum(i.segments for i in done), sum(i.units for i in done)
        parts = [f"{segments} segments"] if segments else []
        parts += [f"{units} units of memory"] if units else []
        self._tell(MessageKind.INFO, f"Imported {' and '.join(parts) or 'nothing'}.")

    # -- files out --------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask what to export and where to."""
        workspace = self.workspace
        if workspace is None:
            return
        workspace.flush()
        documents = [found.document for found in workspace.status().documents]
        from desktop.transfer.export_dialog import ExportDialog

        dialog = ExportDialog(
            workspace.path.parent,
            workspace.project.name,
            documents,
            workspace.document,
            self._window,
        )
        dialog.accepted.connect(lambda: self._export(dialog.wish))
        _show(dialog)

    def _export(self, wish: "ExportWish | None") -> None:
        workspace = self.workspace
        if workspace is None or wish is None:
            return

        def work(progress: Progress) -> "Exported":
            from services.exporting import export

            return export(
                workspace.store, wish.to, wish.path, wish.from_state, wish.document, progress
            )

        self._run("Exporting…", work, self._exported, self._fail)

    def _exported(self, done: "Exported") -> None:
        for warning in done.warnings:
            self._tell(MessageKind.WARNING, warning)
        self._tell(
            MessageKind.INFO,
            f"Wrote {done.segments} segments to “{done.path.name}”, read back and compared.",
        )

    # -- settings ---------------------------------------------------------------------------

    def ask_settings(self) -> None:
        """Ask what is allowed in the project."""
        workspace = self.workspace
        if workspace is None:
            return
        from desktop.projects.settings_dialog import ProjectSettingsDialog

        dialog = ProjectSettingsDialog(workspace.project, workspace.engine_settings(), self._window)

        def keep() -> None:
            workspace.keep_settings(
                dialog.engine_settings(), self_approval=dialog.self_approval.isChecked()
            )

        dialog.accepted.connect(keep)
        _show(dialog)

    # -- work -------------------------------------------------------------------------------

    def _run(
        self,
        text: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        def finish(act: Callable[..., None], value: object) -> None:
            self._busy.finish()
            self._job = None
            act(value)

        self._busy.start(text)
        self._job = self.jobs.start(
            work, partial(finish, done), partial(finish, failed), self._busy.set_progress
        )

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
        self._busy.finish()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self._tell(MessageKind.ERROR, str(error))


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def documents_folder() -> Path:
    """Where the system keeps a person's documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
