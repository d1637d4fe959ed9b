"""Units in the other script of a language are found, marked, penalised and offered in ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.memory.match import Match
from core.memory.memories import AttachedMemory
from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings
from core.memory.unit import TranslationUnit
from core.segment import Origin, OriginKind
from db import memory
from db.store import Store
from services import memories, projects
from services.matching import Matcher
from tests.build import make_project, make_segment, segments_of

SOURCE = "The court decides."
CYRILLIC = TranslationUnit(SOURCE, "Суд қарор қилади.", "en", "uz-Cyrl")
LATIN = TranslationUnit(SOURCE, "Sud hal qiladi.", "en", "uz-Latn")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, [make_segment(SOURCE)], target_language="uz-Latn")
    yield made
    made.close()


def asked(store: Store, *memories: AttachedMemory) -> list[Match]:
    matcher = Matcher(store, memories)
    try:
        return matcher.matches(segments_of(store)[0], "", "", 50, 9)
    finally:
        matcher.close()


def memory_file(folder: Path, *units: TranslationUnit) -> AttachedMemory:
    file = memories.create_memory(folder / "old.memory", "Old texts")
    file.add(units)
    file.close()
    return AttachedMemory(str(file.path), "Old texts", penalty=3)


def test_an_attached_memory_is_asked_in_both_scripts(store: Store, tmp_path: Path) -> None:
    found = asked(store, memory_file(tmp_path, CYRILLIC, LATIN))
    assert [(match.offer, match.transliterated) for match in found] == [
        ("Sud hal qiladi.", False),
        ("Sud qaror qiladi.", True),
    ]
    reasons = [penalty.reason for penalty in found[1].penalties]
    assert reasons[:2] == ["memory “Old texts”", "other script"]
    assert found[1].unpenalised == 100
    assert found[1].memory == "Old texts"


def test_what_came_into_the_project_is_asked_in_both_scripts(store: Store) -> None:
    with store.transaction() as session:
        memory.add(session, projects.project_of(store).id, [CYRILLIC, LATIN])
    found = asked(store)
    assert [(match.offer, match.transliterated) for match in found] == [
        ("Sud hal qiladi.", False),
        ("Sud qaror qiladi.", True),
    ]


def test_the_points_are_those_of_the_project(store: Store, tmp_path: Path) -> None:
    settings = MatchingSettings(PenaltySettings(transliterated=20))
    projects.choose_matching(store, settings)
    (match,) = asked(store, memory_file(tmp_path, CYRILLIC))
    assert match.score == 77


def test_a_source_in_the_other_script_is_found(tmp_path: Path) -> None:
    made = make_project(
        tmp_path,
        [make_segment("Sud qaror qiladi.")],
        source_language="uz-Latn",
        target_language="ru",
    )
    unit = TranslationUnit("Суд қарор қилади.", "Суд решает.", "uz-Cyrl", "ru")
    (match,) = asked(made, memory_file(tmp_path, unit))
    assert (match.offer, match.transliterated) == ("Суд решает.", True)
    made.close()


def test_nothing_is_converted_for_a_memory_in_one_script(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("services.matching.bridged")
    (match,) = asked(store, memory_file(tmp_path, LATIN))
    assert not match.transliterated


def test_languages_in_one_script_are_asked_once(tmp_path: Path) -> None:
    made = make_project(tmp_path, [make_segment(SOURCE)], target_language="ru")
    assert asked(made, memory_file(tmp_path, CYRILLIC, LATIN)) == []
    made.close()


def exact(target: str, number: int, **others: object) -> TranslationUnit:
    day = f"2026-11-{number:02}T00:00:00Z"
    return TranslationUnit(SOURCE, target, "en", "ru", changed=day, **others)  # type: ignore[arg-type]


@pytest.fixture
def russian(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, [make_segment(SOURCE)], name="ru.terjiman")
    yield made
    made.close()


def best(store: Store, limit: int, use: AttachedMemory) -> list[Match]:
    matcher = Matcher(store, [use])
    try:
        return matcher.matches(segments_of(store)[0], "", "", 50, limit)
    finally:
        matcher.close()


def test_units_without_a_target_are_no_matches(russian: Store, tmp_path: Path) -> None:
    empty = [exact(" ", number) for number in range(2, 22)]
    (match,) = best(russian, 9, memory_file(tmp_path, *empty, exact("Суд решает.", 1)))
    assert (match.offer, match.score) == ("Суд решает.", 97)


@pytest.mark.parametrize("limit", [1, 9, 30])
def test_another_target_is_noticed_behind_any_number_of_units(
    russian: Store, tmp_path: Path, limit: int
) -> None:
    same = [exact("Суд решает.", number) for number in range(2, 22)]
    use = memory_file(tmp_path, *same, exact("Решает суд.", 1))
    found = best(russian, limit, use)
    assert len(found) == min(limit, 21)
    assert {match.score for match in found} == {96}


def test_another_target_is_noticed_behind_better_matches(russian: Store, tmp_path: Path) -> None:
    equal = [TranslationUnit(SOURCE.upper(), f"Суд {number}", "en", "ru") for number in range(20)]
    made = exact("Решает суд.", 1, origin=Origin(OriginKind.MACHINE))
    use = memory_file(tmp_path, exact("Суд решает.", 1), *equal, made)
    assert [match.score for match in best(russian, 3, use)] == [96, 96, 96]
    reasons = {
        match.offer: [penalty.reason for penalty in match.penalties]
        for match in best(russian, 30, use)
        if match.is_exact
    }
    assert all(given[-1] == "other targets too" for given in reasons.values())
    assert len(reasons) == 2


@pytest.mark.parametrize("limit", [1, 2, 9, 30])
def test_the_best_ones_do_not_depend_on_how_many_are_wanted(
    russian: Store, tmp_path: Path, limit: int
) -> None:
    projects.choose_matching(russian, MatchingSettings(PenaltySettings(several_targets=30)))
    disputed = [exact(f"Суд {number}", number) for number in range(1, 21)]
    like = TranslationUnit("The court decides!", "Суд решает!", "en", "ru")
    equal = TranslationUnit("The COURT decides.", "Суд решает.", "en", "ru")
    found = best(russian, limit, memory_file(tmp_path, *disputed, like, equal))
    wanted = [equal.target, like.target, *(unit.target for unit in reversed(disputed))]
    assert [match.offer for match in found] == wanted[:limit]
