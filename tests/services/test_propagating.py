"""Repetitions follow what is confirmed, where nobody has written anything of their own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import NotAllowedError
from core.history import ChangeKind
from core.memory.settings import MatchingSettings, Propagation
from core.segment import NO_ORIGIN, TYPED, Origin, OriginKind, Segment, State
from db.store import Store
from services import editing, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, add_document, make_project, make_segment, segments_of

SAME = "Nobody is a slave."
PROPAGATED = Origin(OriginKind.PROPAGATED)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path)
    yield made
    made.close()


def shown(segment: Segment) -> tuple[str, State, Origin]:
    return segment.target, segment.state, segment.origin


def test_repetitions_follow_in_every_document(store: Store) -> None:
    add_document(store, [make_segment(SAME), make_segment("Other."), make_segment(SAME)])
    add_document(store, [make_segment(SAME), make_segment(SAME.lower())], "second.txt")
    act = editing.confirm(store, segments_of(store)[0], "Никто не раб.", TRANSLATOR)
    followed = ("Никто не раб.", State.DRAFT, PROPAGATED)
    first, second = segments_of(store), segments_of(store, 1)
    assert [shown(first[0]), shown(first[2]), shown(second[0])] == [
        ("Никто не раб.", State.TRANSLATED, TYPED),
        followed,
        followed,
    ]
    assert first[1].target == second[1].target == ""
    assert act.after == (first[0], first[2], second[0])


def test_one_undo_takes_all_of_it_back(store: Store) -> None:
    add_document(store, [make_segment(SAME), make_segment(SAME)])
    before = segments_of(store)
    act = editing.confirm(store, before[0], "Никто не раб.", TRANSLATOR)
    editing.undo(store, act, TRANSLATOR)
    assert [shown(s) for s in segments_of(store)] == [("", State.NEW, NO_ORIGIN)] * 2
    editing.redo(store, act, TRANSLATOR)
    assert [shown(s) for s in segments_of(store)] == [shown(s) for s in act.after]
    kinds = [[c.kind for c in reviewing.history_of(store, s.id)] for s in before]
    assert kinds == [
        [ChangeKind.CONFIRM, ChangeKind.UNDO, ChangeKind.REDO],
        [ChangeKind.PROPAGATE, ChangeKind.UNDO, ChangeKind.REDO],
    ]


def draft(kind: OriginKind) -> Segment:
    return make_segment(SAME, "Как-то так.", State.DRAFT, origin=Origin(kind))


@pytest.mark.parametrize(
    ("other", "follows"),
    [
        (draft(OriginKind.PROPAGATED), True),
        (draft(OriginKind.MEMORY), True),
        (draft(OriginKind.MACHINE), True),
        (draft(OriginKind.COPIED), True),
        (make_segment(SAME, "  ", State.DRAFT), True),
        (draft(OriginKind.TYPED), False),
        (draft(OriginKind.IMPORTED), False),
        (draft(OriginKind.ALIGNMENT), False),
        (make_segment(SAME, locked=True), False),
        (make_segment(SAME, "Так.", State.REJECTED), False),
        (make_segment(SAME, "Так.", State.TRANSLATED), False),
        (make_segment(SAME, "Так.", State.REVIEWED), False),
        (make_segment(SAME, "Так.", State.FINAL), False),
        (make_segment(SAME, "Никто не раб.", State.DRAFT, origin=PROPAGATED), False),
    ],
)
def test_what_people_wrote_or_closed_stays(store: Store, other: Segment, follows: bool) -> None:
    add_document(store, [make_segment(SAME), make_segment("Between."), other])
    before = segments_of(store)
    act = editing.confirm(store, before[0], "Никто не раб.", TRANSLATOR)
    assert (len(act.after) == 2) is follows
    assert (segments_of(store)[2] != before[2]) is follows


def test_the_context_has_its_own_alternative(store: Store) -> None:
    wanted = ["Head A", SAME, "Head B", SAME, "Head A", SAME, "Head B", SAME]
    add_document(store, [make_segment(source) for source in wanted])
    editing.confirm(store, segments_of(store)[1], "После А.", TRANSLATOR)
    editing.confirm(store, segments_of(store)[3], "После Б.", TRANSLATOR)
    found = segments_of(store)
    assert [found[n].target for n in (1, 3, 5, 7)] == ["После А.", "После Б."] * 2
    assert [found[n].state for n in (1, 3)] == [State.TRANSLATED] * 2
    assert [found[n].state for n in (5, 7)] == [State.DRAFT] * 2


def shared(sources: list[str], one: int, other: int) -> int:
    """How many neighbours two of these have in common."""
    ends = ["", *sources, ""]
    pairs = ((ends[one], ends[other]), (ends[one + 2], ends[other + 2]))
    return sum(here == there != "" for here, there in pairs)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([SAME, "A", "B"]), st.booleans()), max_size=12))
def test_none_follows_where_another_alternative_is_closer(drawn: list[tuple[str, bool]]) -> None:
    sources = [SAME, *(source for source, _ in drawn)]
    targets = ["", *("Иначе." if done and source == SAME else "" for source, done in drawn)]
    with TemporaryDirectory() as folder:
        store = make_project(Path(folder), map(make_segment, sources, targets))
        editing.confirm(store, segments_of(store)[0], "Никто не раб.", TRANSLATOR)
        found = [segment.target == "Никто не раб." for segment in segments_of(store)]
        store.close()
    others = [n for n, target in enumerate(targets) if target]
    assert found == [
        source == SAME
        and not target
        and all(not n or shared(sources, n, 0) >= shared(sources, n, other) for other in others)
        for n, (source, target) in enumerate(zip(sources, targets, strict=True))
    ]


def test_it_can_be_switched_off_or_confirm_at_once(store: Store) -> None:
    add_document(store, [make_segment(SAME), make_segment(SAME)])
    projects.choose_matching(store, MatchingSettings(propagation=Propagation.OFF))
    act = editing.confirm(store, segments_of(store)[0], "Никто не раб.", TRANSLATOR)
    assert len(act.after) == 1
    projects.choose_matching(store, MatchingSettings(propagation=Propagation.TRANSLATED))
    editing.confirm(store, segments_of(store)[0], "Никто никому не раб.", TRANSLATOR)
    assert shown(segments_of(store)[1]) == (
        "Никто никому не раб.",
        State.TRANSLATED,
        PROPAGATED,
    )


def test_who_let_it_be_confirmed_cannot_approve_it(store: Store) -> None:
    add_document(store, [make_segment(SAME), make_segment(SAME)])
    projects.choose_matching(store, MatchingSettings(propagation=Propagation.TRANSLATED))
    editing.confirm(store, segments_of(store)[0], "Никто не раб.", REVIEWER)
    with pytest.raises(NotAllowedError, match="your own translation"):
        reviewing.approve(store, segments_of(store)[1:], REVIEWER)


def test_nothing_new_to_confirm_is_no_act(store: Store) -> None:
    add_document(store, [make_segment(SAME, "Никто не раб."), make_segment(SAME)])
    act = editing.confirm(store, segments_of(store)[0], "Никто не раб.", TRANSLATOR)
    assert not act.changed
