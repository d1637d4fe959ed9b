"""A long document is there at once where work goes on, and whole a moment later."""

from pathlib import Path
from threading import Event, Thread, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.errors import StoreError
from core.filtering import SegmentFilter, select
from core.people import Person, Role
from core.segment import State
from desktop.widgets.message_bar import MessageKind
from services import editing, importing, projects
from tests.build import TRANSLATOR, add_document, make_project, make_segment, segments_of
from tests.desktop.window import CTRL, Window

LONG = 2_400
BEGUN = 1_500


@pytest.fixture
def long(window: Window, tmp_path: Path) -> Window:
    """A project with a short document, which is open, and a long one, done in its first part."""
    store = make_project(tmp_path, [make_segment("One right."), make_segment("Two duties.")])
    made = [make_segment(f"Article {n}.", f"Статья {n}." if n < BEGUN else "") for n in range(LONG)]
    add_document(store, made, "long.txt")
    store.close()
    window.open(store.path)
    return window


def open_(window: Window, document: int = 2) -> None:
    """As by a click on its card, without waiting for what comes of it."""
    window.main.panels.documents.opened.emit(document)


def change_third(window: Window) -> None:
    """Do an act far from where the long document opens, and go to the short one."""
    open_(window)
    window.wait()
    window.go_to(3)
    window.type("Статья третья.")
    assert window.workspace.confirm()
    open_(window, 1)


def torn(*_: object) -> None:
    """Reads a file whose disk fails."""
    raise StoreError("The file cannot be read.")


def test_it_is_shown_in_part_at_once_and_then_whole(long: Window) -> None:
    workspace, table = long.workspace, long.main.page.table
    long.type("Одно право.")
    open_(long)
    assert segments_of(workspace.store)[0].target == "Одно право.", "nothing typed is lost"
    assert workspace.document
    assert workspace.document.name == "long.txt"
    assert len(workspace.segments) == 201
    assert long.current.position == BEGUN
    y = table.rowViewportPosition(table.currentIndex().row())
    long.wait()
    assert workspace.segments == segments_of(workspace.store, 1)
    assert long.main.page.model.rowCount() == LONG
    assert long.current.position == BEGUN
    assert table.rowViewportPosition(table.currentIndex().row()) == y


def test_who_works_on_meanwhile_keeps_row_and_text(long: Window) -> None:
    workspace, table = long.workspace, long.main.page.table
    open_(long)
    long.focus()
    table.insert_text("Статья")
    assert workspace.confirm()
    table.select_segment(workspace.segments[105].id)
    table.insert_text("typed ")
    here = long.current
    y = table.rowViewportPosition(table.currentIndex().row())
    assert not workspace.opened.is_whole
    long.wait()
    assert workspace.opened.is_whole
    assert long.current.id == here.id
    assert table.current_text() == "typed "
    assert table.rowViewportPosition(table.currentIndex().row()) == y
    assert workspace.segments[BEGUN].state is State.TRANSLATED
    assert workspace.flush()
    assert workspace.segments == segments_of(workspace.store, 1)
    assert workspace.status() == projects.status(workspace.store)


def test_a_short_one_is_whole_at_once(long: Window) -> None:
    open_(long)
    long.wait()
    open_(long, 1)
    assert long.workspace.opened.is_whole
    assert len(long.workspace.segments) == 2


def test_who_opens_another_one_meanwhile_stays_there(long: Window) -> None:
    open_(long)
    open_(long, 1)
    long.wait()
    assert long.workspace.segments == segments_of(long.workspace.store, 0)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[Thread]:
    """The threads in which whole documents are read."""
    found, read = [], projects.open_document

    def seen(*args: Any) -> projects.OpenDocument:
        found.append(current_thread())
        return read(*args)

    monkeypatch.setattr(projects, "open_document", seen)
    return found


@pytest.mark.parametrize("action", ["go_to", "approve_all"])
def test_what_needs_all_of_it_waits_until_it_is_read_aside(
    long: Window, readers: list[Thread], action: str
) -> None:
    long.role(Role.REVIEWER, "Bolat")
    open_(long)
    assert not long.workspace.opened.is_whole
    long.main.actions_[action].trigger()
    long.wait()
    long.dialog().reject()
    assert len(readers) == 1
    assert main_thread() not in readers
    assert long.workspace.segments == segments_of(long.workspace.store, 1)
    assert long.main.page.model.rowCount() == LONG


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_others_changed_is_read_aside(
    long: Window, readers: list[Thread], is_whole: bool
) -> None:
    workspace = long.workspace
    open_(long)
    if is_whole:
        long.wait()
    here = long.current
    editing.set_target(workspace.store, here, "Их текст.", Person("Bolat"))
    told: list[int] = []
    workspace.segments_changed.connect(lambda now: told.extend(each.id for each in now))
    workspace.type(here.id, "Мой текст.")
    assert not workspace.flush()
    long.wait()
    assert told == [here.id]
    assert long.current.target == "Их текст."
    assert long.main.page.table.current_text() == "Их текст."
    assert main_thread() not in readers
    assert workspace.segments == segments_of(workspace.store, 1)
    assert workspace.status() == projects.status(workspace.store)


def test_a_document_that_cannot_be_shown_after_undo_makes_no_count_stale(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.make(tmp_path, ["One right.", "Two duties."])
    workspace = window.workspace
    add_document(workspace.store, [make_segment("Other.")], "other.txt")
    workspace.refresh()
    workspace.put("Одно право.")
    workspace.confirm()
    workspace.open_document(2)
    window.wait()
    told: list[int] = []
    workspace.segments_stored.connect(lambda now, _follow: told.extend(each.id for each in now))
    with monkeypatch.context() as patched:
        patched.setattr(projects, "open_document", torn)
        workspace.undo()
    assert window.message == (MessageKind.ERROR, "The file cannot be read.")
    assert told == [1], "a memory must let go of it"
    assert workspace.status() == projects.status(workspace.store)
    assert workspace.document
    assert workspace.document.id == 2


def test_undo_reaches_what_is_not_there_yet(long: Window, readers: list[Thread]) -> None:
    workspace = long.workspace
    change_third(long)
    readers.clear()
    open_(long)
    workspace.undo()
    assert not workspace.opened.is_whole
    long.wait()
    assert long.current.position == 2
    assert long.current.target == "Статья 2."
    assert main_thread() not in readers
    assert workspace.segments == segments_of(workspace.store, 1)


def test_when_nothing_waits_in_the_part_the_rest_is_looked_through(long: Window) -> None:
    workspace = long.workspace
    after = segments_of(workspace.store, 1)[BEGUN + 1 : BEGUN + 150]
    editing.set_locked(workspace.store, after, TRANSLATOR, closed=True)
    workspace.refresh()
    open_(long)
    assert long.current.position == BEGUN
    long.main.actions_["next_unfinished"].trigger()
    assert not workspace.opened.is_whole
    long.wait()
    assert long.current.position == BEGUN + 150


def test_a_filter_stays_in_force(long: Window) -> None:
    wanted = SegmentFilter(text=r"\b1?7\d\.", is_regex=True)
    long.main.page.filter_bar.show_filter(wanted)
    long.wait()
    open_(long)
    long.wait()
    model = long.main.page.model
    expected = {*select(long.workspace.segments, wanted), BEGUN}
    assert [model.segment_at(row).position for row in range(model.rowCount())] == sorted(expected)


def test_what_cannot_be_read_is_told(long: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projects, "open_document", torn)
    open_(long)
    long.wait()
    assert long.message == (MessageKind.ERROR, "The file cannot be read.")


def test_what_could_not_be_read_is_read_again_when_it_is_opened_again(
    long: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(projects, "open_document", torn)
        open_(long)
        long.wait()
    assert not long.workspace.opened.is_whole
    open_(long)
    long.wait()
    assert long.workspace.segments == segments_of(long.workspace.store, 1)


def test_nothing_is_told_of_a_document_that_was_left(
    long: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, reading, left = long.workspace, Event(), Event()

    def torn_later(*_: object) -> None:
        reading.set()
        left.wait(5)
        torn()

    with monkeypatch.context() as patched:
        patched.setattr(projects, "open_document", torn_later)
        open_(long)
        assert reading.wait(5)
    workspace.open_document(1)
    left.set()
    long.wait()
    assert workspace.document
    assert workspace.document.id == 1
    assert long.message is None


def test_undo_in_another_long_document_shows_it_in_part_at_once(long: Window) -> None:
    workspace = long.workspace
    change_third(long)
    workspace.undo()
    assert workspace.document
    assert workspace.document.id == 2
    assert not workspace.opened.is_whole
    long.wait()
    assert workspace.segments == segments_of(workspace.store, 1)
    assert long.current.position == 2
    assert long.current.target == "Статья 2."
    assert workspace.status() == projects.status(workspace.store)


def test_what_follows_beyond_the_part_is_there_when_all_is_read(
    window: Window, tmp_path: Path
) -> None:
    store = make_project(tmp_path, [make_segment("One right.")])
    made = [make_segment(f"Article {n}.", f"Статья {n}." if n < BEGUN else "") for n in range(LONG)]
    add_document(store, [*made, make_segment(f"Article {BEGUN}.")], "long.txt")
    store.close()
    window.open(store.path)
    open_(window)
    window.focus()
    window.main.page.table.insert_text("Статья")
    assert window.workspace.confirm()
    assert not window.workspace.opened.is_whole, "a repetition far away is no reason to wait"
    window.wait()
    assert window.workspace.segments[-1].target == "Статья"
    assert window.workspace.segments == segments_of(window.workspace.store, 1)


def test_the_next_one_that_waits_is_not_looked_for_around_the_ends_of_the_part(
    long: Window,
) -> None:
    workspace = long.workspace
    long.role(Role.REVIEWER, "Bolat")
    open_(long)
    waiting = [n for n, each in enumerate(workspace.segments) if each.state is State.TRANSLATED]
    first = workspace.segments[waiting[0]]
    workspace.set_current(first)
    long.main.actions_["previous_unfinished"].trigger()
    assert long.current == first
    long.wait()
    assert long.current.position == first.position - 1


def test_joining_is_told_truly_while_a_part_is_there(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    text = tmp_path / "law.txt"
    text.write_text("Бір қолд. Екі. " * (LONG // 2), "utf-8")
    first = tmp_path / "first.txt"
    first.write_text("Жеті.", "utf-8")
    store, _project = projects.create(tmp_path / "p.terjiman", "kk", "ru")
    for each in (first, text):
        importing.import_file(store, each, TRANSLATOR)
    documents = [each.document.id for each in projects.status(store).documents]
    store.close()
    window.open(tmp_path / "p.terjiman")
    window.workspace.open_document(documents[0])
    window.wait()
    told: list[str] = []
    window.workspace.notice.connect(told.append)
    open_(window, documents[1])
    assert not window.workspace.opened.is_whole
    window.workspace.never_break_after("қолд.")
    window.wait()
    assert "joined in this document: 1,200 places" in told[0]
    assert window.workspace.segments == segments_of(window.workspace.store, 1)
    for step, count in ((window.workspace.undo, LONG), (window.workspace.redo, LONG // 2)):
        window.workspace.open_document(documents[0])
        open_(window, documents[1])
        step()
        window.wait()
        assert len(window.workspace.segments) == count
        assert window.workspace.segments == segments_of(window.workspace.store, 1)
        assert window.main.page.model.rowCount() == count


def test_a_hit_in_a_long_document_is_gone_to_when_it_is_there(long: Window) -> None:
    target = segments_of(long.workspace.store, 1)[7]
    long.workspace.open_document(2, lambda: long.main.page.table.select_segment(target.id))
    long.wait()
    assert long.current.id == target.id
    long.press(Qt.Key.Key_Return, CTRL)
    assert long.current.position == BEGUN
