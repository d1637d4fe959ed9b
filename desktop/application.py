"""Starts Qt with the program's look and shows the window."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import errors, theme
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
    return app


def run(project: Path | None = None) -> int:
    """Show the window, with a project where one is given, until it is closed; the exit code."""
    app = application()
    settings = Settings()
    theme.apply(app, settings.dark)
    errors.start_log()
    window = MainWindow(settings)
    errors.install(window.tell, window)
    window.show()
    if project:
        window.projects.open(project)
    return app.exec()
