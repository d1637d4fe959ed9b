"""Acts on very many segments are stored beside the window; none of them is lost."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from core.errors import StoreError
from core.people import Role
from core.progress import Progress
from core.segment import Segment, State
from db import history
from desktop import long_acts
from desktop.long_acts import LongActs
from desktop.pictures import settle
from desktop.widgets.message_bar import MessageKind
from services import projects
from services import reviewing as reviewing_service
from tests.build import add_document, make_segment, segments_of
from tests.desktop.window import Window, content

SOURCES = [f"Article {n}." for n in range(12)]
TARGETS = [f"Статья {n}." for n in range(12)]


@pytest.fixture
def reviewing(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A reviewer before a document that counts as a very long one."""
    monkeypatch.setattr(long_acts, "AT_ONCE", 10)
    window.make(tmp_path, SOURCES, TARGETS)
    window.role(Role.REVIEWER, "Bolat")
    window.go_to(3)
    return window


def states(window: Window) -> set[State]:
    return {segment.state for segment in window.workspace.segments}


def test_a_long_act_is_one_step_that_can_be_taken_back_and_done_again(reviewing: Window) -> None:
    workspace = reviewing.workspace
    assert workspace.approve_all(workspace.segments)
    assert states(reviewing) == {State.TRANSLATED}, "it is stored beside the window"
    reviewing.wait()
    assert states(reviewing) == {State.REVIEWED}
    assert workspace.undo_stack.undoText() == "approval in 12 segments"
    for act, after in (("undo", State.TRANSLATED), ("redo", State.REVIEWED)):
        reviewing.trigger(act)
        assert states(reviewing) == {after}
        assert reviewing.main.page.model.segment_at(2).state is after
        assert workspace.status() == projects.status(workspace.store)
        assert workspace.current is not None
    assert workspace.undo_stack.count() == 1


def test_meanwhile_nothing_else_can_be_done_and_nothing_is_typed(reviewing: Window) -> None:
    workspace, table = reviewing.workspace, reviewing.main.page.table
    workspace.approve_all(workspace.segments)
    reason = "12 segments are being stored. Try again in a moment."
    assert table.closed_because == reason
    table.insert_text("x")
    assert table.current_text() == "Статья 2."
    told: list[str] = []
    workspace.notice.connect(told.append)
    acts = (
        workspace.confirm,
        workspace.toggle_lock,
        workspace.undo,
        lambda: workspace.comment("remark"),
        lambda: workspace.approve_all(workspace.segments[:1]),
    )
    for act in acts:
        assert not act()
    assert told == [reason] * len(acts)
    reviewing.wait()
    assert table.closed_because == ""
    assert workspace.undo_stack.count() == 1
    table.insert_text("!")
    workspace.flush()
    assert reviewing.current.target.count("!") == 1


def test_what_was_stored_elsewhere_meanwhile_becomes_the_next_step(reviewing: Window) -> None:
    workspace = reviewing.workspace
    before = list(workspace.segments)
    workspace.approve_all(before)
    reviewing.wait()
    done = workspace.undo_stack.command(0).act  # type: ignore[attr-defined]
    workspace.undo()
    workspace.take(done)
    assert workspace.undo_stack.index() == 1, "the step back is still being stored"
    reviewing.wait()
    assert workspace.undo_stack.index() == 1
    assert workspace.undo_stack.count() == 1


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Nothing is stored before this is set."""
    may_go, keep = Event(), history.keep

    def wait(*args: Any, **rest: Any) -> list[Segment]:
        may_go.wait(5)
        return keep(*args, **rest)

    monkeypatch.setattr(history, "keep", wait)
    return may_go


def test_what_is_being_stored_is_seen_and_can_be_cancelled(reviewing: Window, held: Event) -> None:
    workspace, bar = reviewing.workspace, reviewing.main._storing_bar
    workspace.approve_all(workspace.segments)
    settle(bar.isVisible)
    (cancel,) = bar.findChildren(QPushButton)
    cancel.click()
    held.set()
    reviewing.wait()
    assert not bar.isVisible()
    assert states(reviewing) == {State.TRANSLATED}
    assert {each.state for each in segments_of(workspace.store)} == {State.TRANSLATED}
    assert not workspace.undo_stack.canUndo()
    assert reviewing.main.page.table.closed_because == ""
    assert workspace.approve_all(workspace.segments)
    reviewing.wait()
    assert states(reviewing) == {State.REVIEWED}


@pytest.mark.parametrize("back", [True, False])
def test_a_step_that_was_cancelled_is_where_it_was(
    reviewing: Window, held: Event, back: bool
) -> None:
    workspace = reviewing.workspace
    held.set()
    workspace.approve_all(workspace.segments)
    reviewing.wait()
    if not back:
        reviewing.trigger("undo")
    before, index = states(reviewing), workspace.undo_stack.index()
    held.clear()
    (workspace.undo if back else workspace.redo)()
    reviewing.main._storing_bar.cancel_requested.emit()
    held.set()
    reviewing.wait()
    assert states(reviewing) == before
    assert {each.state for each in segments_of(workspace.store)} == before
    assert workspace.undo_stack.index() == index
    reviewing.trigger("undo" if back else "redo")
    assert states(reviewing) != before


def test_what_was_stored_before_it_could_be_cancelled_is_told(
    reviewing: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, stored, may_end = reviewing.workspace, Event(), Event()
    approve = reviewing_service.approve_others

    def late(*args: Any) -> object:
        done = approve(*args)
        stored.set()
        may_end.wait(5)
        return done

    monkeypatch.setattr(reviewing_service, "approve_others", late)
    workspace.approve_all(workspace.segments)
    assert stored.wait(5)
    workspace.acts.cancel()
    may_end.set()
    reviewing.wait()
    assert states(reviewing) == {State.REVIEWED}
    assert workspace.undo_stack.canUndo()


def test_what_was_asked_about_is_approved_though_its_document_was_left(reviewing: Window) -> None:
    workspace = reviewing.workspace
    add_document(workspace.store, [make_segment("Other.")], "other.txt")
    workspace.refresh()
    asked = list(workspace.segments)
    workspace.open_document(2)
    assert workspace.approve_all(asked)
    reviewing.wait()
    assert {each.state for each in segments_of(workspace.store)} == {State.REVIEWED}


def test_closing_waits_until_it_is_stored(reviewing: Window, held: Event) -> None:
    workspace = reviewing.workspace
    path = workspace.path
    workspace.approve_all(workspace.segments)
    held.set()
    reviewing.main.show_welcome()
    store, _project = projects.open_project(path)
    found = projects.open_document(store, 1).segments
    store.close()
    assert {segment.state for segment in found} == {State.REVIEWED}


def test_who_closes_the_window_meanwhile_sees_why_it_is_still_there(
    reviewing: Window, held: Event
) -> None:
    workspace, path = reviewing.workspace, reviewing.workspace.path
    workspace.approve_all(workspace.segments)
    for _ in range(2):
        assert not reviewing.main.close()
    assert reviewing.main.isVisible()
    assert reviewing.message == (
        MessageKind.INFO, "This closes as soon as everything is stored.",
    )  # fmt: skip
    held.set()
    settle(lambda: not reviewing.main.isVisible())
    assert {state for _source, _target, state in content(path)} == {State.REVIEWED}


def test_where_it_cannot_be_stored_the_window_stays_and_tells(
    reviewing: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, may_go = reviewing.workspace, Event()

    def full(*_: object) -> None:
        may_go.wait(5)
        raise StoreError("There is no space left.")

    with monkeypatch.context() as patched:
        patched.setattr(type(workspace.store), "transaction", full)
        workspace.approve_all(workspace.segments)
        assert not reviewing.main.close()
        may_go.set()
        reviewing.wait()
    assert reviewing.main.isVisible()
    assert reviewing.message == (MessageKind.ERROR, "There is no space left.")
    assert workspace.approve_all(workspace.segments)
    reviewing.wait()
    assert reviewing.main.isVisible()


def test_what_cannot_be_stored_is_told_and_nothing_is_changed(
    reviewing: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = reviewing.workspace
    problems: list[str] = []
    workspace.problem.connect(problems.append)

    def full(*_: object) -> None:
        raise StoreError("There is no space left.")

    with monkeypatch.context() as patched:
        patched.setattr(type(workspace.store), "transaction", full)
        workspace.approve_all(workspace.segments)
        reviewing.wait()
    assert problems == ["There is no space left."]
    assert states(reviewing) == {State.TRANSLATED}
    assert not workspace.undo_stack.canUndo()
    assert reviewing.main.page.table.closed_because == ""


def test_a_bug_is_told_as_one(reviewing: Window) -> None:
    acts, ready = LongActs(reviewing.main), Event()
    bugs: list[object] = []
    acts.failed.connect(bugs.append)

    def act(_progress: Progress) -> None:
        ready.wait(5)
        raise ZeroDivisionError

    acts.run(1000, act, bugs.append, bugs.append)
    assert acts.busy
    assert acts.reason.startswith("1,000 segments are being stored.")
    later: list[int] = []
    acts.after(lambda: later.append(1))
    assert later == []
    ready.set()
    settle(lambda: not acts.busy)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert later == [1]
    assert acts.reason == ""
    acts.close()
