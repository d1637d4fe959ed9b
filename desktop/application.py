"""Starts Qt with the program's look and shows the window."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import errors, theme
from desktop.garbage import Collector
from desktop.main_window import MainWindow
from desktop.settings import Settings


def application() -> QApplication:
    """The Qt application, made once, with its name and look."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Terjiman")
    app.setDesktopFileName("terjiman")
    Collector(app)
    return app


def show(app: QApplication, settings: Settings, project: Path | None = None) -> MainWindow:
    """A window that is shown, with the program's look, and with a project where one is given."""
    theme.apply(app, settings.dark)
    window = MainWindow(settings)
    errors.install(window.tell, window)
    if project:
        window.projects.open(project)
    window.show()
    return window


def run(project: Path | None = None) -> int:
    """Show the window until it is closed; the exit code."""
    app = application()
    errors.start_log()
    window = show(app, Settings(), project)
    code = app.exec()
    window.deleteLater()
    return code
