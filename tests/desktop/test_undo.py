from dataclasses import replace

import pytest
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication

from core.history import Act, ChangeKind
from core.segment import Segment, State
from desktop.undo import ActCommand
from tests.build import make_segment

EMPTY = make_segment(id=1, position=2)


def step(kind: ChangeKind, before: Segment, after: Segment) -> Act:
    return Act(kind, (before,), (replace(after, version=before.version + 1),))


def typing(before: Segment, text: str) -> ActCommand:
    after = replace(before, target=text, state=State.DRAFT)
    return ActCommand(step(ChangeKind.EDIT, before, after), typing=True)


@pytest.fixture
def stack(qapp: QApplication) -> QUndoStack:
    assert qapp
    return QUndoStack()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ChangeKind.EDIT, "inserting in segment 3"),
        (ChangeKind.CONFIRM, "confirming in segment 3"),
        (ChangeKind.APPROVE, "approval in segment 3"),
        (ChangeKind.SEND_BACK, "sending back in segment 3"),
        (ChangeKind.RESTORE, "restoring in segment 3"),
        (ChangeKind.LOCK, "locking in segment 3"),
        (ChangeKind.UNLOCK, "unlocking in segment 3"),
        (ChangeKind.PRETRANSLATE, "pre-translation in segment 3"),
    ],
)
def test_a_step_says_what_was_done_and_where(kind: ChangeKind, name: str) -> None:
    assert ActCommand(step(kind, EMPTY, EMPTY)).text() == name


def test_typing_and_many_segments_have_their_own_names() -> None:
    assert typing(EMPTY, "a").text() == "typing in segment 3"
    both = (EMPTY, replace(EMPTY, id=2))
    assert ActCommand(Act(ChangeKind.LOCK, both, both)).text() == "locking in 2 segments"


def test_typing_into_one_segment_is_one_step(stack: QUndoStack) -> None:
    first = typing(EMPTY, "a")
    stack.push(first)
    stack.push(typing(first.act.after[0], "ab"))
    assert stack.count() == 1
    whole = stack.command(0)
    assert isinstance(whole, ActCommand)
    assert (whole.act.before[0].target, whole.act.after[0].target) == ("", "ab")


def test_typing_into_another_segment_is_another_step(stack: QUndoStack) -> None:
    stack.push(typing(EMPTY, "a"))
    stack.push(typing(replace(EMPTY, id=2), "b"))
    assert stack.count() == 2


def test_typing_over_what_somebody_else_wrote_is_another_step(stack: QUndoStack) -> None:
    first = typing(EMPTY, "a")
    stack.push(first)
    stack.push(typing(replace(first.act.after[0], target="theirs"), "ab"))
    assert stack.count() == 2


def test_an_insertion_is_never_taken_into_typing(stack: QUndoStack) -> None:
    first = typing(EMPTY, "a")
    stack.push(first)
    before = first.act.after[0]
    stack.push(ActCommand(step(ChangeKind.EDIT, before, replace(before, target="match"))))
    assert stack.count() == 2


def test_typing_that_was_taken_back_by_hand_leaves_no_step(stack: QUndoStack) -> None:
    first = typing(EMPTY, "a")
    stack.push(first)
    back = step(ChangeKind.EDIT, first.act.after[0], EMPTY)
    stack.push(ActCommand(back, typing=True))
    assert stack.count() == 0
