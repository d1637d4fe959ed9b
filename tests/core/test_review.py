"""Who may move a segment from which state to which; the table of states is spelled out here."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core import review
from core.errors import NotAllowedError
from core.history import Change, ChangeKind, Version
from core.people import Person, Role
from core.segment import NO_ORIGIN, TYPED, Origin, OriginKind, Segment, State
from tests.build import REVIEWER, TRANSLATOR, make_segment

N, D, J, T, R, F = (
    State.NEW,
    State.DRAFT,
    State.REJECTED,
    State.TRANSLATED,
    State.REVIEWED,
    State.FINAL,
)
NOT_ALLOWED = None

WAITING = {Role.TRANSLATOR: {N, D, J}, Role.REVIEWER: {T}}

# What each act makes of a segment with a target in each state.
TABLE = {
    #                       new  draft rejected translated reviewed final
    "translator types":    (D,   D,    J,       D,         T,       NOT_ALLOWED),
    "reviewer types":      (D,   D,    J,       T,         T,       NOT_ALLOWED),
    "somebody empties":    (D,   D,    J,       D,         D,       NOT_ALLOWED),
    "translator confirms": (T,   T,    T,       T,         R,       NOT_ALLOWED),
    "reviewer approves":   (NOT_ALLOWED, NOT_ALLOWED, R, R, R,      NOT_ALLOWED),
    "reviewer sends back": (NOT_ALLOWED, NOT_ALLOWED, NOT_ALLOWED, J, J, NOT_ALLOWED),
}  # fmt: skip

ACTS: dict[str, Callable[[Segment], Segment]] = {
    "translator types": lambda segment: review.typed(segment, "другое", TRANSLATOR),
    "reviewer types": lambda segment: review.typed(segment, "другое", REVIEWER),
    "somebody empties": lambda segment: review.typed(segment, "", REVIEWER),
    "translator confirms": review.confirmed,
    "reviewer approves": lambda segment: review.approved(
        segment, REVIEWER, TRANSLATOR.name, self_approval=False
    ),
    "reviewer sends back": lambda segment: review.sent_back(segment, REVIEWER, "Неточно"),
}


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (act, before, after)
        for act, row in TABLE.items()
        for before, after in zip((N, D, J, T, R, F), row, strict=True)
    ],
)
def test_every_act_in_every_state(act: str, before: State, after: State | None) -> None:
    segment = make_segment(target="текст", state=before)
    if after is NOT_ALLOWED:
        with pytest.raises(NotAllowedError, match="Segment 1 is"):
            ACTS[act](segment)
    else:
        assert ACTS[act](segment).state is after


@pytest.mark.parametrize("act", ACTS)
def test_nothing_happens_to_a_locked_segment(act: str) -> None:
    for state in (N, D, J, T, R):
        with pytest.raises(NotAllowedError, match="is locked"):
            ACTS[act](make_segment(target="текст", state=state, locked=True))


@pytest.mark.parametrize("text", ["", " \t", "\u00a0"])
def test_an_empty_target_never_passes_draft(text: str) -> None:
    for state in (N, D, T, R):
        for person in (TRANSLATOR, REVIEWER):
            emptied = review.typed(make_segment(target="текст", state=state), text, person)
            assert emptied.state is D
            with pytest.raises(NotAllowedError, match="no translation yet"):
                review.confirmed(emptied)
    rejected = review.typed(make_segment(target="текст", state=J), text, TRANSLATOR)
    with pytest.raises(NotAllowedError, match="no translation yet"):
        review.approved(rejected, REVIEWER, "", self_approval=True)


def test_the_same_text_changes_nothing_and_keeps_its_origin() -> None:
    segment = make_segment(target="текст", origin=Origin(OriginKind.MACHINE, None, "engine"))
    assert review.typed(segment, "текст", TRANSLATOR) is segment
    assert review.confirmed(segment) == segment


def test_origin_follows_the_text() -> None:
    memory = Origin(OriginKind.MEMORY, 87, "old.tmx")
    segment = review.typed(make_segment(), "из памяти", TRANSLATOR, memory)
    assert segment.origin == memory
    assert review.typed(segment, "иначе", TRANSLATOR).origin == TYPED
    assert review.typed(segment, "", TRANSLATOR).origin == NO_ORIGIN


def test_the_reason_why_not_names_the_segment_and_what_to_do() -> None:
    segment = make_segment(target="текст", position=6)
    assert review.why_closed(segment) == ""
    assert review.why_closed(replace(segment, locked=True)).startswith("Segment 7 is locked. Unl")
    assert review.why_closed(replace(segment, state=F)) == "Segment 7 is final: it was signed off."


def test_redoing_needs_the_role_of_the_act() -> None:
    for kind in ChangeKind:
        review.require_role(REVIEWER, kind)
        if kind in (ChangeKind.APPROVE, ChangeKind.SEND_BACK):
            with pytest.raises(NotAllowedError, match="Only a reviewer"):
                review.require_role(TRANSLATOR, kind)
        else:
            review.require_role(TRANSLATOR, kind)


def changes(*steps: tuple[ChangeKind, str, str]) -> list[Change]:
    """A history out of acts, people and targets; a target names a version."""
    found, before = [], Version("", N, NO_ORIGIN)
    for number, (kind, name, target) in enumerate(steps):
        after = Version(target, T, TYPED) if target else Version("", N, NO_ORIGIN)
        found.append(Change(number, 1, kind, Person(name), "", before, after))
        before = after
    return found


def test_nobody_stands_for_a_draft_that_was_filled() -> None:
    before, after = Version("", N, NO_ORIGIN), Version("1", D, Origin(OriginKind.PROPAGATED))
    filled = Change(1, 1, ChangeKind.PROPAGATE, Person("A"), "", before, after)
    assert review.translator([filled]) == ""


@pytest.mark.parametrize(
    ("steps", "translator"),
    [
        ([], ""),
        ([(ChangeKind.EDIT, "A", "1")], ""),
        ([(ChangeKind.CONFIRM, "A", "1")], "A"),
        ([(ChangeKind.PRETRANSLATE, "A", "1")], "A"),
        ([(ChangeKind.PROPAGATE, "A", "1"), (ChangeKind.UNDO, "A", "")], ""),
        ([(ChangeKind.CONFIRM, "A", "1"), (ChangeKind.EDIT, "B", "2")], "A"),
        ([(ChangeKind.CONFIRM, "A", "1"), (ChangeKind.CONFIRM, "B", "2")], "B"),
        (
            [
                (ChangeKind.CONFIRM, "A", "1"),
                (ChangeKind.CONFIRM, "B", "2"),
                (ChangeKind.UNDO, "B", "1"),
            ],
            "A",
        ),
        (
            [
                (ChangeKind.CONFIRM, "A", "1"),
                (ChangeKind.CONFIRM, "B", "2"),
                (ChangeKind.UNDO, "B", "1"),
                (ChangeKind.REDO, "B", "2"),
            ],
            "B",
        ),
        (
            [
                (ChangeKind.CONFIRM, "A", "1"),
                (ChangeKind.CONFIRM, "B", "2"),
                (ChangeKind.RESTORE, "C", "1"),
            ],
            "A",
        ),
        ([(ChangeKind.CONFIRM, "A", "1"), (ChangeKind.UNDO, "A", "")], ""),
    ],
)
def test_the_translator_is_who_stands_for_the_present_text(
    steps: list[tuple[ChangeKind, str, str]], translator: str
) -> None:
    assert review.translator(changes(*steps)) == translator


@pytest.mark.parametrize("role", Role)
def test_who_still_has_to_finish_a_segment(role: Role) -> None:
    segments = [make_segment(state=state) for state in State]
    waiting = {segment.state for segment in segments if review.waits_for(segment, role)}
    assert waiting == WAITING[role]
    closed = [replace(segment, locked=True) for segment in segments]
    assert not any(review.waits_for(segment, role) for segment in closed)
