"""Numbers are put where they certainly belong, and nowhere else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.memory.lookup import MemoryIndex, Question
from core.memory.repair import with_numbers
from core.memory.unit import TranslationUnit

TABLE = Path(__file__).parents[2] / "data" / "memory" / "repair.tsv"
FIGURES = re.compile(r"[0-9]+(?:[ \u00a0.,]?[0-9]+)*")
SPACES = [" ", "\u00a0", "\u2009", "\u202f"]
NUMBERS = st.integers(0, 99_999)


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [[*line.split("\t"), "", ""][:5] for line in lines]


@pytest.mark.parametrize(("wanted", "source", "target", "offered", "language"), rows())
def test_own_cases(wanted: str, source: str, target: str, offered: str, language: str) -> None:
    assert with_numbers(wanted, source, target, language) == (offered or None)


def english(number: int) -> str:
    return f"{number:,}"


def kazakh(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


@given(st.data())
def test_each_number_takes_its_place_in_any_order_and_convention(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    some = st.lists(NUMBERS, min_size=count, max_size=count, unique=True)
    # 1,000 might be read as one; four digits and more are grouped in the old text as in the new.
    old, new = data.draw(some), data.draw(some)
    assume(old != new)
    order = data.draw(st.permutations(range(count)))
    grouped = [len(english(o)) > 3 or len(english(n)) <= 3 for o, n in zip(old, new, strict=True)]
    assume(all(grouped))

    def source(numbers: list[int]) -> str:
        return "; ".join(f"article {english(number)}" for number in numbers)

    def target(numbers: list[int]) -> str:
        return "; ".join(f"{kazakh(numbers[place])}-бап" for place in order)

    assert with_numbers(source(new), source(old), target(old)) == target(new)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_number_that_is_there_twice_is_not_guessed(old: int, one: int, other: int) -> None:
    assume(old not in (one, other) and one != other)
    source, target = "from {} to {}", "{} дейін {} бастап"
    assert with_numbers(source.format(one, other), source.format(old, old), target) is None
    twice = target.format(old, old)
    assert with_numbers(source.format(one, other), source.format(old, old), twice) is None


@given(*[st.text("0123456789 ,.-аб<>{}%", max_size=12)] * 3)
def test_what_is_no_number_stays(wanted: str, source: str, target: str) -> None:
    offered = with_numbers(wanted, source, target)
    if offered is not None:
        assert FIGURES.sub("0", offered) == FIGURES.sub("0", target)
        assert wanted != source


@given(st.text("0123456789 ,.-аб", max_size=12), st.data())
def test_any_text_with_other_digits(source: str, data: st.DataObject) -> None:
    digits = st.sampled_from("0123456789")
    wanted = "".join(data.draw(digits) if c.isdigit() else c for c in source)
    offered = with_numbers(wanted, source, source)
    if offered is not None:
        assert offered == wanted


@pytest.mark.parametrize("there", SPACES)
@pytest.mark.parametrize("here", SPACES)
def test_the_kind_of_space_in_a_number_is_that_of_the_target(here: str, there: str) -> None:
    wanted = f"Article 5 costs 1{here}000 tenge, not 3{here}000"
    unit = TranslationUnit(
        f"Article 7 costs 2{there}000 tenge, not 3{there}000",
        "7-бап 3\u00a0000 емес, 2\u00a0000 теңге тұрады",
        "en",
        "kk",
    )
    (match,) = MemoryIndex([unit]).find(Question(wanted))
    assert match.repaired
    assert match.offer == "5-бап 3\u00a0000 емес, 1\u00a0000 теңге тұрады"
    same = replace(unit, target=f"2{there}000 теңге, 3{there}000 емес, 7-бап")
    (match,) = MemoryIndex([same]).find(Question(wanted))
    assert match.offer == f"1{there}000 теңге, 3{there}000 емес, 5-бап"


def test_kinds_of_apostrophes_and_spaces_do_not_matter() -> None:
    stored = "O'zbekiston Respublikasining 2023-yil 7-maydagi 45-sonli qonuni"
    wanted = "Oʻzbekiston\u00a0Respublikasining 2024-yil 5-maydagi 123-sonli qonuni"
    target = "Закон Республики Узбекистан от 7 мая 2023 года № 45"
    assert with_numbers(wanted, stored, target) == (
        "Закон Республики Узбекистан от 5 мая 2024 года № 123"
    )
    assert with_numbers(wanted.replace("Oʻ", "O"), stored, target) is None
    assert with_numbers(wanted.replace("45", "7").upper(), stored, target) is None


def test_a_match_offers_the_numbers_of_the_wanted_source() -> None:
    units = [
        TranslationUnit("Article 12 applies.", "12-бап қолданылады.", "en", "kk"),
        TranslationUnit("Article 12 applies!", "12-бап қолданылады!", "en", "kk"),
    ]
    asked = MemoryIndex(units).find(Question("Article 13 applies."))
    found = {match.unit.source: match for match in asked}
    first, second = (found[unit.source] for unit in units)
    assert (first.offer, first.repaired) == ("13-бап қолданылады.", True)
    assert (second.offer, second.repaired) == ("12-бап қолданылады!", False)
    assert first.score < 100
    assert first.unit.target == "12-бап қолданылады."
