"""What can go wrong with the files of memories is said, and nothing else happens."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from core.errors import StoreError
from core.memory.memories import AttachedMemory
from desktop.memory.attached_card import AttachedCard
from desktop.memory.files import SUFFIX
from desktop.memory.window import MemoryWindow
from desktop.pictures import settle
from desktop.widgets.message_bar import MessageKind
from services import memories
from tests.desktop.memory.test_window import make_memory, opened, unit
from tests.desktop.window import Window


@pytest.fixture
def shown(window: Window, tmp_path: Path) -> MemoryWindow:
    """A project with the memories “law” and “other”."""
    window.make(tmp_path, ["One right."])
    for name in ("law", "other"):
        path = make_memory(tmp_path / f"{name}{SUFFIX}", 3)
        memories.attach(window.workspace.store, AttachedMemory(str(path), name, writable=True))
    window.trigger("memories")
    return opened(window)


def said(shown: MemoryWindow) -> str:
    found = shown.messages._current
    assert found
    assert found.kind is MessageKind.ERROR
    return found.text


def twice(folder: Path) -> Path:
    return folder / f"law{SUFFIX}"


def by_another_way(folder: Path) -> Path:
    (folder / "link").symlink_to(folder)
    return folder / "link" / f"law{SUFFIX}"


def no_memory(folder: Path) -> Path:
    (folder / "notes.txt").write_text("No memory at all, only notes.\n" * 200, "utf-8")
    return folder / "notes.txt"


def not_there(folder: Path) -> Path:
    return folder / "nowhere.memory"


@pytest.mark.parametrize("wrong", [twice, by_another_way, no_memory, not_there])
def test_what_cannot_be_attached_is_said_and_nothing_is_attached(
    window: Window, shown: MemoryWindow, tmp_path: Path, wrong: Callable[[Path], Path]
) -> None:
    path = wrong(tmp_path)
    shown.files.attach([make_memory(tmp_path / "good.memory", 1), path])
    window.wait()
    assert path.name in said(shown)
    names = [found.name for found in memories.attached(window.workspace.store)]
    assert names == ["law", "other"]


def test_a_lost_memory_can_be_detached(window: Window, shown: MemoryWindow, tmp_path: Path) -> None:
    lost = AttachedMemory(str(tmp_path / "lost.memory"), "lost")
    use = memories.attach(window.workspace.store, lost)
    shown.refresh(use.id)
    assert shown.memory is None
    assert shown._more.isEnabled()
    assert not shown._import.isEnabled()
    assert "attach it from where it is now" in shown.table.accessibleDescription()
    shown.detach()
    window.wait()
    assert len(memories.attached(window.workspace.store)) == 2


def test_a_memory_that_is_deleted_meanwhile_says_so(
    window: Window, shown: MemoryWindow, tmp_path: Path
) -> None:
    (tmp_path / f"law{SUFFIX}").unlink()
    shown.filter._text.setText("Right")
    shown.show_units()
    window.wait()
    assert f"law{SUFFIX}" in said(shown)


def test_nothing_is_written_into_a_deleted_file(shown: MemoryWindow, tmp_path: Path) -> None:
    (tmp_path / f"law{SUFFIX}").unlink()
    assert shown.memory
    with pytest.raises(StoreError, match="no longer"):
        shown.memory.delete([1])


def test_a_memory_to_read_only_is_only_read(
    window: Window, shown: MemoryWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_memory(tmp_path / "fixed.memory", 3)
    monkeypatch.setattr("db.sqlite.is_writable", lambda path: path.name != "fixed.memory")
    shown.files.attach([tmp_path / "fixed.memory"])
    window.wait()
    assert shown.memory
    assert shown.memory.read_only
    shown.table.selectRow(0)
    shown.delete_chosen()
    window.wait()
    assert shown.memory.count() == 3
    assert all(
        field.isReadOnly() for field in shown.editor.findChildren(type(shown.editor._source))
    )
    assert not shown._import.isEnabled()
    assert [action.isEnabled() for action in shown._more.menu().actions()] == [False] * 3 + [True]


def test_a_use_that_cannot_be_stored_is_shown_as_it_is(
    window: Window, shown: MemoryWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise StoreError("The file is busy.")

    monkeypatch.setattr("desktop.memory.shelf.change_attached", refuse)
    card = shown.findChildren(AttachedCard)[0]
    card._penalty.setValue(9)
    card._writable.click()
    assert said(shown) == "The file is busy."
    assert (card._penalty.value(), card._writable.isChecked()) == (0, True)
    assert memories.attached(window.workspace.store)[0].penalty == 0


def test_the_order_is_changed_by_keys_and_the_focus_stays(
    window: Window, shown: MemoryWindow
) -> None:
    card = shown.findChildren(AttachedCard)[1]
    shown.activateWindow()
    up, down = card.findChildren(QToolButton)
    up.setFocus()
    up.click()
    assert [found.name for found in memories.attached(window.workspace.store)] == ["other", "law"]
    assert down.hasFocus(), "it cannot go up any more"
    down.click()
    assert [found.name for found in memories.attached(window.workspace.store)] == ["law", "other"]
    assert up.hasFocus()


def test_an_empty_memory_is_quiet(window: Window, shown: MemoryWindow, tmp_path: Path) -> None:
    make_memory(tmp_path / "empty.memory", 0)
    shown.files.attach([tmp_path / "empty.memory"])
    window.wait()
    assert shown.model.rowCount() == 0
    assert "Import some" in shown.table.accessibleDescription()
    for act in (shown.delete_chosen, shown.undo, shown.redo, shown.files.delete_duplicates):
        act()
        window.wait()
    assert shown.undo_stack.count() == 0


def test_what_came_meanwhile_is_shown_when_the_person_comes_back(
    window: Window, shown: MemoryWindow, tmp_path: Path
) -> None:
    window.main.activateWindow()
    settle()
    path = make_memory(tmp_path / "third.memory", 5)
    memories.attach(window.workspace.store, AttachedMemory(str(path), "third", priority=3))
    with closing(memories.open_memory(tmp_path / f"law{SUFFIX}")) as law:
        law.add([unit(7)])
    shown.activateWindow()
    settle()
    window.wait()
    cards = shown.findChildren(AttachedCard)
    assert [card.memory.name for card in cards] == ["law", "other", "third"]
    assert cards[0]._about.text() == "4 units"
    assert shown.model.rowCount() == 4
