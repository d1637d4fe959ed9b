"""Draws windows, light and dark, in two sizes, and dialogs: `python -m tests.screenshots OUT`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize

from desktop.application import application
from desktop.scenes.every_window import draw_all
from services.sample import make_sample

SIZES = (QSize(1280, 800), QSize(1920, 1080))


def main(out: Path) -> None:
    """Draw the sample project into the folder `out`."""
    app = application()
    with TemporaryDirectory() as folder:
        project = Path(folder) / "sample.terjiman"
        make_sample(project)
        for path in draw_all(project, out, SIZES):
            print(path)
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]))
