from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.demo import work
from desktop.pictures import settle
from services import projects

WINDOWS = {
    "welcome", "editor-sent-back", "editor", "review", "issues",
    "new-project", "import", "export", "send-back", "project-settings", "preferences",
    "concordance", "convert-script", "analyse", "pretranslate", "pretranslated", "memories",
    "memory-import", "memory-export", "alignment", "alignment-finish",
    "alignment-words",
}  # fmt: skip


def test_the_demo_writes_what_it_says(qapp: QApplication, tmp_path: Path) -> None:
    """The project, both exports, and a picture of each window, light and dark."""
    assert qapp
    rows = dict(work(tmp_path / "out"))
    theme.apply(qapp, dark=False)
    written = {path.name for path in (tmp_path / "out").iterdir()}
    pictures = {f"{name}-{shade}-1280.png" for name in WINDOWS for shade in ("light", "dark")}
    assert written == {"sample.terjiman", "sample.tmx", "sample.po"} | pictures
    assert rows["pictures"] == str(len(pictures))
    store, project = projects.open_project(tmp_path / "out" / "sample.terjiman")
    counts = projects.status(store).counts
    store.close()
    assert rows["project"].startswith(project.name)
    assert rows["segments"] == str(sum(counts.values()))
    for state, number in counts.items():
        assert rows[f"  {state.value}"] == str(number)
    for name in pictures:
        image = QImage(str(tmp_path / "out" / name))
        is_dark = image.pixelColor(2, image.height() - 2).lightness() < 128
        assert is_dark is ("-dark-" in name), name


def test_a_window_that_never_settles_is_told(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp
    monkeypatch.setattr("desktop.pictures._PATIENCE", 0.0)
    with pytest.raises(TimeoutError):
        settle(lambda: False)
