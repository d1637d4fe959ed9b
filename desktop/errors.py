"""What happens to errors that nobody caught: expected ones are told, bugs are reported whole."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from core.errors import ExpectedError
from desktop.dialogs import show

_log = logging.getLogger(__name__)
_BOX = "bug"


def log_file() -> Path:
    """Where the log of this machine is."""
    return Path(platformdirs.user_log_dir("terjiman", appauthor=False)) / "terjiman.log"


def start_log() -> None:
    """Write what happens to the log file, at most three of a megabyte; never segment text."""
    from logging.handlers import RotatingFileHandler  # opens half the network library

    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1 << 20, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def install(tell: Callable[[str], None], window: QWidget) -> None:
    """From here on no error is silent: `tell` gets the sentence of each expected one."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, ExpectedError):
            tell(str(error))
        elif isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        else:
            report("".join(traceback.format_exception(kind, error, trace)), window)

    sys.excepthook = hook


def report(trace: str, parent: QWidget | None) -> None:
    """Log a bug whole and say that it is one; the trace can be read and copied.

    One that comes while another is still shown is only logged: it may come at every paint.
    """
    _log.error("a bug:\n%s", trace)
    if parent and parent.findChild(QMessageBox, _BOX):
        return
    box = QMessageBox(parent)
    box.setObjectName(_BOX)
    box.setWindowTitle("Terjiman")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("This is a mistake in Terjiman, not yours. What you stored is safe.")
    box.setInformativeText(f"The details below are also in {log_file()}.")
    box.setDetailedText(trace)
    show(box)
