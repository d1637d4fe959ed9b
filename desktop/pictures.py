"""Draws every window with the sample project to PNG files, without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize, QThread
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import resources
from core.people import Person, Role
from core.segment import State
from desktop import theme
from desktop.main_window import MainWindow
from desktop.projects.settings_dialog import ProjectSettingsDialog
from desktop.review.send_back_dialog import SendBackDialog
from desktop.settings import Recent, Settings
from desktop.transfer.export_dialog import ExportDialog
from desktop.transfer.import_dialog import ImportDialog
from desktop.welcome.new_project import NewProjectDialog
from services import projects

_PATIENCE = 30.0  # seconds
_NORMAL = QSize(1280, 800)


def draw_all(project: Path, out: Path, sizes: tuple[QSize, ...] = (_NORMAL,)) -> list[Path]:
    """Draw every window with the project at `project`, light and dark, into the folder `out`.

    The project file is used as it is, and not changed. The paths of the pictures are returned.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    drawn = []
    for dark in (False, True):
        theme.apply(app, dark)
        for size in sizes:
            shade = "dark" if dark else "light"
            with TemporaryDirectory() as folder:
                for name, widget in _windows(project, Path(folder), size):
                    path = out / f"{name}-{shade}-{size.width()}.png"
                    settle()
                    widget.grab().save(str(path))
                    drawn.append(path)
    return drawn


def settle(until: Callable[[], bool] = lambda: True) -> None:
    """Let Qt do what is waiting, until `until` holds; it has to within half a minute."""
    end = monotonic() + _PATIENCE
    while True:
        QCoreApplication.processEvents()
        # What was to be deleted later goes by itself only where an event loop runs.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if until():
            break
        if monotonic() > end:
            raise TimeoutError("the window did not settle")
        QThread.msleep(1)  # the threads that are waited for need the interpreter, too
    QCoreApplication.processEvents()


def _windows(project: Path, folder: Path, size: QSize) -> Iterator[tuple[str, QWidget]]:
    """Every window in turn, ready to be drawn."""
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.person = Person("Aigerim")
    window = MainWindow(settings)
    window.resize(size)
    window.show()
    settings.remember(_recent(project))
    window.show_welcome()
    yield "welcome", window
    window.take(projects.open_with_document(project, read_only=True))
    window.messages.close_message()
    yield from _editor(window)
    yield from _dialogs(window)
    window.close()
    window.deleteLater()


def _editor(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    workspace = window.workspace
    assert workspace
    _wait(window)
    first, second, *_ = workspace.status().documents
    rejected = next(s for s in workspace.segments if s.state is State.REJECTED)
    window.page.table.select_segment(rejected.id)
    _wait(window)
    yield "editor-sent-back", window
    workspace.open_document(second.document.id)
    likeness = next(s for s in workspace.segments if "within 30 days" in s.source)
    window.page.table.select_segment(likeness.id)
    _wait(window)
    yield "editor", window
    workspace.open_document(first.document.id)
    window.set_role(Role.REVIEWER)
    window.page.table.select_segment(rejected.id)
    window.docks.history.raise_()
    window.docks.machine.raise_()
    _wait(window)
    yield "review", window
    window.docks.issues.raise_()
    _wait(window)
    yield "issues", window
    window.set_role(Role.TRANSLATOR)


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    workspace = window.workspace
    assert workspace
    assert workspace.current
    engine = projects.engine_settings(workspace.store)
    folder = resources.path("sample")
    texts = [folder / f"Visiting rules.{tag}.txt" for tag in ("en", "kk")]
    documents = [found.document for found in workspace.status().documents]
    made: dict[str, QDialog] = {
        "new-project": NewProjectDialog(Path.home(), workspace.person, window),
        "import": ImportDialog(workspace.project, texts, window.work.jobs, window),
        "export": ExportDialog(Path.home(), "Sample", documents, workspace.document, window),
        "send-back": SendBackDialog(workspace.current, window),
        "project-settings": ProjectSettingsDialog(workspace.project, engine, window),
    }
    for name, dialog in made.items():
        dialog.open()
        settle(lambda: not window.is_busy)
        yield name, dialog
        dialog.reject()


def _wait(window: MainWindow) -> None:
    settle(lambda: not window.is_busy)


def _recent(project: Path) -> Recent:
    store, found = projects.open_project(project, read_only=True)
    counts = projects.status(store).counts
    store.close()
    return Recent(
        str(project),
        found.name,
        found.source_language,
        found.target_language,
        found.created,
        counts,
    )
