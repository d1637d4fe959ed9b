from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.concordance import Phrase, Side
from core.memory import concordance_shelf
from core.memory.concordance_index import ConcordanceIndex, FoldedUnits
from core.memory.memories import StoredUnit
from core.memory.phrases import places
from core.memory.unit import TranslationUnit

LETTERS = st.text("abж \U0001d49c'", max_size=20)
PAIRS = st.sampled_from([("en", "ru"), ("en", "kk"), ("ru", "en")])
UNITS = st.lists(st.tuples(LETTERS, LETTERS, PAIRS), max_size=25)
PHRASES = st.builds(
    Phrase,
    st.text("abж \U0001d49c'", min_size=1, max_size=5),
    st.sampled_from(Side),
    st.booleans(),
    st.sampled_from(["", "en"]),
    st.sampled_from(["", "ru"]),
)


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    """Pages and shelves so small that there are many."""
    with (
        patch.object(concordance_shelf, "_PAGE", 16),
        patch.object(concordance_shelf, "_GATHERED", 40),
        patch.object(concordance_shelf, "_READ_AT_ONCE", 2),
    ):
        yield


def stored(units: list[tuple[str, str, tuple[str, str]]]) -> list[StoredUnit]:
    return [
        StoredUnit(3 * number + 1, TranslationUnit(source, target, *languages))
        for number, (source, target, languages) in enumerate(units)
    ]


def has(phrase: Phrase, unit: TranslationUnit) -> bool:
    """By looking at the unit itself."""
    if not phrase.wants(unit.source_language, unit.target_language):
        return False
    sides = {
        Side.SOURCE: (unit.source, unit.source_language),
        Side.TARGET: (unit.target, unit.target_language),
    }
    return any(places(phrase, *text) for side, text in sides.items() if phrase.is_in(side))


def expected(units: list[StoredUnit], phrase: Phrase) -> list[int]:
    return [each.id for each in reversed(units) if has(phrase, each.unit)]


@given(UNITS, PHRASES)
def test_the_index_finds_exactly_what_has_the_phrase(
    units: list[tuple[str, str, tuple[str, str]]], phrase: Phrase
) -> None:
    made = stored(units)
    index = ConcordanceIndex.of(made)
    assert len(index) == len(made)
    assert list(index.find(phrase)) == expected(made, phrase)


@given(UNITS, PHRASES)
def test_it_comes_back_from_arrays(
    units: list[tuple[str, str, tuple[str, str]]], phrase: Phrase
) -> None:
    made = stored(units)
    again = ConcordanceIndex.from_arrays(ConcordanceIndex.of(made).to_arrays())
    assert len(again) == len(made)
    assert list(again.find(phrase)) == expected(made, phrase)


@given(UNITS, PHRASES)
def test_units_in_memory_are_found_the_same(
    units: list[tuple[str, str, tuple[str, str]]], phrase: Phrase
) -> None:
    made, folded_units = stored(units), FoldedUnits()
    for each in made:
        unit = each.unit
        languages = (unit.source_language, unit.target_language)
        folded_units.put(each.id, languages, unit.source, unit.target)
    assert folded_units.find(phrase) == expected(made, phrase)
    for each in made[::2]:
        folded_units.discard(each.id)
    assert folded_units.find(phrase) == expected(made[1::2], phrase)


def test_few_hits_are_found_without_looking_everywhere() -> None:
    units = stored([(f"number {n} of many", "", ("en", "ru")) for n in range(200)])
    index = ConcordanceIndex.of(units)
    with patch.object(
        concordance_shelf.Shelf,
        "_places",
        autospec=True,
        side_effect=concordance_shelf.Shelf._places,
    ) as looked:
        assert list(index.find(Phrase("number 77", Side.SOURCE))) == [3 * 77 + 1]
        few = looked.call_count
        assert len(list(index.find(Phrase("number", Side.SOURCE)))) == 200
    assert few < looked.call_count / 10
