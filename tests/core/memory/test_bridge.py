"""What is found across the scripts is what comparing every converted question would find."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language import Script
from core.memory.bridge import bridged, is_across
from core.memory.lookup import MemoryIndex, Question
from core.memory.match import Match, Penalty, comparable, compare, reaches
from core.memory.memories import is_language
from core.memory.unit import TranslationUnit
from core.transliteration import alphabets, convert

PAID = (Penalty("other script", 2),)


def asking(units: Sequence[TranslationUnit]):  # type: ignore[no-untyped-def]
    def ask(question: Question, source: str, target: str) -> list[Match]:
        serving = [
            unit
            for unit in units
            if is_language(unit.source_language, source)
            and is_language(unit.target_language, target)
        ]
        return MemoryIndex(serving).find(question)

    return ask


def find(units: Sequence[TranslationUnit], question: str, source: str, target: str) -> list[Match]:
    return bridged(Question(question, limit=50), source, target, PAID, asking(units))


def test_a_target_in_the_other_script_is_converted() -> None:
    units = [
        TranslationUnit("The court decides.", "Суд қарор қилади.", "en", "uz-Cyrl"),
        TranslationUnit("The court decides.", "Sud qaror qiladi.", "en", "uz-Latn"),
        TranslationUnit("The court decides.", "Сот шешеді.", "en", "kk"),
    ]
    (match,) = find(units, "The court decides.", "en", "uz-Latn")
    assert match.offer == "Sud qaror qiladi."
    assert match.unit is units[0]
    assert (match.score, match.transliterated, match.penalties) == (98, True, PAID)


def test_a_source_in_the_other_script_is_found() -> None:
    unit = TranslationUnit("Суд қарор қилади.", "Суд решает.", "uz-Cyrl", "ru")
    (match,) = find([unit], "Sud qaror qiladi.", "uz-Latn", "ru")
    assert (match.score, match.offer, match.adapted) == (98, "Суд решает.", None)
    assert match.transliterated
    assert match.compared == unit.source


def test_both_sides_may_be_in_the_other_script() -> None:
    unit = TranslationUnit("Суд қарор қилади.", "Kazyýet karar edýär.", "uz-Cyrl", "tk")
    (match,) = find([unit], "Sud qaror qiladi.", "uz-Latn", "tk-Cyrl")
    assert match.offer == "Казыет карар эдйәр."


@pytest.mark.parametrize("name", [one.name for one in alphabets("kk")])
def test_every_kazakh_alphabet_is_found_and_read(name: str) -> None:
    text = "Әділет министрлігінің бұйрығы"
    latin = convert(text, "kk", Script.LATIN, name).text
    assert convert(latin, "kk", Script.CYRILLIC).text == text
    units = [
        TranslationUnit(latin, "Order", "kk-Latn", "en"),
        TranslationUnit("Order", latin, "en", "kk-Latn"),
    ]
    (there,) = find(units, text, "kk", "en")
    assert there.score == 98
    (back,) = find(units, "Order", "en", "kk")
    assert back.offer == text


def test_numbers_are_repaired_before_the_target_is_converted() -> None:
    unit = TranslationUnit("Article 12 of the law", "Қонуннинг 12-моддаси", "en", "uz-Cyrl")
    (match,) = find([unit], "Article 15 of the law", "en", "uz-Latn")
    assert match.repaired
    assert match.offer == "Qonunning 15-moddasi"


def test_languages_in_one_script_are_not_crossed() -> None:
    unit = TranslationUnit("Суд", "Court", "ru", "en")
    assert find([unit], "Суд", "ru", "en") == []
    assert not is_across(unit, "ru", "en")


def test_what_is_across() -> None:
    unit = TranslationUnit("Court", "Суд", "en-GB", "uz-Cyrl-UZ")
    assert is_across(unit, "en", "uz-Latn")
    assert not is_across(unit, "en", "uz-Cyrl")
    assert not is_across(unit, "ru", "uz-Latn")


WORDS = ["суд", "қонун", "ўзбек", "шаҳар", "модда", "12", "ер", "эга", "."]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
UNITS = st.builds(TranslationUnit, TEXTS, TEXTS, st.just("uz-Cyrl"), st.sampled_from(["ru", "en"]))


@given(st.lists(UNITS, max_size=12), TEXTS)
def test_as_comparing_with_each_unit(units: list[TranslationUnit], cyrillic: str) -> None:
    units = [replace(unit, uid=str(number)) for number, unit in enumerate(units)]
    question = convert(cyrillic, "uz", Script.LATIN).text
    there = comparable(convert(question, "uz", Script.CYRILLIC).text)
    wanted = [
        compare(there, unit, comparable(unit.source), penalties=PAID)
        for unit in units
        if unit.target_language == "ru"
    ]
    expected = {(match.unit.uid, match.score) for match in wanted if reaches(match, 50)}
    found = find(units, question, "uz-Latn", "ru")
    assert {(match.unit.uid, match.score) for match in found} == expected
