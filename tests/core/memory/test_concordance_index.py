from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import numpy as np
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


@given(UNITS.filter(bool), st.integers(1, 9), st.data())
def test_it_says_of_its_units_that_it_has_them_and_of_others_that_it_has_not(
    units: list[tuple[str, str, tuple[str, str]]], many: int, data: st.DataObject
) -> None:
    made = stored(units)
    index, by_id = ConcordanceIndex.of(made), {each.id: each for each in made}
    sample = index.sample(many)
    assert sample
    assert set(sample) <= by_id.keys()
    assert all(map(index.has, made))
    one = data.draw(st.sampled_from(made))
    assert not index.has(replace(one, id=one.id + 1))
    for other in (
        replace(one.unit, source=f"{one.unit.source} b"),
        replace(one.unit, target=f"{one.unit.target} b"),
        replace(one.unit, target_language="uz-Latn"),
    ):
        assert not index.has(replace(one, unit=other))


def test_what_a_search_does_not_come_upon_is_not_there() -> None:
    [one] = made = stored([("bbbb", "", ("en", "ru"))])
    arrays = ConcordanceIndex.of(made).to_arrays()
    for array in arrays.values():
        if array.ndim == 2:  # which groups of letters are in which pages
            array[:] = 0
    index = ConcordanceIndex.from_arrays(arrays)
    assert list(index.find(Phrase("bbbb"))) == []
    assert not index.has(one)


@pytest.mark.parametrize("number", range(8))
def test_arrays_of_another_kind_are_refused(number: int) -> None:
    arrays = ConcordanceIndex.of(stored([("a", "b", ("en", "ru"))])).to_arrays()
    name = list(arrays)[number]
    kind = np.dtype(np.float64 if arrays[name].itemsize == 8 else np.int8)
    for other in (arrays[name].view(kind), arrays[name][:-1]):
        if name.endswith('texts"]') and other.dtype == np.uint8:
            continue  # shorter, they are found out when they are searched
        with pytest.raises(ValueError, match="something else"):
            ConcordanceIndex.from_arrays({**arrays, name: other})


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
