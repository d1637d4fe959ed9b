"""Draws every window with the sample project to PNG files, without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize, QThread
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import resources
from core.alignment import editing
from core.alignment.editing import Spot
from core.alignment.session import TextSide, Verdict
from core.concordance import Side
from core.memory.memories import AttachedMemory, UnitFilter
from core.people import Person, Role
from core.segment import State
from desktop import theme
from desktop.alignment.window import AlignmentWindow
from desktop.conversion.dialog import ConversionDialog
from desktop.main_window import MainWindow
from desktop.memory.export_dialog import MemoryExportDialog
from desktop.memory.files import SUFFIX
from desktop.memory.report_dialog import ReportDialog
from desktop.memory.window import MemoryWindow
from desktop.preferences.dialog import PreferencesDialog
from desktop.projects.settings_dialog import ProjectSettingsDialog
from desktop.review.send_back_dialog import SendBackDialog
from desktop.settings import Recent, Settings
from desktop.transfer.export_dialog import ExportDialog
from desktop.transfer.import_dialog import ImportDialog
from desktop.welcome.new_project import NewProjectDialog
from services import memories, memory, projects
from services.exporting import export

_PATIENCE = 30.0  # seconds
_NORMAL = QSize(1280, 800)


def draw_all(project: Path, out: Path, sizes: tuple[QSize, ...] = (_NORMAL,)) -> list[Path]:
    """Draw every window with the project at `project`, light and dark, into the folder `out`.

    A copy of the project file is used. The paths of the pictures are returned.
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
    copy = folder / project.name
    copy.write_bytes(project.read_bytes())
    window.take(projects.open_with_document(copy))
    yield from _editor(window)
    yield from _dialogs(window)
    yield from _conversion(window)
    yield from _memory_work(window)
    yield from _memories(window, folder)
    yield from _alignment(window, size)
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
    window.docks.concordance.raise_()
    window.panels.concordance.look_for("person", Side.SOURCE)
    _wait(window)
    yield "concordance", window
    window.docks.matches.raise_()
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
        "preferences": PreferencesDialog(window),
        "project-settings": ProjectSettingsDialog(
            workspace.project, engine, workspace.matching_settings(), window
        ),
    }
    for name, dialog in made.items():
        dialog.open()
        settle(lambda: not window.is_busy)
        yield name, dialog
        dialog.reject()


def _conversion(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The preview of Kazakh in Latin letters."""
    window.actions_["convert_script"].trigger()
    _wait(window)
    dialog = _dialog(window)
    assert isinstance(dialog, ConversionDialog)
    dialog.script.setCurrentIndex(0)
    _wait(window)
    yield "convert-script", dialog
    dialog.reject()


def _memory_work(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Match analysis, and pre-translation to its end."""
    for action in ("analyse", "pretranslate"):
        window.actions_[action].trigger()
        _wait(window)
        dialog = _dialog(window)
        yield action, dialog
        dialog.accept()
        _wait(window)
    result = _dialog(window)
    yield "pretranslated", result
    result.reject()
    window.actions_["undo"].trigger()


def _dialog(window: MainWindow) -> QDialog:
    """The dialog that is open."""
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def _memories(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    workspace = window.workspace
    assert workspace
    path = folder / f"Ministry of Justice{SUFFIX}"
    made = memories.create_memory(path)
    made.add(memory.units(workspace.store))
    made.close()
    memories.attach(workspace.store, AttachedMemory(str(path), path.stem, writable=True))
    window.actions_["memories"].trigger()
    (shown,) = window.findChildren(MemoryWindow)
    _wait(window)
    shown.table.selectRow(1)
    yield "memories", shown
    tmx = folder / "Old translations.tmx"
    export(workspace.store, "tmx", tmx)
    report = ReportDialog(path.stem, [tmx], shown.work.jobs, shown)
    leaving = MemoryExportDialog(path.stem, UnitFilter(), shown)
    for name, dialog in (("memory-import", report), ("memory-export", leaving)):
        dialog.open()
        _wait(window)
        yield name, dialog
        dialog.reject()


def _alignment(window: MainWindow, size: QSize) -> Iterator[tuple[str, QWidget]]:
    """The rules of the sample with their translation, half judged."""
    assert window.workspace
    window.actions_["align"].trigger()
    (shown,) = window.findChildren(AlignmentWindow)
    shown.resize(size)
    _wait(window)
    session = shown.desk.session
    assert session
    for act in (
        lambda now: editing.judge(now, 0, Verdict.ACCEPTED),
        lambda now: editing.judge(now, 1, Verdict.ACCEPTED),
        lambda now: editing.merge(now, 3, 4),
        lambda now: editing.judge(now, 6, Verdict.REJECTED),
        lambda now: editing.unlink(now, 8),
    ):
        shown.desk.act(act)
    shown.table.go_to(Spot(5, TextSide.TARGET))
    settle(lambda: not shown.is_busy)
    yield "alignment", shown
    shown.actions_["finish"].trigger()
    dialog = next(each for each in shown.findChildren(QDialog) if each.isVisible())
    yield "alignment-finish", dialog
    dialog.reject()
    yield from _words(shown)
    shown.close()


def _words(shown: AlignmentWindow) -> Iterator[tuple[str, QWidget]]:
    """The lists of words that help to align."""
    with TemporaryDirectory() as folder:
        words = Path(folder) / "Detention.tsv"
        words.write_text("notice\tхабар\nstaff\tқызметкер\n", encoding="utf-8")
        shown.words.add(words)
        settle(lambda: not shown.is_busy)
    shown.actions_["words"].trigger()
    dialog = next(each for each in shown.findChildren(QDialog) if each.isVisible())
    yield "alignment-words", dialog
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
