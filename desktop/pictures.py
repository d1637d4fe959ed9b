"""Draws windows to PNG files, without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QWidget

_PATIENCE = 30.0  # seconds

Scenes = Iterator[tuple[str, QWidget]]
"""Widgets ready to be drawn, each with a name; the next one is made when it is asked for."""


def draw(scenes: Scenes, out: Path, shade: str) -> Iterator[Path]:
    """Draw all `scenes` into the folder `out`, each as `<name>-<shade>-<width>.png`."""
    for name, widget in scenes:
        settle()
        path = out / f"{name}-{shade}-{widget.width()}.png"
        widget.grab().save(str(path))
        yield path


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
