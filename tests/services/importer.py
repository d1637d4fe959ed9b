"""Imports a file and stops for good once a share of the work is done, so that it can be killed."""

import sys
import threading
from pathlib import Path

from core.progress import Progress
from services import importing, projects
from tests.build import TRANSLATOR


def main(project: str, file: str, share: float) -> None:
    def report(done: float, _text: str) -> None:
        if done >= share:
            print("stopped", flush=True)
            threading.Event().wait()

    store, _ = projects.open_project(Path(project))
    importing.import_file(store, Path(file), TRANSLATOR, progress=Progress(report))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
