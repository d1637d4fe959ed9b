"""What reviewers do: approve what others translated, send back with a reason; and comments."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ConflictError, NotAllowedError
from core.history import ChangeKind
from core.people import Person, Role
from core.segment import Segment, State
from db.store import Store
from services import editing, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

SELF = Person(TRANSLATOR.name, Role.REVIEWER)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A draft, and three segments that one translator confirmed."""
    store = make_project(tmp_path, [make_segment(f"Article {number}.") for number in range(4)])
    for segment in segments_of(store)[1:]:
        editing.confirm(store, segment, f"Статья {segment.position}.", TRANSLATOR)
    editing.set_target(store, segments_of(store)[0], "Статья", TRANSLATOR)
    yield store
    store.close()


def states(store: Store) -> list[State]:
    return [segment.state for segment in segments_of(store)]


def test_many_are_approved_as_one_act(store: Store) -> None:
    act = reviewing.approve(store, segments_of(store)[1:], REVIEWER)
    assert states(store) == [State.DRAFT, *[State.REVIEWED] * 3]
    editing.undo(store, act, REVIEWER)
    assert states(store) == [State.DRAFT, *[State.TRANSLATED] * 3]


def test_one_that_cannot_be_approved_stops_all(store: Store) -> None:
    before = segments_of(store)
    with pytest.raises(NotAllowedError, match="Segment 1 is still a draft"):
        reviewing.approve(store, list(reversed(before)), REVIEWER)
    assert segments_of(store) == before


def test_a_stale_segment_stops_all(store: Store) -> None:
    stale = segments_of(store)
    editing.confirm(store, stale[2], "Статья вторая.", TRANSLATOR)
    with pytest.raises(ConflictError, match="Segment 3 was changed"):
        reviewing.approve(store, stale[1:], REVIEWER)
    assert State.REVIEWED not in states(store)


def test_a_reviewer_corrects_and_approves_in_one_act(store: Store) -> None:
    segment = segments_of(store)[1]
    reviewing.approve(store, [segment], REVIEWER, "Статья первая.")
    now = segments_of(store)[1]
    assert (now.target, now.state, now.version) == (
        "Статья первая.",
        State.REVIEWED,
        segment.version + 1,
    )


def test_only_reviewers_review(store: Store) -> None:
    segment = segments_of(store)[1]
    with pytest.raises(NotAllowedError, match="Only a reviewer can approve"):
        reviewing.approve(store, [segment], TRANSLATOR)
    with pytest.raises(NotAllowedError, match="Only a reviewer can send back"):
        reviewing.send_back(store, segment, "Неточно", TRANSLATOR)
    act = reviewing.approve(store, [segment], REVIEWER)
    editing.undo(store, act, TRANSLATOR)
    with pytest.raises(NotAllowedError, match="Only a reviewer can approve"):
        editing.redo(store, act, TRANSLATOR)
    assert segments_of(store)[1].state is State.TRANSLATED


def test_nobody_approves_their_own_translation_unless_allowed(store: Store) -> None:
    with pytest.raises(NotAllowedError, match="your own translation"):
        reviewing.approve(store, [segments_of(store)[1]], SELF)
    with pytest.raises(NotAllowedError, match="your own translation"):  # nor after a touch of it
        reviewing.approve(store, [segments_of(store)[1]], SELF, "Статья первая.")
    assert projects.allow_self_approval(store, allowed=True).self_approval
    reviewing.approve(store, [segments_of(store)[1]], SELF)
    assert segments_of(store)[1].state is State.REVIEWED


def test_of_many_those_of_others_are_approved_and_ones_own_are_left(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(f"Article {n}.") for n in range(4)])
    for segment, person in zip(segments_of(store), [SELF, REVIEWER, SELF, REVIEWER], strict=True):
        editing.confirm(store, segment, "Статья.", Person(person.name))
    act, left = reviewing.approve_others(store, segments_of(store), SELF)
    assert [segment.position for segment in act.after] == [1, 3]
    assert left.startswith("Of the segments shown 2 are your own translation")
    states = [segment.state for segment in segments_of(store)]
    assert states == [State.TRANSLATED, State.REVIEWED] * 2
    own = segments_of(store)[::2]
    with pytest.raises(NotAllowedError, match="Segment 1 is your own translation"):
        reviewing.approve_others(store, own, SELF)
    projects.allow_self_approval(store, allowed=True)
    act, left = reviewing.approve_others(store, own, SELF)
    assert (len(act.after), left) == (2, "")
    store.close()


@pytest.mark.parametrize("back", ["undo", "restore"])
def test_going_back_to_my_translation_makes_it_mine_again(store: Store, back: str) -> None:
    mine = segments_of(store)[1]
    version = reviewing.history_of(store, mine.id)[-1].after
    other = Person("Dilnoza")
    act = editing.confirm(store, mine, "Иначе.", other)
    if back == "undo":
        editing.undo(store, act, other)
    else:
        editing.restore(store, segments_of(store)[1], version, other)
    with pytest.raises(NotAllowedError, match="your own translation"):
        reviewing.approve(store, [segments_of(store)[1]], SELF)
    reviewing.approve(store, [segments_of(store)[1]], Person(other.name, Role.REVIEWER))


def test_what_came_confirmed_from_a_file_anybody_may_approve(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment("First.", "Первое.")])
    reviewing.approve(store, segments_of(store), SELF)
    assert states(store) == [State.REVIEWED]
    store.close()


def test_sending_back_needs_a_reason_which_becomes_a_comment(store: Store) -> None:
    segment = segments_of(store)[1]
    with pytest.raises(NotAllowedError, match="needs a reason"):
        reviewing.send_back(store, segment, " \n", REVIEWER)
    act = reviewing.send_back(store, segment, " Не тот термин. ", REVIEWER)
    assert segments_of(store)[1].state is State.REJECTED
    (comment,) = reviewing.comments_of(store, segment.id)
    assert (comment.text, comment.person, comment.is_reason) == ("Не тот термин.", REVIEWER, True)
    last = reviewing.history_of(store, segment.id)[-1]
    assert (last.kind, last.reason) == (ChangeKind.SEND_BACK, "Не тот термин.")
    assert reviewing.commented_segments(store) == {segment.id}

    editing.undo(store, act, REVIEWER)
    assert reviewing.comments_of(store, segment.id) == []
    assert segments_of(store)[1].state is State.TRANSLATED
    editing.redo(store, act, REVIEWER)
    assert reviewing.comments_of(store, segment.id) == [comment]


def test_the_translator_answers(store: Store) -> None:
    segment = segments_of(store)[1]
    reviewing.send_back(store, segment, "Не тот термин.", REVIEWER)
    typed = editing.set_target(store, segments_of(store)[1], "Пункт первый", TRANSLATOR).after[0]
    assert typed.state is State.REJECTED
    editing.confirm(store, typed, "Пункт первый.", TRANSLATOR)
    assert segments_of(store)[1].state is State.TRANSLATED


def test_only_confirmed_segments_are_sent_back(store: Store) -> None:
    with pytest.raises(NotAllowedError, match="nothing to send back"):
        reviewing.send_back(store, segments_of(store)[0], "Неточно", REVIEWER)


def test_comments_stand_in_their_order(store: Store) -> None:
    segment: Segment = segments_of(store)[0]
    first = reviewing.comment(store, segment.id, "Что значит “Article”?", TRANSLATOR)
    second = reviewing.comment(store, segment.id, "Статья закона.", REVIEWER)
    assert [comment.id for comment in reviewing.comments_of(store, segment.id)] == [first, second]
    assert segments_of(store)[0] == segment
