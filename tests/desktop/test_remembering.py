"""Memories follow what is confirmed in the window, and an act never waits or fails for them."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt

from core.memory.memories import AttachedMemory
from services import memories
from services.memories import create_memory, open_memory
from tests.desktop.window import CTRL, SHIFT, Window

SOURCES = ["The court sits.", "The judge rises."]


def attach(window: Window, path: Path) -> None:
    create_memory(path).close()
    memories.attach(window.workspace.store, AttachedMemory(str(path), "Law", writable=True))


def targets(path: Path) -> list[str]:
    with closing(open_memory(path, read_only=True)) as memory:
        return [stored.unit.target for stored in memory.units()]


def test_what_is_confirmed_goes_in_and_undo_takes_it_out(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, SOURCES, ["", ""])
    attach(window, tmp_path / "law.memory")
    window.go_to(1)
    window.type("Суд заседает.")
    window.press(Qt.Key.Key_Return, CTRL)
    assert targets(tmp_path / "law.memory") == ["Суд заседает."]
    window.press(Qt.Key.Key_Z, CTRL)
    assert targets(tmp_path / "law.memory") == []


def test_confirmed_without_memory_it_stays_in_the_project(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, SOURCES, ["", ""])
    attach(window, tmp_path / "law.memory")
    window.go_to(1)
    window.type("Суд заседает.")
    window.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert window.workspace.segments[0].is_confirmed
    assert targets(tmp_path / "law.memory") == []


def test_a_missing_memory_is_said_once_and_holds_nothing_up(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, SOURCES, ["", ""])
    attach(window, path := tmp_path / "law.memory")
    path.unlink()
    told: list[str] = []
    window.workspace.notice.connect(told.append)
    for number, text in enumerate(["Суд заседает.", "Судья встаёт."], 1):
        window.go_to(number)
        window.type(text)
        window.press(Qt.Key.Key_Return, CTRL)
    assert all(segment.is_confirmed for segment in window.workspace.segments)
    [notice] = told
    assert "cannot be opened" in notice
    create_memory(path).close()
    window.go_to(1)
    window.type("Суд идёт.")
    window.press(Qt.Key.Key_Return, CTRL)
    assert sorted(targets(path)) == ["Суд идёт.", "Судья встаёт."]


def test_what_waits_is_written_when_the_project_is_closed(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, SOURCES, ["", ""])
    attach(window, tmp_path / "law.memory")
    window.go_to(1)
    window.type("Суд заседает.")
    window.workspace.confirm()
    (tmp_path / "another").mkdir()
    window.make(tmp_path / "another", SOURCES)
    assert targets(tmp_path / "law.memory") == ["Суд заседает."]
