"""What the menus do with projects: new, open, settings.

Dialogs and the services behind them are imported when they are first wanted: the window is to be
there at once.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import StoreInUseError
from core.progress import Progress
from core.project import SUFFIX
from desktop.dialogs import documents_folder, show
from desktop.long_work import LongWork, Tell
from desktop.settings import Settings
from desktop.widgets.message_bar import MessageKind
from services.glimpsing import Glimpse, glimpse

if TYPE_CHECKING:
    from desktop.welcome.new_project import NewProject
    from desktop.workspace import Workspace
    from services.projects import OpenedProject

Opened = Callable[["OpenedProject"], None]
Expected = Callable[[Glimpse | None], None]

_PAINTING = 0.2
"""Seconds that opening waits for the first look to be painted; the two would slow each other."""


class ProjectCommands:
    """Handlers of the actions on projects; `opened` is called with one that was opened.

    `expected` is called before that with the first look at it, or with None when it cannot be
    opened after all.
    """

    def __init__(
        self,
        settings: Settings,
        work: LongWork,
        opened: Opened,
        expected: Expected,
        tell: Tell,
        window: QWidget,
    ) -> None:
        self._settings, self._work, self._window = settings, work, window
        self._opened, self._expected, self._tell = opened, expected, tell
        self.workspace: Workspace | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        return {
            "new_project": self.ask_new,
            "open_project": self.ask_open,
            "open_sample": self.open_sample,
            "project_settings": self.ask_settings,
        }

    def ask_new(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask what a new project needs and make it; `then` is called once it is open."""
        from desktop.welcome.new_project import NewProjectDialog

        dialog = NewProjectDialog(documents_folder(), self._settings.person, self._window)
        dialog.accepted.connect(lambda: self._make(dialog.wanted(), then))
        show(dialog)

    def _make(self, wanted: "NewProject", then: Callable[[], object]) -> None:
        self._settings.person = wanted.person

        def work(_progress: Progress) -> "OpenedProject":
            from services.projects import OpenedProject, create

            source, target = wanted.source_language, wanted.target_language
            return OpenedProject(*create(wanted.path, source, target, wanted.name), first=None)

        def done(made: "OpenedProject") -> None:
            self._opened(made)
            then()

        def dropped(made: "OpenedProject | None") -> None:
            if made:
                made.store.discard()

        self._work.run("Making the project…", work, done, dropped=dropped)

    def ask_open(self) -> None:
        """Ask for a project file and open it."""
        dialog = QFileDialog(self._window, "Open a project", str(documents_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"Terjiman projects (*{SUFFIX})")
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        show(dialog)

    def open_sample(self) -> None:
        """Open the sample project, made anew where it is missing."""

        def work(_progress: Progress) -> Path:
            from services.sample import sample_project

            return sample_project()

        self._work.run("Making the sample project…", work, self.open)

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project file; a file that somebody else has open can be opened to read."""
        if self._is_open(path):
            return
        painted = self._look(path)

        def work(_progress: Progress) -> "OpenedProject":
            painted.wait(_PAINTING)
            from services.projects import open_with_document

            return open_with_document(path, read_only=read_only)

        def dropped(opened: "OpenedProject | None") -> None:
            if opened:
                opened.store.close()
            self._expect_no_more()

        failed = partial(self._fail, path)
        self._work.run(f"Opening {path.name}…", work, self._opened, failed, dropped)

    def _look(self, path: Path) -> Event:
        """Show the first look at a project; the event tells when it is painted."""
        painted = Event()
        seen = None if self.workspace else glimpse(path)
        if seen:
            self._expected(seen)
            QTimer.singleShot(0, painted.set)
        else:
            painted.set()
        return painted

    def _expect_no_more(self) -> None:
        if self.workspace is None:
            self._expected(None)

    def _fail(self, path: Path, error: Exception) -> None:
        self._expect_no_more()
        if isinstance(error, StoreInUseError):
            again = partial(self.open, path, read_only=True)
            self._tell(MessageKind.WARNING, str(error), "Open to read", again)
        else:
            self._work.fail(error)

    def _is_open(self, path: Path) -> bool:
        workspace = self.workspace
        return (
            workspace is not None
            and not workspace.store.read_only
            and workspace.path.resolve() == path.resolve()
        )

    def ask_settings(self) -> None:
        """Ask what is allowed in the project."""
        workspace = self.workspace
        if workspace is None:
            return
        from desktop.projects.settings_dialog import ProjectSettingsDialog

        dialog = ProjectSettingsDialog(
            workspace.project,
            workspace.engine_settings(),
            workspace.matching_settings(),
            self._window,
        )

        def keep() -> None:
            workspace.keep_settings(
                dialog.engine_settings(), self_approval=dialog.self_approval.isChecked()
            )
            workspace.keep_matching(dialog.matching.settings())
            if not dialog.key_is_kept:
                self._tell(
                    MessageKind.WARNING,
                    "This computer has no keyring that could keep the key, so it is forgotten "
                    "when Terjiman is closed.",
                )

        dialog.accepted.connect(keep)
        show(dialog)
