"""Shows the program at work on its sample project: in a window, or in files where there is none."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from core.counting import counted
from core.errors import ExportError
from core.project import SUFFIX
from desktop.application import application, run
from desktop.scenes.every_window import draw_all
from services import exporting, projects, reporting, sample

_SCREENLESS = ("offscreen", "minimal")


def demo(out: Path | None) -> int:
    """Open the sample project; without a display, or with `out`, do the same work into a folder.

    There go the project, its translations as TMX and PO, and pictures of each window; a table on
    stdout tells what was done. The exit code is returned. Raises ExportError where `out` cannot
    be written.
    """
    application()
    if out is None and QGuiApplication.platformName() not in _SCREENLESS:
        return run(sample.sample_project())
    for name, value in work(out or Path("terjiman-demo")):
        print(f"{name:24}{value}")  # noqa: T201 - this is the command's output
    return 0


def work(out: Path) -> list[tuple[str, str]]:
    """Make the sample project in `out`, export it, draw it; rows of what was done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"The folder “{out}” cannot be made: {error.strerror}.") from error
    path = out / f"sample{SUFFIX}"
    path.unlink(missing_ok=True)
    sample.make_sample(path)
    store, project = projects.open_project(path)
    counts = projects.status(store).counts
    words = sum(found.total for found in reporting.words_by_state(store).values())
    exported = [exporting.export(store, to, out / f"sample.{to}") for to in ("tmx", "po")]
    store.close()
    pictures = draw_all(path, out)
    return [
        ("project", f"{project.name}, {project.source_language} → {project.target_language}"),
        ("segments", str(sum(counts.values()))),
        ("words", str(words)),
        *((f"  {state.value}", str(number)) for state, number in counts.items()),
        *((f"written to {done.path.name}", counted(done.segments, "segment")) for done in exported),
        ("pictures", str(len(pictures))),
        ("folder", str(out.resolve())),
    ]
