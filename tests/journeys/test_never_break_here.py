"""A translator meets a sentence cut in two at an abbreviation, and has it mended for good."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog

from core.segment import State
from tests.build import segments_of
from tests.desktop.window import Window


def test_never_break_here(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    text = tmp_path / "law.txt"
    text.write_text("Қараңыз: қолд. Бұл жаңа сөйлем.\nТағы қолд. Үшінші сөйлем.\n", "utf-8")
    window.new(tmp_path / "p.terjiman", "kk", "ru", [text])
    window.go_to(3)
    window.type("Eshche")
    window.trigger("never_break")
    dialog = window.dialog()
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "қолд."
    dialog.accept()
    window.wait()
    page, workspace = window.main.page, window.workspace
    wanted = ["Қараңыз: қолд. Бұл жаңа сөйлем.", "Тағы қолд. Үшінші сөйлем."]
    assert [s.source for s in workspace.segments] == wanted
    assert page.model.rowCount() == 2
    assert window.current.source == wanted[1]
    assert (window.current.target, window.current.state) == ("Eshche", State.DRAFT)
    window.type("Tretye")
    window.trigger("confirm")
    for _ in range(3):
        window.trigger("undo")
    assert [s.source for s in segments_of(workspace.store)] == [
        "Қараңыз: қолд.", "Бұл жаңа сөйлем.", "Тағы қолд.", "Үшінші сөйлем."
    ]  # fmt: skip
    assert [s.source for s in workspace.segments] == [
        page.model.segment_at(row).source for row in range(page.model.rowCount())
    ]
    for _ in range(3):
        window.trigger("redo")
    assert [s.source for s in workspace.segments] == wanted
    assert segments_of(workspace.store) == workspace.segments
    text = tmp_path / "next.txt"
    text.write_text("Төртінші қолд. Бесінші.\n", "utf-8")
    window.import_([text])
    assert [s.source for s in workspace.segments] == ["Төртінші қолд. Бесінші."]
