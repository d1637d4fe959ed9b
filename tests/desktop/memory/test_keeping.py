"""Nothing that was typed into a unit is lost, whatever the person does next."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core.memory.memories import AttachedMemory
from core.progress import Progress
from desktop.memory.files import SUFFIX
from desktop.memory.window import MemoryWindow
from desktop.pictures import settle
from services import memories
from tests.desktop.memory.test_window import fields, make_memory, opened, stored, unit
from tests.desktop.window import Window

TYPED = "ст.\u00a03 «oʻ» e\u0301"


@pytest.fixture
def shown(window: Window, tmp_path: Path) -> MemoryWindow:
    """A project with the memories “law” and “other”, at the fourth unit of “law”."""
    window.make(tmp_path, ["One right."])
    for name, units in (("law", 250), ("other", 3)):
        path = make_memory(tmp_path / f"{name}{SUFFIX}", units)
        memories.attach(window.workspace.store, AttachedMemory(str(path), name, writable=True))
    window.trigger("memories")
    found = opened(window)
    found.table.selectRow(3)
    return found


def law(tmp_path: Path) -> dict[int, str]:
    memory = memories.open_memory(tmp_path / f"law{SUFFIX}", read_only=True)
    found = {each.id: each.unit.target for each in memory.units()}
    memory.close()
    return found


def other_row(shown: MemoryWindow) -> None:
    shown.table.selectRow(0)


def other_memory(shown: MemoryWindow) -> None:
    shown.look_into(shown.shelf.refresh()[1])


def other_filter(shown: MemoryWindow) -> None:
    shown.filter._text.setText("Right 10")
    settle(lambda: shown.model.rowCount() == 11)


def closing(shown: MemoryWindow) -> None:
    shown.close()


def detaching(shown: MemoryWindow) -> None:
    shown.detach()


@pytest.mark.parametrize("leave", [other_row, other_memory, other_filter, closing, detaching])
def test_what_was_typed_is_kept(
    window: Window, shown: MemoryWindow, tmp_path: Path, leave: Callable[[MemoryWindow], None]
) -> None:
    fields(shown)[1].replace(TYPED)
    leave(shown)
    window.wait()
    assert law(tmp_path)[4] == TYPED


def test_the_project_may_be_closed_at_any_time(
    window: Window, shown: MemoryWindow, tmp_path: Path
) -> None:
    fields(shown)[1].replace(TYPED)
    shown.editor.keep()
    window.main.show_welcome()
    settle()
    assert law(tmp_path)[4] == TYPED


def test_work_that_goes_on_is_no_reason_to_lose_it(shown: MemoryWindow, tmp_path: Path) -> None:
    began = Event()

    def long_work(progress: Progress) -> None:
        while True:
            began.set()
            progress.step(0)

    shown.work.run("Importing…", long_work, lambda _none: None)
    assert began.wait(10)
    fields(shown)[1].replace(TYPED)
    shown.close()
    assert law(tmp_path)[4] == TYPED


def test_who_changed_a_unit_is_known(window: Window, shown: MemoryWindow) -> None:
    fields(shown)[1].replace(TYPED)
    shown.editor.keep()
    window.wait()
    assert shown.memory
    (now,) = shown.memory.get([4])
    assert (now.unit.author, now.unit.changed_by) == ("Aigul", window.workspace.person.name)
    assert now.unit.changed > now.unit.created
    assert not shown.editor.is_changed


def test_what_is_kept_twice_is_kept_once(window: Window, shown: MemoryWindow) -> None:
    for text in ("Раз", "Два"):
        fields(shown)[1].replace(text)
        shown.editor.keep()
        shown.editor.keep()
    window.wait()
    assert shown.messages._current is None
    assert stored(shown)[4] == ("Right 3.", "Два")
    shown.undo()
    window.wait()
    assert fields(shown)[1].text() == "Раз"


def test_undo_takes_typing_back_and_brings_it_again(window: Window, shown: MemoryWindow) -> None:
    fields(shown)[1].replace(TYPED)
    shown.undo()
    window.wait()
    assert fields(shown)[1].text() == "Право 3."
    shown.redo()
    window.wait()
    assert fields(shown)[1].text() == TYPED
    assert stored(shown)[4] == ("Right 3.", TYPED)


def test_half_a_unit_goes_to_the_clipboard(window: Window, shown: MemoryWindow) -> None:
    source, target = fields(shown)
    target.replace("")
    source.replace(TYPED)
    shown.table.selectRow(0)
    window.wait()
    assert stored(shown)[4] == ("Right 3.", "Право 3.")
    assert QApplication.clipboard().text() == TYPED
    assert shown.messages._current
    assert "clipboard" in shown.messages._current.text


def test_what_others_did_is_not_overwritten(
    window: Window, shown: MemoryWindow, tmp_path: Path
) -> None:
    fields(shown)[1].replace(TYPED)
    memory = memories.open_memory(tmp_path / f"law{SUFFIX}")
    memory.change(4, unit(3, target="Чужое"))
    memory.close()
    shown.editor.keep()
    window.wait()
    assert law(tmp_path)[4] == "Чужое"
    assert shown.model.unit(3).unit.target == "Чужое", "it is shown"
    assert fields(shown)[1].text() == TYPED, "and so is what was typed"
    shown.editor.keep()
    window.wait()
    assert law(tmp_path)[4] == TYPED, "the person knows it now"
    shown.undo()
    window.wait()
    assert law(tmp_path)[4] == "Чужое"


def test_what_cannot_be_kept_any_more_goes_to_the_clipboard(
    window: Window, shown: MemoryWindow, tmp_path: Path
) -> None:
    fields(shown)[1].replace(TYPED)
    memory = memories.open_memory(tmp_path / f"law{SUFFIX}")
    memory.delete([4])
    memory.close()
    shown.table.selectRow(0)
    window.wait()
    assert QApplication.clipboard().text() == TYPED
    assert shown.messages._current
    assert "changed elsewhere" in shown.messages._current.text


def test_steps_belong_to_their_memory(window: Window, shown: MemoryWindow, tmp_path: Path) -> None:
    before = law(tmp_path)
    shown.delete_chosen()
    other_memory(shown)
    window.wait()
    assert shown.model.rowCount() == 3, "units with the same ids elsewhere stay"
    shown.undo()
    window.wait()
    assert 4 not in law(tmp_path)
    shown.look_into(shown.shelf.refresh()[0])
    shown.undo()
    window.wait()
    assert law(tmp_path) == before


def test_everything_is_reached_with_the_keyboard(shown: MemoryWindow) -> None:
    fields(shown)[1].replace(TYPED)
    shown.activateWindow()
    shown.table.setFocus()
    settle()
    reached: set[str] = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus
        reached.add(focus.text() if isinstance(focus, QPushButton) else focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    buttons = {"New…", "Attach…", "Import…", "Export…", "More", "Keep changes", "Take back"}
    lines = {"Text", "Person", "Document", "Changed since", "Changed until"}
    cards = {"Memory law", "Memory other", "What is taken off the score of its matches"}
    assert reached >= {"Units", "English", "Russian", "Asked earlier"} | buttons | lines | cards
    shown.editor.take_back()


def test_deleting_goes_on_at_the_next_unit(window: Window, shown: MemoryWindow) -> None:
    shown.activateWindow()
    shown.table.setFocus()
    settle()
    for _ in range(2):
        QTest.keyClick(shown.table, Qt.Key.Key_Delete)
        window.wait()
    assert [each.unit.source for each in shown.chosen()] == ["Right 5."]
    assert fields(shown)[0].text() == "Right 5."
    assert shown.table.hasFocus()
    assert len(stored(shown)) == 248


def test_the_rest_comes_up_when_everything_shown_is_deleted(
    window: Window, shown: MemoryWindow
) -> None:
    before = stored(shown)
    shown.table.selectAll()
    shown.delete_chosen()
    window.wait()
    assert shown.model.rowCount() == 50
    shown.undo()
    window.wait()
    assert stored(shown) == before
    assert shown.model.rowCount() == 250
