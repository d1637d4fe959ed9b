"""Every act is stored, told and one step to undo; what is refused loses nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.engine import EngineSettings
from core.errors import StoreError
from core.people import Person, Role
from core.segment import Origin, OriginKind, Segment, State
from desktop.workspace import Workspace
from services import editing, projects, reviewing
from services.store import Store
from tests.build import add_document, make_project, make_segment

AIGUL = Person("Aigul")
BOLAT = Person("Bolat", Role.REVIEWER)
WANTED = (
    make_segment("One right."),
    make_segment("Two duties.", "Две обязанности."),
    make_segment("Three courts.", "Три суда.", State.REVIEWED),
    make_segment("Dört kazyýet.", locked=True),
    make_segment("Five.", "Пять.", State.FINAL),
)


class Heard:
    """What a workspace told."""

    def __init__(self, workspace: Workspace) -> None:
        self.problems: list[str] = []
        self.notices: list[str] = []
        self.stored: list[str] = []
        self.rescued: list[str] = []
        self.changed: list[tuple[int, ...]] = []
        self.current: list[int | None] = []
        workspace.problem.connect(self.problems.append)
        workspace.notice.connect(self.notices.append)
        workspace.stored.connect(self.stored.append)
        workspace.text_rescued.connect(self.rescued.append)
        workspace.segments_changed.connect(
            lambda changed: self.changed.append(tuple(segment.position for segment in changed))
        )
        workspace.current_changed.connect(
            lambda segment: self.current.append(segment.position if segment else None)
        )


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A project with two documents, the first of them open at its first segment."""
    assert qapp
    store = make_project(tmp_path, WANTED)
    add_document(store, [make_segment("Elsewhere.")], "other.txt")
    made = Workspace(store, projects.project_of(store), AIGUL)
    made.show_document(projects.open_document(store, 1))
    made.set_current(made.segments[0])
    yield made
    made.close()


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    return Heard(workspace)


def stored(workspace: Workspace, document: int = 1) -> list[Segment]:
    return list(projects.open_document(workspace.store, document).segments)


def go_to(workspace: Workspace, number: int) -> Segment:
    workspace.set_current(workspace.segments[number])
    return workspace.segments[number]


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be written, as the store says it."""
    error = StoreError("“project.terjiman” cannot be written: no space left.")
    with patch.object(Store, "transaction", side_effect=error):
        yield


# -- typing ---------------------------------------------------------------------------------


def test_typing_is_stored_after_a_pause(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.stored) as told:
        workspace.type(workspace.segments[0].id, "Одно право.")
        assert workspace.has_unstored_text
        assert stored(workspace)[0].target == ""
    assert told.args == ["Segment 1 stored"]
    assert not workspace.has_unstored_text
    assert stored(workspace)[0].target == "Одно право."


def test_typing_elsewhere_going_on_and_closing_store_it_first(workspace: Workspace) -> None:
    workspace.type(workspace.segments[0].id, "a")
    workspace.type(workspace.segments[1].id, "b")
    assert stored(workspace)[0].target == "a"
    go_to(workspace, 2)
    assert stored(workspace)[1].target == "b"
    workspace.type(workspace.segments[2].id, "c")
    workspace.open_document(2)
    assert stored(workspace)[2].target == "c"
    workspace.type(workspace.segments[0].id, "d")
    workspace.close()
    store, _project = projects.open_project(workspace.path)
    assert projects.open_document(store, 2).segments[0].target == "d"
    store.close()


@pytest.mark.parametrize("person", [AIGUL, BOLAT])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_state_does_not_depend_on_pauses(
    workspace: Workspace, person: Person, number: int
) -> None:
    workspace.person = person
    segment = go_to(workspace, number)
    states = []
    for texts in (("x", "xy", "xyz"), ("xyz",)):
        for text in texts:
            workspace.type(segment.id, text)
            workspace.flush()
        states.append(workspace.segment(segment.id).state)
        assert workspace.undo_stack.count() == 1
        workspace.undo()
    assert states[0] is states[1]


def test_typing_that_is_taken_back_by_hand_leaves_the_segment_as_it_was(
    workspace: Workspace,
) -> None:
    before = go_to(workspace, 2)
    for text in ("Три", before.target):
        workspace.type(before.id, text)
        workspace.flush()
    after = workspace.segment(before.id)
    assert (after.target, after.state, after.origin) == (
        before.target, before.state, before.origin,
    )  # fmt: skip
    assert not workspace.undo_stack.canUndo()
    assert len(reviewing.history_of(workspace.store, before.id)) == 2


def test_a_change_takes_an_approval_away_and_says_so(workspace: Workspace, heard: Heard) -> None:
    segment = go_to(workspace, 2)
    workspace.type(segment.id, "Три суда")
    workspace.flush()
    workspace.type(segment.id, "Три су")
    workspace.flush()
    assert workspace.segment(segment.id).state is State.TRANSLATED
    assert [notice.startswith("Segment 3 had been approved.") for notice in heard.notices] == [True]
    workspace.undo()
    assert workspace.segment(segment.id).state is State.REVIEWED


# -- acts -----------------------------------------------------------------------------------


def test_confirming_stores_text_and_state_as_one_step(workspace: Workspace, heard: Heard) -> None:
    workspace.type(workspace.segments[0].id, "Одно право.")
    assert workspace.confirm()
    first = stored(workspace)[0]
    assert (first.target, first.state) == ("Одно право.", State.TRANSLATED)
    assert heard.changed == [(0,)]
    assert workspace.undo_stack.undoText() == "confirming in segment 1"
    workspace.undo()
    assert (stored(workspace)[0].target, stored(workspace)[0].state) == ("", State.NEW)


@pytest.mark.parametrize("text", ["", " \u00a0"])
def test_what_cannot_be_confirmed_is_kept_as_typed(
    workspace: Workspace, heard: Heard, text: str
) -> None:
    segment = go_to(workspace, 1)
    workspace.type(segment.id, text)
    assert not workspace.confirm()
    now = stored(workspace)[1]
    assert (now.target, now.state) == (text, State.DRAFT)
    assert not workspace.has_unstored_text
    assert heard.problems == ["Segment 2 has no translation yet, so it cannot be confirmed."]
    assert heard.rescued == []


def test_a_reviewer_does_not_approve_their_own_translation_but_keeps_the_correction(
    workspace: Workspace, heard: Heard
) -> None:
    workspace.type(workspace.segments[0].id, "Одно право.")
    workspace.confirm()
    workspace.person = Person("Aigul", Role.REVIEWER)
    workspace.type(workspace.segments[0].id, "Одно право!")
    assert not workspace.confirm()
    now = stored(workspace)[0]
    assert (now.target, now.state) == ("Одно право!", State.TRANSLATED)
    assert "your own translation" in heard.problems[0]
    workspace.keep_settings(workspace.engine_settings(), self_approval=True)
    assert workspace.confirm()
    assert stored(workspace)[0].state is State.REVIEWED


def test_several_are_approved_as_one_step(workspace: Workspace, heard: Heard) -> None:
    workspace.person = BOLAT
    assert workspace.approve_all(workspace.segments[1:3])
    assert heard.stored == ["Segment 2 stored"]  # the other one was approved before
    assert workspace.undo_stack.undoText() == "approval in segment 2"
    workspace.undo()
    assert [segment.state for segment in stored(workspace)[1:3]] == [
        State.TRANSLATED, State.REVIEWED,
    ]  # fmt: skip


def test_sending_back_needs_a_reason_which_undo_withdraws(
    workspace: Workspace, heard: Heard
) -> None:
    workspace.person = BOLAT
    segment = go_to(workspace, 1)
    assert not workspace.send_back("  ")
    assert heard.problems
    told: list[int] = []
    workspace.comments_changed.connect(told.append)
    assert workspace.send_back("Wrong term.")
    assert workspace.segment(segment.id).state is State.REJECTED
    assert [c.text for c in reviewing.comments_of(workspace.store, segment.id)] == ["Wrong term."]
    workspace.undo()
    assert reviewing.comments_of(workspace.store, segment.id) == []
    assert told == [segment.id, segment.id]


def test_texts_from_elsewhere_keep_their_origin(workspace: Workspace) -> None:
    workspace.put("Одно право.", Origin(OriginKind.MEMORY, 87, "text.txt"))
    assert stored(workspace)[0].origin == Origin(OriginKind.MEMORY, 87, "text.txt")
    workspace.copy_source()
    assert (stored(workspace)[0].target, stored(workspace)[0].origin.kind) == (
        "One right.", OriginKind.COPIED,
    )  # fmt: skip
    assert workspace.undo_stack.count() == 2


def test_locking_and_restoring(workspace: Workspace, heard: Heard) -> None:
    workspace.put("Одно право.")
    first = reviewing.history_of(workspace.store, workspace.segments[0].id)[0]
    workspace.restore(first.before)
    assert (stored(workspace)[0].target, stored(workspace)[0].state) == ("", State.NEW)
    workspace.toggle_lock()
    assert stored(workspace)[0].locked
    workspace.put("x")
    assert heard.problems == ["Segment 1 is locked. Unlock it (Ctrl+Shift+L) to work on it."]
    workspace.toggle_lock()
    assert not stored(workspace)[0].locked


def test_without_a_segment_acts_do_nothing(workspace: Workspace, heard: Heard) -> None:
    workspace.set_current(None)
    assert not workspace.confirm()
    assert not workspace.send_back("reason")
    assert not workspace.comment("remark")
    for act in (workspace.copy_source, workspace.toggle_lock, workspace.undo, workspace.redo):
        act()
    workspace.put("x")
    assert heard.problems == []
    assert heard.changed == []


def test_a_comment_is_stored_without_the_space_around_it(workspace: Workspace) -> None:
    assert not workspace.comment("  ")
    assert workspace.comment(" Which law? \n")
    found = reviewing.comments_of(workspace.store, workspace.segments[0].id)
    assert [(comment.text, comment.person) for comment in found] == [("Which law?", AIGUL)]


# -- undo -----------------------------------------------------------------------------------


def test_undo_in_another_document_opens_it_and_tells_everybody(
    workspace: Workspace, heard: Heard
) -> None:
    workspace.put("Одно право.")
    workspace.confirm()
    workspace.open_document(2)
    memory: list[None] = []
    workspace.memory_changed.connect(lambda: memory.append(None))
    workspace.undo()
    assert workspace.document is not None
    assert workspace.document.id == 1
    assert len(memory) == 1, "memory must let go of its unit"
    assert heard.current[-1] == 0
    assert stored(workspace)[0].state is State.DRAFT


def test_a_step_that_the_role_forbids_waits_for_the_role(
    workspace: Workspace, heard: Heard
) -> None:
    workspace.person = BOLAT
    workspace.approve_all([workspace.segments[1]])
    workspace.undo()
    workspace.person = AIGUL
    workspace.redo()
    assert "Only a reviewer can approve" in heard.problems[0]
    assert workspace.undo_stack.canRedo()
    workspace.person = BOLAT
    workspace.redo()
    assert stored(workspace)[1].state is State.REVIEWED


@pytest.mark.parametrize("back", [True, False])
def test_a_step_that_others_made_impossible_is_taken_off(
    workspace: Workspace, heard: Heard, back: bool
) -> None:
    workspace.put("Одно право.")
    if not back:
        workspace.undo()
    theirs = stored(workspace)[0]
    editing.set_target(workspace.store, theirs, "Their text.", BOLAT)
    (workspace.undo if back else workspace.redo)()
    assert "has changed since" in heard.problems[0]
    assert workspace.undo_stack.count() == 0
    assert workspace.segments == stored(workspace)
    assert workspace.segments[0].target == "Their text."


def test_a_step_that_cannot_be_written_can_be_tried_again(
    workspace: Workspace, heard: Heard
) -> None:
    workspace.put("Одно право.")
    with full_disk():
        workspace.undo()
    assert heard.problems == ["“project.terjiman” cannot be written: no space left."]
    assert stored(workspace)[0].target == "Одно право."
    workspace.undo()
    assert stored(workspace)[0].target == ""


# -- what goes wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        Workspace.flush,
        Workspace.confirm,
        Workspace.copy_source,
        Workspace.toggle_lock,
        Workspace.undo,
        lambda workspace: workspace.send_back("reason"),
        lambda workspace: workspace.approve_all(workspace.segments[:1]),
    ],
)
def test_a_conflict_keeps_the_text_for_the_clipboard_and_shows_the_new_state(
    workspace: Workspace, heard: Heard, act: Callable[[Workspace], object]
) -> None:
    workspace.type(workspace.segments[0].id, "My long text.")
    editing.set_target(workspace.store, workspace.segments[0], "Their text.", BOLAT)
    act(workspace)
    assert heard.rescued == ["My long text."]
    (problem,) = heard.problems
    assert problem.startswith("Segment 1 was changed elsewhere in the meantime")
    assert problem.endswith("What you typed is in the clipboard.")
    assert workspace.segments == stored(workspace)
    assert workspace.segments[0].target == "Their text."
    assert workspace.current == workspace.segments[0]
    assert not workspace.has_unstored_text


def test_text_that_cannot_be_written_stays_until_it_can(workspace: Workspace, heard: Heard) -> None:
    workspace.type(workspace.segments[0].id, "Одно право.")
    with full_disk():
        assert not workspace.flush()
        go_to(workspace, 1)
        workspace.type(workspace.segments[1].id, "Две.")
        assert not workspace.flush()
        workspace.open_document(2)
        assert workspace.document is not None
        assert workspace.document.id == 1, "nothing is left behind in a document"
        assert not workspace.confirm()
    assert set(heard.problems) == {"“project.terjiman” cannot be written: no space left."}
    assert workspace.flush()
    assert [segment.target for segment in stored(workspace)[:2]] == ["Одно право.", "Две."]
    assert heard.rescued == []


def test_text_that_is_given_up_goes_to_the_clipboard(workspace: Workspace, heard: Heard) -> None:
    workspace.type(workspace.segments[0].id, "Одно право.")
    with full_disk():
        workspace.flush()
    workspace.give_up()
    assert heard.rescued == ["Одно право."]
    assert workspace.flush()
    assert stored(workspace)[0].target == ""


def test_in_a_project_open_to_read_every_act_says_so(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp
    make_project(tmp_path, WANTED).close()
    opened = projects.open_with_document(tmp_path / "project.terjiman", read_only=True)
    assert opened.first
    workspace = Workspace(opened.store, opened.project, BOLAT)
    workspace.show_document(opened.first)
    before = stored(workspace)
    go_to(workspace, 1)
    heard = Heard(workspace)
    version = reviewing.history_of(workspace.store, before[1].id)
    assert version == []
    acts: list[Callable[[], object]] = [
        workspace.confirm,
        lambda: workspace.send_back("reason"),
        lambda: workspace.comment("remark"),
        lambda: workspace.put("text"),
        workspace.copy_source,
        workspace.toggle_lock,
        lambda: workspace.approve_all(workspace.segments[1:2]),
        lambda: workspace.keep_settings(EngineSettings("google", on=True), self_approval=True),
    ]
    for number, act in enumerate(acts, 1):
        act()
        assert len(heard.problems) == number
    assert all("is open to read only" in problem for problem in heard.problems)
    assert stored(workspace) == before == workspace.segments
    assert not workspace.engine_settings().on
    workspace.close()


def test_silent_damage_is_told(workspace: Workspace, heard: Heard) -> None:
    path = workspace.path
    workspace.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE segments SET target = 'Две обязанност1.' WHERE position = 1")
    connection.close()
    opened = projects.open_with_document(path)
    assert opened.first
    again = Workspace(opened.store, opened.project, AIGUL)
    told = Heard(again)
    again.show_document(opened.first)
    assert told.problems == [
        (
            "The text of some segments of “text.txt” changed on disk without Terjiman: 2. "
            "Compare them with a backup."
        )
    ]
    again.close()
    assert heard.problems == []


# -- going on -------------------------------------------------------------------------------


def test_the_next_unfinished_one_depends_on_the_role(workspace: Workspace) -> None:
    def following(*, forward: bool = True) -> Segment | None:
        found: list[Segment | None] = []
        workspace.next_unfinished(found.append, forward=forward)
        return found.pop()

    assert following() is None, "only the current one waits for its translator"
    go_to(workspace, 4)
    assert following() == workspace.segments[0], "around the end"
    assert following(forward=False) == workspace.segments[0]
    workspace.person = BOLAT
    assert following() == workspace.segments[1]
    go_to(workspace, 1)
    assert following() is None


def test_going_on_is_told_once(workspace: Workspace, heard: Heard) -> None:
    go_to(workspace, 1)
    go_to(workspace, 1)
    assert heard.current == [1]


def test_opening_the_open_document_changes_nothing(workspace: Workspace, heard: Heard) -> None:
    opened: list[object] = []
    workspace.document_opened.connect(opened.append)
    workspace.open_document(1)
    assert opened == []
    assert workspace.current == workspace.segments[0]
    assert heard.current == []


def test_neighbours_are_sources_and_empty_at_the_ends(workspace: Workspace) -> None:
    first, second, *_, last = workspace.segments
    assert workspace.neighbours(first) == ("", "Two duties.")
    assert workspace.neighbours(second) == ("One right.", "Three courts.")
    assert workspace.neighbours(last) == ("Dört kazyýet.", "")
