"""From the start of the process to the first painted window: `python -m tests.benchmarks.startup`.

The program with a project of 10,000 segments, against a bare PySide6 window, in turn.
"""

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
    def paintEvent(self, event): print("painted", flush=True); QApplication.quit()
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
            print("painted", flush=True); os._exit(0)
        return False
app = application()
ini = QSettings(sys.argv[2], QSettings.Format.IniFormat)
window = show(app, Settings(ini), Path(sys.argv[1]))
painted = Painted(); window.page.table.viewport().installEventFilter(painted); app.exec()
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


def until_painted(code: str, *arguments: str) -> float:
    """Seconds from starting a Python with `code` until it says that it has painted."""
    begin = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        seconds = perf_counter() - begin
        assert line.strip() == "painted", line
    return seconds


def main() -> None:
    """Print the table."""
    bare, ours = [], []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.terjiman"
        make_project(path)
        for _ in range(ROUNDS):
            bare.append(until_painted(BARE))
            ours.append(until_painted(OURS, str(path), str(Path(folder) / "settings.ini")))
    print(f"{'':34}{'median':>9}{'best':>9}")
    print(f"{'bare PySide6 window':34}{median(bare):8.3f}s{min(bare):8.3f}s")
    print(f"{f'Terjiman, {SEGMENTS:,} segments':34}{median(ours):8.3f}s{min(ours):8.3f}s")
    print(f"{'ratio':34}{median(ours) / median(bare):9.2f}{min(ours) / min(bare):9.2f}")


if __name__ == "__main__":
    main()
