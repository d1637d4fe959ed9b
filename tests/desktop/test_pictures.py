import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.demo import work
from desktop.pictures import settle
from services import projects

WINDOWS = {
    "welcome-new", "welcome", "editor-sent-back", "editor", "editor-no-hits", "editor-empty",
    "concordance", "review", "issues", "machine", "machine-failed", "told", "told-warning",
    "told-error-and-busy", "memories-none", "memories", "memories-lost", "alignment",
}  # fmt: skip
DIALOGS = {
    "new-project", "import", "import-repair", "export", "send-back", "project-settings",
    "preferences", "convert-script", "analyse", "pretranslate", "pretranslated", "memory-import",
    "memory-export", "memory-convert", "edit-unit", "alignment-finish", "alignment-words",
}  # fmt: skip
NAME = re.compile(r"(?P<name>.+)-(?P<shade>light|dark)-(?P<width>\d+)\.png")


def test_the_demo_writes_what_it_says(qapp: QApplication, tmp_path: Path) -> None:
    """The project, both exports, and a picture of each window, light and dark."""
    assert qapp
    rows = dict(work(tmp_path / "out"))
    theme.apply(qapp, dark=False)
    written = {path.name for path in (tmp_path / "out").iterdir()}
    files = {"sample.terjiman", "sample.tmx", "sample.po"}
    assert files <= written
    pictures = [found for found in map(NAME.fullmatch, written - files) if found]
    shown = {(found["name"], found["shade"]) for found in pictures}
    assert shown == set(product(WINDOWS | DIALOGS, ("light", "dark")))
    assert rows["pictures"] == str(len(pictures)) == str(len(written - files))
    store, project = projects.open_project(tmp_path / "out" / "sample.terjiman")
    counts = projects.status(store).counts
    store.close()
    assert rows["project"].startswith(project.name)
    assert rows["segments"] == str(sum(counts.values()))
    for state, number in counts.items():
        assert rows[f"  {state.value}"] == str(number)
    for found in pictures:
        image = QImage(str(tmp_path / "out" / found[0]))
        is_dark = image.pixelColor(2, image.height() - 2).lightness() < 128
        assert is_dark is (found["shade"] == "dark"), found[0]
        assert image.width() == int(found["width"]), found[0]
        assert (image.width() == 1280) is (found["name"] in WINDOWS), found[0]


def test_a_window_that_never_settles_is_told(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp
    monkeypatch.setattr("desktop.pictures._PATIENCE", 0.0)
    with pytest.raises(TimeoutError):
        settle(lambda: False)
