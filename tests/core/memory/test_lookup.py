import gzip
import json
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory.lookup import MemoryIndex, Question
from core.memory.match import Match, Penalty, comparable, compare, differences, reaches, reading
from core.memory.unit import TranslationUnit
from tests.shared import shared_path

WORDS = ["сот", "заң", "соты", "ЗАҢ", "oʻz", "o'z", "12", "13", "%s", ".", ",", "қабылдады"]
SOURCES = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), st.text("abAB  .'ʻ", max_size=10)
)
DATES = st.sampled_from(["", "2024-01-01T00:00:00Z", "2025-06-01T00:00:00Z"])


def find_matches(
    source: str, units: Iterable[TranslationUnit], *others: Any, **named: Any
) -> list[Match]:
    """What a memory of these units answers to a single question."""
    return MemoryIndex(units).find(Question(source, *others, **named))


@st.composite
def memories(draw: st.DrawFn) -> list[TranslationUnit]:
    rows = draw(st.lists(st.tuples(SOURCES, DATES, DATES, SOURCES, SOURCES), max_size=25))
    return [
        TranslationUnit(
            source, "–", "kk", "ru",
            uid=f"{number:02}", created=created, changed=changed,
            context_before=before, context_after=after,
        )
        for number, (source, created, changed, before, after) in enumerate(rows)
    ]  # fmt: skip


def naive(
    source: str, units: list[TranslationUnit], threshold: int, before: str, after: str
) -> list[Match]:
    """Every unit compared by the definition, without any index."""
    wanted = comparable(source)
    if not wanted.normal:
        return []
    compared = [
        compare(wanted, unit, comparable(unit.source), before=before, after=after) for unit in units
    ]
    matches = [match for match in compared if reaches(match, threshold)]
    matches.sort(key=lambda match: match.unit.uid)
    matches.sort(key=lambda match: match.unit.changed or match.unit.created, reverse=True)
    matches.sort(key=lambda match: match.char, reverse=True)
    matches.sort(key=lambda match: match.score, reverse=True)
    return matches


@given(memories(), SOURCES, st.integers(50, 100), SOURCES, SOURCES)
def test_finds_what_comparing_with_every_unit_finds(
    units: list[TranslationUnit], source: str, threshold: int, before: str, after: str
) -> None:
    found = find_matches(source, units, threshold, 1000, before, after)
    expected = naive(source, units, threshold, before, after)
    assert [(m.unit, m.score, m.word, m.char) for m in found] == [
        (m.unit, m.score, m.word, m.char) for m in expected
    ]
    assert all(m.differences == differences(reading(source), reading(m.unit.source)) for m in found)
    assert find_matches(source, units, threshold, 3, before, after) == found[:3]


@given(memories(), memories(), st.data())
def test_units_come_and_go(
    first: list[TranslationUnit], second: list[TranslationUnit], data: st.DataObject
) -> None:
    index = MemoryIndex(first)
    kept = {unit.uid: unit for unit in first}
    for unit in second:  # the same uids again: they replace
        index.add(unit)
        kept[unit.uid] = unit
    if kept:
        for uid in data.draw(st.lists(st.sampled_from(sorted(kept)), unique=True)):
            index.discard(uid)
            del kept[uid]
    source = data.draw(SOURCES)
    assert len(index) == len(kept)
    assert index.find(Question(source, 50, 1000)) == find_matches(source, kept.values(), 50, 1000)


@given(memories(), SOURCES, st.integers(1, 4), st.data())
def test_penalties_and_a_limit_give_the_head_of_the_whole_list(
    units: list[TranslationUnit], source: str, limit: int, data: st.DataObject
) -> None:
    penalties = {unit.uid: (Penalty("old", data.draw(st.integers(0, 3)) * 10),) for unit in units}

    def taken_off(_wanted: str, unit: TranslationUnit) -> tuple[Penalty, ...]:
        return penalties[unit.uid]

    everything = find_matches(source, units, 50, 1000, penalties=taken_off)
    assert find_matches(source, units, 50, limit, penalties=taken_off) == everything[:limit]
    expected = [
        (match.score - penalties[match.unit.uid][0].points, match.char, match.unit)
        for match in naive(source, units, 50, "", "")
    ]
    expected.sort(key=lambda row: row[2].uid)
    expected.sort(key=lambda row: (*row[:2], row[2].changed or row[2].created), reverse=True)
    assert [(match.score, match.char, match.unit) for match in everything] == expected


def test_a_limit_keeps_the_best_of_those_that_promise_the_same() -> None:
    units = [
        TranslationUnit("Сот.", "1", "kk", "ru", uid="1"),
        TranslationUnit("Сот.", "2", "kk", "ru", uid="2", changed="2024-01-01T00:00:00Z"),
        TranslationUnit("сот.", "3", "kk", "ru", uid="3", changed="2025-01-01T00:00:00Z"),
        TranslationUnit("Сот.", "4", "kk", "ru", uid="4", context_before="Заң."),
    ]
    assert [match.unit.uid for match in find_matches("Сот.", units, limit=1)] == ["2"]
    found = find_matches("Сот.", units, limit=2, before="Заң.")
    assert [match.unit.uid for match in found] == ["4", "2"]


def test_a_limit_of_none_finds_none() -> None:
    assert find_matches("Сот.", [TranslationUnit("Сот.", "1", "kk", "ru")], limit=0) == []


def test_units_without_uid_add_up() -> None:
    unit = TranslationUnit("Сот.", "Суд.", "kk", "ru")
    assert len(find_matches("Сот.", [unit, unit])) == 2


def test_discarding_what_is_not_there_changes_nothing() -> None:
    index = MemoryIndex([TranslationUnit("Сот.", "Суд.", "kk", "ru", uid="1")])
    index.discard("2")
    assert len(index) == 1


def test_thresholds_under_fifty_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="49"):
        find_matches("Сот.", [], 49)


def test_penalties_lower_the_place_but_not_the_threshold() -> None:
    good = TranslationUnit("Сот шешім қабылдады", "1", "kk", "ru", uid="1")
    exact = TranslationUnit("Сот шешім қабылдады.", "2", "kk", "ru", uid="2")
    penalty = (Penalty("machine translation", 60),)

    def taken_off(_wanted: str, unit: TranslationUnit) -> tuple[Penalty, ...]:
        return penalty if unit is exact else ()

    first, second = find_matches("Сот шешім қабылдады.", [exact, good], 75, penalties=taken_off)
    assert first.unit is good
    assert (second.unit, second.score, second.penalties) == (exact, 40, penalty)


def test_of_equals_the_newer_comes_first() -> None:
    old = TranslationUnit("Сот.", "1", "kk", "ru", uid="1", created="2020-01-01T00:00:00Z")
    changed = TranslationUnit(
        "Сот.", "2", "kk", "ru", uid="2", created="2019-01-01T00:00:00Z",
        changed="2024-01-01T00:00:00Z",
    )  # fmt: skip
    assert [match.unit.uid for match in find_matches("Сот.", [old, changed])] == ["2", "1"]


def test_finds_everything_in_a_real_memory() -> None:
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        units: list[TranslationUnit] = []
        for _, element in ET.iterparse(file):
            if element.tag == "tu":
                source, target = ("".join(seg.itertext()) for seg in element.iter("seg"))
                units.append(TranslationUnit(source, target, "en", "ru", uid=f"{len(units):05}"))
                element.clear()
            if len(units) == 3000:
                break
    queries = json.loads(shared_path("tm/queries.json").read_text(encoding="utf-8"))
    index = MemoryIndex(units)
    for query in queries[::25]:
        found = index.find(Question(query["query"], 50, 10_000))
        expected = naive(query["query"], units, 50, "", "")
        assert [(m.unit.uid, m.score) for m in found] == [(m.unit.uid, m.score) for m in expected]
