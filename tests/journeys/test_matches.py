"""Matches in the window: chosen by keys, edited and deleted in their memory, never stale."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import services.suggesting
from core.memory.match import Match
from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from desktop.editor.live_field import LiveField
from desktop.panels.unit_dialog import UnitDialog
from services import memories
from tests.desktop.window import ALT, CTRL, SHIFT, Window

SOURCES = ["The court hears the case.", "Nobody is a slave.", "Courts are open."]
UNITS = [
    TranslationUnit("The court hears the case.", "Суд слушает дело.", "en", "ru", author="Bolat"),
    TranslationUnit("The court hears the case.", "Суд рассматривает дело.", "en", "ru"),
    TranslationUnit("The court heard the case.", "Суд рассмотрел дело.", "en", "ru"),
]
PATIENCE = 10.0  # seconds
DELETE = (Qt.Key.Key_Delete, CTRL | SHIFT)


@pytest.fixture
def texts(window: Window, tmp_path: Path) -> Window:
    """A project with three segments, the first one open, and a memory that may be written."""
    window.make(tmp_path, SOURCES)
    memory = memories.create_memory(tmp_path / "legal.tm", "Legal")
    memory.add(UNITS)
    memory.close()
    use = AttachedMemory(str(tmp_path / "legal.tm"), "Legal", writable=True)
    memories.attach(window.workspace.store, use)
    window.workspace.memory_changed.emit()
    window.go_to(1)
    return window


def targets(window: Window) -> list[str]:
    return [card.match.unit.target for card in window.main.panels.matches._cards]


def lit(window: Window) -> Match:
    return window.main.panels.matches._lit


def stored(tmp_path: Path) -> list[tuple[int, str]]:
    memory = memories.open_memory(tmp_path / "legal.tm", read_only=True)
    found = [(each.id, each.unit.target) for each in memory.units()]
    memory.close()
    return found


def test_each_target_of_a_source_is_shown_with_its_origin(texts: Window) -> None:
    assert sorted(targets(texts)) == sorted(unit.target for unit in UNITS)
    said = [card.accessibleDescription() for card in texts.main.panels.matches._cards]
    assert all("Legal" in words for words in said)
    assert sum("Bolat" in words for words in said) == 1


def test_a_match_is_chosen_and_inserted_by_keys(texts: Window) -> None:
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        texts.press(key, ALT)
    assert lit(texts).unit.target == targets(texts)[1]
    wanted = targets(texts)[1]
    texts.press(Qt.Key.Key_0, CTRL)
    assert texts.current.target == wanted
    assert texts.current.origin.detail == "Legal"
    texts.press(Qt.Key.Key_3, CTRL)
    assert texts.current.target == targets(texts)[2]


def test_a_unit_is_edited_and_the_edit_taken_back(texts: Window, tmp_path: Path) -> None:
    before, unit_id = lit(texts).unit.target, lit(texts).unit_id
    texts.press(Qt.Key.Key_E, CTRL | SHIFT)
    dialog = texts.dialog()
    assert isinstance(dialog, UnitDialog)
    dialog.editor._target.replace("Суд разбирает дело.")
    dialog.editor.keep()
    texts.wait()
    assert not texts.main.findChildren(UnitDialog), "it is closed"
    assert "Суд разбирает дело." in targets(texts)
    assert dict(stored(tmp_path))[unit_id] == "Суд разбирает дело."
    assert texts.main.actions_["undo"].text() == "Undo change of a unit"
    texts.go_to(1)
    texts.press(Qt.Key.Key_Z, CTRL)
    assert before in targets(texts)
    assert dict(stored(tmp_path))[unit_id] == before
    texts.press(Qt.Key.Key_Y, CTRL)
    assert "Суд разбирает дело." in targets(texts)


def test_a_unit_is_deleted_and_brought_back(texts: Window, tmp_path: Path) -> None:
    everything, gone = stored(tmp_path), lit(texts).unit.target
    texts.press(*DELETE)
    assert gone not in targets(texts)
    assert len(stored(tmp_path)) == 2
    texts.press(Qt.Key.Key_Z, CTRL)
    assert stored(tmp_path) == everything
    assert gone in targets(texts)


def test_of_two_memories_with_one_name_the_right_one_is_changed(
    texts: Window, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    memory = memories.create_memory(tmp_path / "other" / "legal.tm", "Legal")
    memory.add([TranslationUnit("Courts are open.", "Суды открыты.", "en", "ru")])
    memory.close()
    use = AttachedMemory(str(memory.path), "Legal", writable=True, priority=2)
    memories.attach(texts.workspace.store, use)
    texts.workspace.memory_changed.emit()
    texts.go_to(3)
    before = stored(tmp_path)
    assert targets(texts)[0] == "Суды открыты."
    texts.press(*DELETE)
    assert texts.message is None
    assert "Суды открыты." not in targets(texts)
    assert stored(tmp_path) == before
    texts.press(Qt.Key.Key_Z, CTRL)
    assert targets(texts)[0] == "Суды открыты."


def test_undo_goes_through_segments_and_units_in_turn(texts: Window, tmp_path: Path) -> None:
    texts.press(Qt.Key.Key_1, CTRL)
    inserted = texts.current.target
    texts.press(*DELETE)
    for key, target, units in (
        (Qt.Key.Key_Z, inserted, 3),
        (Qt.Key.Key_Z, "", 3),
        (Qt.Key.Key_Y, inserted, 3),
        (Qt.Key.Key_Y, inserted, 2),
    ):
        texts.press(key, CTRL)
        assert (texts.current.target, len(stored(tmp_path))) == (target, units)


def test_what_others_changed_is_told_and_kept(texts: Window, tmp_path: Path) -> None:
    match = lit(texts)
    memory = memories.open_memory(tmp_path / "legal.tm")
    others = TranslationUnit("The court hears the case.", "Другой.", "en", "ru")
    memory.change(match.unit_id, others)
    memory.close()
    texts.press(*DELETE)
    assert dict(stored(tmp_path))[match.unit_id] == "Другой."
    assert texts.message
    assert "changed elsewhere" in texts.message[1]


def test_what_was_typed_into_a_unit_is_not_lost_where_it_cannot_be_kept(
    texts: Window, tmp_path: Path
) -> None:
    texts.trigger("edit_match")
    dialog = texts.dialog()
    assert isinstance(dialog, UnitDialog)
    memory = memories.open_memory(tmp_path / "legal.tm")
    memory.delete([lit(texts).unit_id])
    memory.close()
    dialog.editor._target.replace("Суд разбирает дело.")
    dialog.editor.keep()
    texts.wait()
    assert dialog.isVisible()
    assert dialog.editor._target.text() == "Суд разбирает дело."
    dialog.reject()


def test_a_memory_that_is_to_be_read_only_is_left_alone(texts: Window, tmp_path: Path) -> None:
    store = texts.workspace.store
    (use,) = memories.attached(store)
    memories.change_attached(store, AttachedMemory(use.path, use.name, id=use.id))
    everything = stored(tmp_path)
    texts.press(*DELETE)
    assert stored(tmp_path) == everything
    assert texts.message
    assert "“Legal” is attached to read only" in texts.message[1]


def test_a_match_from_the_project_is_no_unit_to_change(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, [SOURCES[0], SOURCES[0]], ["Суд.", ""])
    window.go_to(2)
    menu = window.main.panels.matches.menu()
    enabled = [action.text() for action in menu.actions() if action.text() and action.isEnabled()]
    menu.close()
    assert enabled == ["Insert", "Copy target"]
    for action in ("delete_match", "edit_match"):
        window.trigger(action)
        assert window.message
        assert "no unit of a memory" in window.message[1]


def slow_matches(began: Event, may_go_on: Event) -> Callable[..., list[Match]]:
    """Memory whose first answer comes late."""
    real = services.suggesting.ProjectMemory.matches

    def slow(*args: object) -> list[Match]:
        found = real(*args)  # type: ignore[arg-type]
        if not began.is_set():
            began.set()
            assert may_go_on.wait(PATIENCE)
        return found

    return slow


def test_results_arrive_while_typing_goes_on(texts: Window) -> None:
    began, may_go_on = Event(), Event()
    texts.go_to(2)
    with patch("services.suggesting.ProjectMemory.matches", slow_matches(began, may_go_on)):
        texts.main.page.table.select_segment(texts.workspace.segments[0].id)
        assert began.wait(PATIENCE)
        texts.type("Суд ")
        may_go_on.set()
        texts.wait()
        assert len(targets(texts)) == 3
        field = QApplication.focusWidget()
        assert isinstance(field, LiveField), "the focus stays"
        assert field.text() == "Суд ", "and so does the text"
        assert field.textCursor().position() == 4, "and the caret"
    assert texts.workspace.has_unstored_text


def test_a_late_answer_for_another_segment_is_dropped(texts: Window) -> None:
    began, may_go_on = Event(), Event()
    texts.go_to(3)
    panel = texts.main.panels.matches
    shown: list[str] = []
    with (
        patch("services.suggesting.ProjectMemory.matches", slow_matches(began, may_go_on)),
        patch.object(
            panel, "show_matches", side_effect=lambda source, _found: shown.append(source)
        ),
    ):
        texts.main.page.table.select_segment(texts.workspace.segments[0].id)
        assert began.wait(PATIENCE)
        texts.main.page.table.select_segment(texts.workspace.segments[1].id)
        may_go_on.set()
        texts.wait()
    assert shown == [SOURCES[1]]
