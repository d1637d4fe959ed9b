"""From the start of the process to the first painted window: `python -m tests.benchmarks.startup`.

The program with a project of 10,000 segments, against a bare PySide6 window, in turn.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from core.document import Document
from core.segment import Segment
from db import documents, segments
from services import projects

SEGMENTS = 10_000
ROUNDS = 9

BARE = """
import os; os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event): print("window", flush=True); QApplication.quit()
app = QApplication([]); window = Window(); window.resize(1280, 800); window.show(); app.exec()
"""

OURS = """
import os, sys; os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QSettings
from desktop.application import application, show
from desktop.settings import Settings
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(watched.objectName(), flush=True)
            watched.removeEventFilter(self)
            if watched.objectName() == "segments":
                os._exit(0)
        return False
app = application()
ini = QSettings(sys.argv[2], QSettings.Format.IniFormat)
painted = Painted()
window = show(app, Settings(ini), Path(sys.argv[1]))
for name, widget in (("window", window), ("segments", window.page.table.viewport())):
    widget.setObjectName(name); widget.installEventFilter(painted)
app.exec()
"""


def make_project(path: Path) -> None:
    """A project with one document of `SEGMENTS` segments."""
    store, project = projects.create(path, "en", "kk")
    with store.transaction() as session:
        wanted = Document(0, 0, "long.txt", "text", "utf-8", "en", "kk")
        document = documents.add(session, project.id, wanted, b"", "2026-01-01T00:00:00Z", "")
        segments.add(
            session,
            document.id,
            (
                Segment(0, 0, n, str(n), f"Everyone has the right to rest, number {n}.")
                for n in range(SEGMENTS)
            ),
        )
    store.close()


def until_painted(code: str, *arguments: str) -> list[float]:
    """Seconds from starting a Python with `code` until each line it prints."""
    # As on a person's machine, where Python keeps what it has compiled.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout
        return [perf_counter() - begin for _line in process.stdout]


def main() -> None:
    """Print the table."""
    bare, window, shown = [], [], []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.terjiman"
        make_project(path)
        for _ in range(ROUNDS):
            bare += until_painted(BARE)
            first, last = until_painted(OURS, str(path), str(Path(folder) / "settings.ini"))
            window.append(first)
            shown.append(last)
    print(f"{'':34}{'median':>9}{'ratio':>8}{'best':>9}{'ratio':>8}")
    for name, seconds in (
        ("bare PySide6 window", bare),
        ("Terjiman, window", window),
        (f"Terjiman, {SEGMENTS:,} segments", shown),
    ):
        middle, best = median(seconds), min(seconds)
        print(
            f"{name:34}{middle:8.3f}s{middle / median(bare):8.2f}"
            f"{best:8.3f}s{best / min(bare):8.2f}"
        )


if __name__ == "__main__":
    main()
