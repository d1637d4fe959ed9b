"""Acts on an alignment: what each does, and what none of them ever does."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.alignment import editing
from core.alignment.bead import Alignment, Bead, Moved
from core.alignment.editing import Spot, Step, StepKind, take
from core.alignment.session import (
    AlignmentSession,
    Sentence,
    Stage,
    TextSide,
    Verdict,
    beads_of,
)
from core.errors import NotAllowedError

SOURCE, TARGET = TextSide.SOURCE, TextSide.TARGET


def sentences(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, n, 10 * n, 10 * n + len(text)) for n, text in enumerate(texts))


def session(*shapes: tuple[int, int], sure: float = 0.5) -> AlignmentSession:
    """Rows of so many source and target sentences: s0 s1 …, t0 t1 …"""
    left, right = sum(a for a, _ in shapes), sum(b for _, b in shapes)
    begun = AlignmentSession(
        1, "a.txt", "b.txt", "en", "kk",
        sentences(*(f"s{n} and" for n in range(left))),
        sentences(*(f"t{n} da" for n in range(right))),
    )  # fmt: skip
    beads, i, j = [], 0, 0
    for a, b in shapes:
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), sure))
        i, j = i + a, j + b
    return begun.aligned(Alignment(tuple(beads), True, 0.9))


def shown(found: AlignmentSession) -> list[tuple[str, str]]:
    """The rows by the first words of their sentences."""
    return [
        tuple(" ".join(s.text.split()[0] for s in row.cell(side)) for side in TextSide)  # type: ignore[misc]
        for row in found.rows
    ]


def after(found: AlignmentSession, *acts: Callable[[AlignmentSession], Step]) -> AlignmentSession:
    for act in acts:
        found = take(found, act(found))
    return found


def test_what_the_aligner_found_becomes_rows() -> None:
    found = session((1, 1), (2, 1), (0, 1))
    assert shown(found) == [("s0", "t0"), ("s1 s2", "t1"), ("", "t2")]
    assert found.stage is Stage.OPEN
    doubted = replace(found, rows=()).aligned(Alignment((), parallel=False, confidence=0.1))
    assert (doubted.stage, doubted.confidence) == (Stage.DOUBTED, 0.1)


def test_merge() -> None:
    found = after(session((1, 1), (1, 0), (1, 1)), lambda s: editing.merge(s, 0, 1))
    assert shown(found) == [("s0 s1", "t0"), ("s2", "t1")]
    assert found.rows[0].confidence is None, "a person grouped it"
    with pytest.raises(NotAllowedError, match="no row below"):
        editing.merge(found, 1, 2)


def test_split_parts_both_sides_at_the_same_number() -> None:
    found = session((3, 2))
    assert shown(after(found, lambda s: editing.split(s, Spot(0, SOURCE, 1)))) == [
        ("s0", "t0"),
        ("s1 s2", "t1"),
    ]
    assert shown(after(found, lambda s: editing.split(s, Spot(0, SOURCE, 2)))) == [
        ("s0 s1", "t0 t1"),
        ("s2", ""),
    ]
    with pytest.raises(NotAllowedError, match="F2"):
        editing.split(found, Spot(0, SOURCE, 0))


def test_a_sentence_is_cut_where_the_caret_is() -> None:
    found = after(session((1, 1)), lambda s: editing.cut(s, Spot(0, SOURCE), 2))
    assert found.rows[0].source == (Sentence("s0", 0, 0, 2), Sentence("and", 0, 3, 6))
    assert found.rows[0].confidence == 0.5, "the pair is the same"
    for at in (0, 6):
        with pytest.raises(NotAllowedError, match="between two words"):
            editing.cut(session((1, 1)), Spot(0, SOURCE), at)


def test_halves_of_an_edited_sentence_keep_their_order_in_the_document() -> None:
    found = after(
        session((1, 1)),
        lambda s: editing.edit(s, Spot(0, SOURCE), "a much longer sentence than before"),
        lambda s: editing.cut(s, Spot(0, SOURCE), 20),
    )
    first, second = found.rows[0].source
    assert 0 <= first.begin <= first.end <= second.begin <= second.end == 6


def test_move_takes_along_what_lies_between_it_and_the_edge() -> None:
    found = session((3, 1), (1, 1))
    assert shown(after(found, lambda s: editing.move(s, Spot(0, SOURCE, 1), down=True))) == [
        ("s0", "t0"),
        ("s1 s2 s3", "t1"),
    ]
    assert shown(after(found, lambda s: editing.move(s, Spot(1, TARGET), down=False))) == [
        ("s0 s1 s2", "t0 t1"),
        ("s3", ""),
    ]


def test_move_at_the_edge_makes_a_row() -> None:
    found = session((2, 1))
    assert shown(after(found, lambda s: editing.move(s, Spot(0, SOURCE, 0), down=False))) == [
        ("s0", ""),
        ("s1", "t0"),
    ]
    assert shown(after(found, lambda s: editing.move(s, Spot(0, TARGET), down=True))) == [
        ("s0 s1", ""),
        ("", "t0"),
    ]


def test_a_row_that_lost_everything_is_gone() -> None:
    found = after(session((1, 0), (1, 1)), lambda s: editing.move(s, Spot(0, SOURCE), down=True))
    assert shown(found) == [("s0 s1", "t0")]


def test_insert_edit_and_delete() -> None:
    found = after(
        session((1, 1)),
        lambda s: editing.judge(s, 0, Verdict.ACCEPTED),
        lambda s: editing.insert(s, Spot(0, TARGET, 1), "Жаңа."),
        lambda s: editing.edit(s, Spot(0, TARGET, 0), "т0"),
    )
    assert [s.text for s in found.rows[0].target] == ["т0", "Жаңа."]
    assert found.rows[0].target[1] == Sentence("Жаңа.", -1, 5, 5)
    assert found.rows[0].verdict is Verdict.ACCEPTED
    found = after(
        found,
        lambda s: editing.delete(s, Spot(0, TARGET, 1)),
        lambda s: editing.delete(s, Spot(0, TARGET, 0)),
    )
    assert shown(found) == [("s0", "")]
    assert found.rows[0].verdict is Verdict.NONE, "what was accepted is no pair any more"
    for text in ("", " \u00a0"):
        with pytest.raises(NotAllowedError, match="Delete it"):
            editing.edit(found, Spot(0, SOURCE), text)


def test_link_joins_the_nearest_that_lacks_the_other_side() -> None:
    found = after(session((1, 0), (1, 0), (0, 1), (1, 1)), lambda s: editing.link(s, 0))
    assert shown(found) == [("s0 s1", "t0"), ("s2", "t1")]
    upwards = after(session((0, 1), (1, 0)), lambda s: editing.link(s, 1))
    assert shown(upwards) == [("s0", "t0")]
    with pytest.raises(NotAllowedError, match="nothing beside"):
        editing.link(session((1, 0), (1, 1), (0, 1)), 0)
    with pytest.raises(NotAllowedError, match="Both sides"):
        editing.link(session((1, 1)), 0)


def test_unlink_and_link_again() -> None:
    found = session((2, 1), (1, 1))
    apart = after(found, lambda s: editing.unlink(s, 0))
    assert shown(apart) == [("s0 s1", ""), ("", "t0"), ("s2", "t1")]
    assert shown(after(apart, lambda s: editing.link(s, 1))) == shown(found)


def test_pinpoint_shifts_the_rest() -> None:
    found = session((1, 1), (1, 1), (1, 1), (1, 1))
    down = after(found, lambda s: editing.pinpoint(s, 0, 1))
    assert shown(down) == [
        ("", "t0"), ("s0", "t1"), ("s1", "t2"), ("s2", "t3"), ("s3", ""),
    ]  # fmt: skip
    assert [row.verdict for row in down.rows].count(Verdict.ACCEPTED) == 1
    up = after(found, lambda s: editing.pinpoint(s, 3, 2))
    assert shown(up)[2:] == [("s2", ""), ("s3", "t2"), ("", "t3")]


def test_pinpoint_shifts_as_far_as_the_next_accepted_row_and_not_across_one() -> None:
    found = after(
        session((1, 1), (1, 1), (1, 1), (1, 1)),
        lambda s: editing.judge(s, 2, Verdict.ACCEPTED),
        lambda s: editing.pinpoint(s, 0, 1),
    )
    assert shown(found) == [("", "t0"), ("s0", "t1"), ("s1", ""), ("s2", "t2"), ("s3", "t3")]
    with pytest.raises(NotAllowedError, match="is accepted"):
        editing.pinpoint(found, 2, 4)
    with pytest.raises(NotAllowedError, match="empty"):
        editing.pinpoint(found, 0, 0)


def test_accepting_above_a_confidence_leaves_the_judged_and_the_unsure_alone() -> None:
    found = session((1, 1), (1, 1), (1, 1), (1, 1), sure=0.95)
    rows = list(found.rows)
    rows[1] = replace(rows[1], confidence=0.5)
    rows[2] = replace(rows[2], confidence=None)
    rows[3] = replace(rows[3], verdict=Verdict.REJECTED)
    found = after(replace(found, rows=tuple(rows)), lambda s: editing.accept_above(s, 0.9))
    assert [row.verdict.value for row in found.rows] == ["accepted", "none", "none", "rejected"]
    assert found.progress().accepted == found.progress().rejected == 1
    with pytest.raises(NotAllowedError, match="as it is"):
        editing.accept_above(found, 0.9)


def test_realigning_keeps_accepted_rows() -> None:
    found = after(session((1, 1), (2, 1), (0, 1)), lambda s: editing.judge(s, 0, Verdict.ACCEPTED))
    beads = Bead((0,), (0,), 1.0), Bead((1,), (1,), 0.9), Bead((2,), (2,), 0.8)
    step = editing.realigned(found, Alignment(beads, True, 0.9))
    assert step.first == 1
    again = take(found, step)
    assert shown(again) == [("s0", "t0"), ("s1", "t1"), ("s2", "t2")]
    assert again.rows[0] == found.rows[0]
    assert beads_of(again.rows, Verdict.ACCEPTED) == (Bead((0,), (0,), 0.5),)


def test_realigning_finds_moved_passages_anew() -> None:
    begun = session((2, 0), (1, 1), (0, 3))
    found = after(begun, lambda s: editing.insert(s, Spot(0, SOURCE, 0), "Put in."))
    found = replace(found, moved=(Moved((0, 2), (1, 3), 0.7),))
    beads = (*(Bead((n,), (), 0.9) for n in range(3)), Bead((3,), (0,), 0.9),
             *(Bead((), (n,), 0.9) for n in (1, 2, 3)))  # fmt: skip
    moved = Moved((1, 3), (2, 4), 0.8), Moved((0, 1), (1, 2), 0.6)
    step = editing.realigned(found, Alignment(beads, True, 0.9, moved))
    again = take(found, step)
    assert again.moved == (Moved((0, 2), (2, 4), 0.8),), "by number, without what was put in"
    assert take(again, step.undone) == found
    assert step.undone.undone == step


def test_a_step_made_for_other_rows_is_refused() -> None:
    found = session((1, 1), (1, 1))
    step = editing.merge(found, 0, 1)
    with pytest.raises(ValueError, match="other rows"):
        take(take(found, step), step)


# -- whatever a person does --------------------------------------------------------------------

shapes = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=8
)


def acts(data: st.DataObject, found: AlignmentSession) -> Step:
    """Some act at some place."""
    row = data.draw(st.integers(0, len(found.rows) - 1))
    other = data.draw(st.integers(0, len(found.rows) - 1))
    side = data.draw(st.sampled_from(TextSide))
    cell = found.rows[row].cell(side)
    spot = Spot(row, side, data.draw(st.integers(0, max(len(cell) - 1, 0))))
    kind = data.draw(st.sampled_from(StepKind))
    alignment = Alignment(beads_of(found.rows), True, 0.9)
    made: dict[StepKind, Callable[[], Step]] = {
        StepKind.MERGE: lambda: editing.merge(found, row, row + 1),
        StepKind.SPLIT: lambda: editing.split(found, spot),
        StepKind.MOVE: lambda: editing.move(found, spot, down=data.draw(st.booleans())),
        StepKind.INSERT: lambda: editing.insert(found, spot, "new one"),
        StepKind.DELETE: lambda: editing.delete(found, spot),
        StepKind.EDIT: lambda: editing.cut(found, spot, data.draw(st.integers(0, 8))),
        StepKind.LINK: lambda: editing.link(found, row),
        StepKind.UNLINK: lambda: editing.unlink(found, row),
        StepKind.ACCEPT: lambda: editing.judge(found, row, Verdict.ACCEPTED),
        StepKind.REJECT: lambda: editing.judge(found, row, Verdict.REJECTED),
        StepKind.REOPEN: lambda: editing.judge(found, row, Verdict.NONE),
        StepKind.PINPOINT: lambda: editing.pinpoint(found, row, other),
        StepKind.ACCEPT_ABOVE: lambda: editing.accept_above(found, 0.4),
        StepKind.REALIGN: lambda: editing.realigned(found, alignment),
    }
    return made[kind]()


def letters(found: AlignmentSession, side: TextSide) -> str:
    """All text that came from the document, without spaces."""
    own = (s.text for s in found.sentences(side) if s.number >= 0)
    return "".join("".join(own).split())


@given(shapes, st.data())
def test_texts_stay_whole_and_in_order_and_all_can_be_taken_back(
    begun: list[tuple[int, int]], data: st.DataObject
) -> None:
    first = found = session(*begun)
    steps: list[Step] = []
    for _ in range(data.draw(st.integers(1, 12))):
        if not found.rows:
            break
        try:
            step = acts(data, found)
        except NotAllowedError:
            continue
        now = take(found, step)
        for side in TextSide:
            if step.kind is not StepKind.DELETE:
                assert letters(now, side) == letters(found, side)
            own = [s for s in now.sentences(side) if s.number >= 0]
            assert all(a.number <= b.number and a.end <= b.begin for a, b in pairwise(own))
        assert all(row.source or row.target for row in now.rows)
        steps.append(step)
        found = now
    last = found
    for step in reversed(steps):
        found = take(found, step.undone)
    assert found == first
    for step in steps:
        found = take(found, step)
    assert found == last
