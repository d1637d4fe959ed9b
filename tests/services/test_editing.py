"""What translators do is stored as one act with its history, refused with a sentence, undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Cancelled, ConflictError, NotAllowedError
from core.history import Act, ChangeKind, Version
from core.people import Person
from core.progress import Progress
from core.segment import NO_ORIGIN, TYPED, Origin, OriginKind, State
from db import history
from db.store import Store
from services import editing, reviewing
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

FROM_MEMORY = Origin(OriginKind.MEMORY, 87, "project_save.tmx")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A project for tests that look at one segment each and leave the others alone."""
    sources = [make_segment(f"Article {number}.") for number in range(20)]
    store = make_project(tmp_path_factory.mktemp("shared"), sources)
    yield store
    store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    sources = [make_segment("First."), make_segment("Second.", "Второе.")]
    store = make_project(tmp_path, sources)
    yield store
    store.close()


def test_typing_is_stored_with_its_history(store: Store) -> None:
    before = segments_of(store)[0]
    act = editing.set_target(store, before, "Первое", TRANSLATOR, FROM_MEMORY)
    after = segments_of(store)[0]
    assert after == replace(
        before, target="Первое", state=State.DRAFT, origin=FROM_MEMORY, version=2
    )
    assert (act.kind, act.before, act.after) == (ChangeKind.EDIT, (before,), (after,))
    (change,) = reviewing.history_of(store, before.id)
    assert (change.kind, change.person, change.reason) == (ChangeKind.EDIT, TRANSLATOR, "")
    assert change.before == Version("", State.NEW, NO_ORIGIN)
    assert change.after == Version("Первое", State.DRAFT, FROM_MEMORY)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_byte_for_byte(shared: Store, text: str) -> None:
    editing.set_target(shared, segments_of(shared)[0], text, TRANSLATOR)
    segment = segments_of(shared)[0]
    assert segment.target == text
    if last := reviewing.history_of(shared, segment.id):
        assert last[-1].after.target == text


def test_a_nul_is_refused(shared: Store) -> None:
    with pytest.raises(NotAllowedError, match="NUL"):
        editing.set_target(shared, segments_of(shared)[1], "a\0b", TRANSLATOR)


def test_an_act_that_changes_nothing_is_no_act(store: Store) -> None:
    for segment in segments_of(store):
        assert not editing.set_target(store, segment, segment.target, TRANSLATOR).changed
    second = segments_of(store)[1]
    assert not editing.confirm(store, second, second.target, TRANSLATOR).changed
    assert not editing.set_locked(store, [second], TRANSLATOR, closed=False).changed
    assert [segment.version for segment in segments_of(store)] == [1, 1]
    assert reviewing.history_of(store, second.id) == []


def test_confirming_stores_text_and_state_as_one_change(store: Store) -> None:
    first = segments_of(store)[0]
    editing.confirm(store, first, "Первое.", TRANSLATOR)
    assert segments_of(store)[0].state is State.TRANSLATED
    assert [change.kind for change in reviewing.history_of(store, first.id)] == [ChangeKind.CONFIRM]


@pytest.mark.parametrize("text", ["", " ", "\u00a0"])
def test_an_empty_target_is_never_confirmed(store: Store, text: str) -> None:
    before = segments_of(store)
    for segment in before:
        with pytest.raises(NotAllowedError, match="has no translation yet"):
            editing.confirm(store, segment, text, TRANSLATOR)
    assert segments_of(store) == before


def test_a_stale_segment_is_refused_and_nothing_changes(store: Store) -> None:
    stale = segments_of(store)
    editing.set_target(store, stale[0], "Из другого окна", Person("Dilnoza"))
    before, history = segments_of(store), reviewing.history_of(store, stale[0].id)
    acts: list[Callable[[], Act]] = [
        lambda: editing.set_target(store, stale[0], "Моё", TRANSLATOR),
        lambda: editing.confirm(store, stale[0], "Моё", TRANSLATOR),
        lambda: editing.set_locked(store, [stale[1], stale[0]], TRANSLATOR, closed=True),
    ]
    for act in acts:
        with pytest.raises(ConflictError, match="Segment 1 was changed elsewhere"):
            act()
    assert segments_of(store) == before
    assert reviewing.history_of(store, stale[0].id) == history
    assert reviewing.history_of(store, stale[1].id) == []


def test_locked_and_final_segments_say_why_they_are_closed(store: Store) -> None:
    editing.set_locked(store, segments_of(store), TRANSLATOR, closed=True)
    for segment in segments_of(store):
        with pytest.raises(NotAllowedError, match=r"is locked\. Unlock it"):
            editing.set_target(store, segment, "Новое", TRANSLATOR)
    final = replace(segments_of(store)[0], state=State.FINAL, locked=False)
    acts: list[Callable[[], Act]] = [
        lambda: editing.confirm(store, final, "Новое", TRANSLATOR),
        lambda: editing.set_locked(store, [final], TRANSLATOR, closed=True),
        lambda: editing.restore(store, final, Version("", State.NEW, NO_ORIGIN), TRANSLATOR),
    ]
    for act in acts:
        with pytest.raises(NotAllowedError, match="is final"):
            act()


def test_locking_is_in_the_history_and_can_be_undone(store: Store) -> None:
    second = segments_of(store)[1]
    act = editing.set_locked(store, [second], TRANSLATOR, closed=True)
    editing.undo(store, act, TRANSLATOR)
    assert not segments_of(store)[1].locked
    editing.redo(store, act, TRANSLATOR)
    assert segments_of(store)[1].locked
    history = reviewing.history_of(store, second.id)
    assert [(change.kind, change.locked) for change in history] == [
        (ChangeKind.LOCK, True),
        (ChangeKind.UNDO, False),
        (ChangeKind.REDO, True),
    ]


def test_undo_does_not_reach_through_a_lock(store: Store) -> None:
    act = editing.set_target(store, segments_of(store)[0], "Первое", TRANSLATOR)
    editing.set_locked(store, segments_of(store), REVIEWER, closed=True)
    with pytest.raises(ConflictError, match="has changed since"):
        editing.undo(store, act, TRANSLATOR)
    assert segments_of(store)[0].target == "Первое"


def test_undo_gives_everything_back_but_the_version(store: Store) -> None:
    before = segments_of(store)
    act = editing.confirm(store, before[0], "Первое.", TRANSLATOR)
    (undone,) = editing.undo(store, act, TRANSLATOR)
    assert undone == segments_of(store)[0] == replace(before[0], version=3)
    (redone,) = editing.redo(store, act, TRANSLATOR)
    assert redone == segments_of(store)[0] == replace(act.after[0], version=4)


def test_undo_of_something_changed_since_is_refused(store: Store) -> None:
    act = editing.set_target(store, segments_of(store)[0], "Первое", TRANSLATOR)
    editing.set_target(store, segments_of(store)[0], "Второе", Person("Dilnoza"))
    before = segments_of(store)
    for swap in (editing.undo, editing.redo):
        with pytest.raises(ConflictError, match="Use its history"):
            swap(store, act, TRANSLATOR)
    assert segments_of(store) == before


def test_an_act_on_many_segments_is_one_step(shared: Store) -> None:
    some = segments_of(shared)[2:]
    act = editing.set_locked(shared, some, TRANSLATOR, closed=True)
    assert all(segment.locked for segment in segments_of(shared)[2:])
    editing.undo(shared, act, TRANSLATOR)
    assert [replace(segment, version=1) for segment in segments_of(shared)[2:]] == some


@pytest.mark.parametrize("act", ["approve", "undo", "redo"])
def test_a_cancelled_act_on_many_segments_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    store = make_project(tmp_path, [make_segment(f"{n}.", f"{n}.") for n in range(3)])
    done = reviewing.approve(store, segments_of(store), REVIEWER)
    if act != "undo":
        editing.undo(store, done, REVIEWER)
    before = segments_of(store)
    told: list[float] = []

    def report(share: float, _text: str) -> None:
        told.append(share)
        if share:
            progress.cancel()

    progress = Progress(report)
    monkeypatch.setattr(history, "_PORTION", 1)
    acts: dict[str, Callable[[], object]] = {
        "approve": lambda: reviewing.approve_others(store, before, REVIEWER, progress),
        "undo": lambda: editing.undo(store, done, REVIEWER, progress),
        "redo": lambda: editing.redo(store, done, REVIEWER, progress),
    }
    with pytest.raises(Cancelled):
        acts[act]()
    assert told == [0, 1 / len(before)], "some was on its way into the file"
    assert segments_of(store) == before
    store.close()


def test_restore_brings_back_text_state_and_origin(store: Store) -> None:
    editing.confirm(store, segments_of(store)[0], "Первое.", TRANSLATOR)
    editing.set_target(store, segments_of(store)[0], "Испорчено", TRANSLATOR)
    first = segments_of(store)[0]
    version = reviewing.history_of(store, first.id)[0].after
    editing.restore(store, first, version, TRANSLATOR)
    restored = segments_of(store)[0]
    assert (restored.target, restored.state, restored.origin) == (
        "Первое.",
        State.TRANSLATED,
        TYPED,
    )
    assert reviewing.history_of(store, first.id)[-1].kind is ChangeKind.RESTORE


def test_a_translator_restores_no_approval(store: Store) -> None:
    approved = Version("Второе.", State.REVIEWED, TYPED)
    editing.set_target(store, segments_of(store)[1], "Другое", TRANSLATOR)
    editing.restore(store, segments_of(store)[1], approved, TRANSLATOR)
    assert segments_of(store)[1].state is State.TRANSLATED
    editing.restore(store, segments_of(store)[1], approved, REVIEWER)
    assert segments_of(store)[1].state is State.REVIEWED


def test_order_is_kept_when_the_clock_jumps_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = segments_of(store)[0]
    for year, text in (("2027", "a"), ("2020", "b"), ("2026", "c")):
        monkeypatch.setattr(editing, "now", lambda year=year: f"{year}-01-01T00:00:00Z")
        editing.set_target(store, segments_of(store)[0], text, TRANSLATOR)
    history = reviewing.history_of(store, first.id)
    assert [(change.at[:4], change.after.target) for change in history] == [
        ("2027", "a"),
        ("2020", "b"),
        ("2026", "c"),
    ]


def test_one_segment_twice_in_one_act_is_refused(store: Store) -> None:
    first = segments_of(store)[0]
    with pytest.raises(ConflictError):
        editing.set_locked(store, [first, first], TRANSLATOR, closed=True)
    assert not segments_of(store)[0].locked
