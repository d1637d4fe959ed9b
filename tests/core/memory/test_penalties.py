from dataclasses import replace

import pytest

from core.memory.match import Match, Penalty, comparable, compare
from core.memory.penalties import (
    PenaltySettings,
    of_tags,
    of_transliteration,
    of_unit,
    penalties_by,
    with_several_targets,
)
from core.memory.unit import TranslationUnit
from core.segment import Origin, OriginKind, State

ALL = PenaltySettings(
    unreviewed=1, machine=20, alignment=3, tags=4, several_targets=5, transliterated=6
)
NONE = PenaltySettings(0, 0, 0, 0, 0, 0)


def unit(
    source: str = "Сот.", target: str = "Суд.", kind: OriginKind = OriginKind.TYPED, **more: object
) -> TranslationUnit:
    return TranslationUnit(source, target, "kk", "ru", origin=Origin(kind), **more)  # type: ignore[arg-type]


def match(of: TranslationUnit, wanted: str = "Сот.") -> Match:
    return compare(comparable(wanted), of, comparable(of.source))


@pytest.mark.parametrize(
    ("kind", "state", "points"),
    [
        (OriginKind.TYPED, State.TRANSLATED, [1]),
        (OriginKind.TYPED, State.REVIEWED, []),
        (OriginKind.MACHINE, State.TRANSLATED, [1, 20]),
        (OriginKind.MACHINE, State.REVIEWED, []),
        (OriginKind.ALIGNMENT, State.DRAFT, [1, 3]),
        (OriginKind.ALIGNMENT, State.FINAL, []),
    ],
)
def test_what_a_unit_costs(kind: OriginKind, state: State, points: list[int]) -> None:
    assert [penalty.points for penalty in of_unit(unit(kind=kind, state=state), ALL)] == points
    assert of_unit(unit(kind=kind, state=state), NONE) == ()


def test_penalties_say_why() -> None:
    machine = unit(kind=OriginKind.MACHINE)
    assert of_unit(machine, PenaltySettings()) == (Penalty("machine translation", 5),)
    assert of_transliteration(ALL) == (Penalty("other script", 6),)
    assert of_transliteration(NONE) == ()


@pytest.mark.parametrize(
    ("wanted", "found", "differ"),
    [
        ("<b>Сот</b>", "<b>Заң</b>", False),
        ("<b>Сот</b>", "Сот", True),
        ("Сот %s", "Сот %d", True),
        ("{0} сот {1}", "{1} сот {0}", True),
        ("50 % сот", "60 % сот", False),
        ("Сот", "Сот", False),
    ],
)
def test_other_tags_cost(wanted: str, found: str, differ: bool) -> None:
    assert of_tags(wanted, found, ALL) == ((Penalty("other tags", 4),) if differ else ())
    assert of_tags(wanted, found, NONE) == ()


def test_exact_matches_that_disagree_cost() -> None:
    first, second = match(unit()), match(unit(target="Судом."))
    like = match(unit("Сот!", "Суд!"))
    found = with_several_targets([first, second, like], ALL)
    assert [m.score for m in found] == [95, 95, like.score]
    assert all(m.is_exact for m in found[:2])
    assert found[0].penalties == (Penalty("other targets too", 5),)
    assert with_several_targets([first, second], NONE) == [first, second]


def test_the_neighbours_decide_between_two_targets() -> None:
    wanted = comparable("Сот.")
    here = unit(context_before="Заң.")
    in_context = compare(wanted, here, wanted, before="Заң.")
    elsewhere = match(unit(target="Судом."))
    assert [m.score for m in with_several_targets([in_context, elsewhere], ALL)] == [101, 95]


def test_exact_matches_that_agree_cost_nothing() -> None:
    found = [match(unit(uid="1")), match(unit(uid="2"))]
    assert with_several_targets(found, ALL) == found


def test_the_same_target_in_the_other_script_is_no_other_target() -> None:
    here = match(unit(target="Sud."))
    brought = replace(match(unit(target="Суд.")), adapted="Sud.", transliterated=True)
    assert with_several_targets([here, brought], ALL) == [here, brought]


def test_a_lookup_takes_the_penalties_of_unit_and_tags() -> None:
    penalties = penalties_by(ALL)
    machine = unit("<b>Сот.</b>", kind=OriginKind.MACHINE)
    assert [p.points for p in penalties("Сот.", machine)] == [1, 20, 4]
    assert penalties("Сот.", unit(state=State.FINAL)) == ()
