"""The dialogs about a project: files in and out, settings, conversion, and memory at work."""

from pathlib import Path

from PySide6.QtWidgets import QDialog

import resources
from desktop.conversion.dialog import ConversionDialog
from desktop.dialogs import show
from desktop.main_window import MainWindow
from desktop.pictures import Scenes
from desktop.preferences.dialog import PreferencesDialog
from desktop.projects.settings_dialog import ProjectSettingsDialog
from desktop.review.send_back_dialog import SendBackDialog
from desktop.scenes.editor import wait
from desktop.transfer.export_dialog import ExportDialog
from desktop.transfer.import_dialog import ImportDialog
from desktop.welcome.new_project import NewProjectDialog
from services import projects

_DAMAGED = (
    "Article 1\u00ad2. \u0415very person has\u200b the right to appeal.\n"
    "§ 5\u00a0applies. What is confid?ntial stays so.\n"
)


def scenes(window: MainWindow, folder: Path) -> Scenes:
    """All of them, with the sample project."""
    damaged = folder / "Scanned law.en.txt"
    damaged.write_text(_DAMAGED, encoding="utf-8")
    for name, dialog in _made(window, damaged).items():
        show(dialog)
        wait(window)
        yield name, dialog
        dialog.reject()
    yield from _conversion(window)
    yield from _memory_work(window)


def opened(window: MainWindow) -> QDialog:
    """The dialog that is open."""
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def _made(window: MainWindow, damaged: Path) -> dict[str, QDialog]:
    workspace = window.workspace
    assert workspace
    assert workspace.current
    engine = projects.engine_settings(workspace.store)
    sample = resources.path("sample")
    texts = [sample / f"Visiting rules.{tag}.txt" for tag in ("en", "kk")]
    documents = [found.document for found in workspace.status().documents]
    jobs = window.work.jobs
    return {
        "new-project": NewProjectDialog(Path.home(), workspace.person, window),
        "import": ImportDialog(workspace.project, texts, jobs, window),
        "import-repair": ImportDialog(workspace.project, [damaged], jobs, window),
        "export": ExportDialog(Path.home(), "Sample", documents, workspace.document, window),
        "send-back": SendBackDialog(workspace.current, window),
        "preferences": PreferencesDialog(window),
        "project-settings": ProjectSettingsDialog(
            workspace.project, engine, workspace.matching_settings(), window
        ),
    }


def _conversion(window: MainWindow) -> Scenes:
    """The preview of Kazakh in Latin letters."""
    window.actions_["convert_script"].trigger()
    wait(window)
    dialog = opened(window)
    assert isinstance(dialog, ConversionDialog)
    dialog.script.setCurrentIndex(0)
    wait(window)
    yield "convert-script", dialog
    dialog.reject()


def _memory_work(window: MainWindow) -> Scenes:
    """Match analysis, and pre-translation to its end."""
    for action in ("analyse", "pretranslate"):
        window.actions_[action].trigger()
        wait(window)
        dialog = opened(window)
        yield action, dialog
        dialog.accept()
        wait(window)
    result = opened(window)
    yield "pretranslated", result
    result.reject()
    window.actions_["undo"].trigger()
    wait(window)
