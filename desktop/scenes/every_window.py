"""Draws every window with the sample project, light and dark."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

from core.people import Person
from desktop import theme
from desktop.main_window import MainWindow
from desktop.pictures import Scenes, draw
from desktop.scenes import alignment, dialogs, editor, memories
from desktop.settings import Recent, Settings
from services import projects

_NORMAL = QSize(1280, 800)


def draw_all(project: Path, out: Path, sizes: tuple[QSize, ...] = (_NORMAL,)) -> list[Path]:
    """Draw every window with the project at `project`, light and dark, into the folder `out`.

    A copy of the project file is used. Dialogs are as large as they need to be, whatever the
    size of the windows: they are drawn once. The paths of the pictures are returned.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    for dark in (False, True):
        theme.apply(app, dark)
        shade = "dark" if dark else "light"
        for size in sizes:
            with TemporaryDirectory() as folder:
                drawn += draw(_windows(project, Path(folder), size), out, shade)
    return list(dict.fromkeys(drawn))


def _windows(project: Path, folder: Path, size: QSize) -> Scenes:
    """Every window in turn, ready to be drawn."""
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.person = Person("Aigerim")
    window = MainWindow(settings)
    window.resize(size)
    window.show()
    yield "welcome-new", window
    settings.remember(_recent(project))
    window.show_welcome()
    yield "welcome", window
    copy = folder / project.name
    copy.write_bytes(project.read_bytes())
    window.take(projects.open_with_document(copy))
    yield from editor.scenes(window)
    yield from dialogs.scenes(window, folder)
    yield from memories.scenes(window, folder, size)
    yield from alignment.scenes(window, size)
    yield from editor.empty_project(window, folder)
    window.close()
    window.deleteLater()


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
