"""What all dialogs share: how they are shown, and where they look for files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog


def show(dialog: QDialog) -> None:
    """Show a dialog over its window without waiting; it is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def documents_folder() -> Path:
    """Where the system keeps a person's documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
