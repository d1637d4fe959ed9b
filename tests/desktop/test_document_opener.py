"""A long document is there at once where work goes on, and whole a moment later."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.errors import StoreError
from core.filtering import SegmentFilter, select
from core.segment import State
from desktop.widgets.message_bar import MessageKind
from services import editing, projects
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


def test_what_needs_all_of_it_reads_it(long: Window) -> None:
    open_(long)
    assert not long.workspace.opened.is_whole
    long.main.actions_["go_to"].trigger()
    assert long.workspace.segments == segments_of(long.workspace.store, 1)
    long.dialog().reject()
    long.wait()
    assert long.main.page.model.rowCount() == LONG


def test_undo_reaches_what_is_not_there_yet(long: Window) -> None:
    workspace = long.workspace
    open_(long)
    long.wait()
    long.go_to(3)
    long.type("Статья третья.")
    assert workspace.confirm()
    open_(long, 1)
    open_(long)
    workspace.undo()
    assert long.current.position == 2
    assert long.current.target == "Статья 2."
    long.wait()
    assert workspace.segments == segments_of(workspace.store, 1)


def test_when_nothing_waits_in_the_part_the_rest_is_looked_through(long: Window) -> None:
    workspace = long.workspace
    rest = segments_of(workspace.store, 1)[BEGUN:-1]
    editing.set_locked(workspace.store, rest[1:], TRANSLATOR, closed=True)
    workspace.refresh()
    open_(long)
    assert long.current.position == BEGUN
    found = workspace.next_unfinished()
    assert found is not None
    assert found.position == LONG - 1


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
    def torn(*_: object) -> None:
        raise StoreError("The file cannot be read.")

    monkeypatch.setattr(projects, "open_document", torn)
    open_(long)
    long.wait()
    assert long.message == (MessageKind.ERROR, "The file cannot be read.")


def test_a_hit_in_a_long_document_is_gone_to_when_it_is_there(long: Window) -> None:
    target = segments_of(long.workspace.store, 1)[7]
    long.main._project.opener.open(2, lambda: long.main.page.table.select_segment(target.id))  # type: ignore[union-attr]
    long.wait()
    assert long.current.id == target.id
    long.press(Qt.Key.Key_Return, CTRL)
    assert long.current.position == BEGUN
