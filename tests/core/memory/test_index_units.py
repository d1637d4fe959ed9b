from collections.abc import Iterator
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batches import batched
from core.memory import index, index_marked, index_units
from core.memory.index_units import Entry, NewUnits, UnitIndex
from core.memory.match import comparable
from core.normal import normal_forms

SOURCES = ["Сот шешім қабылдады.", "Сот шешімі қабылданды.", "Заң", "заң", "Бап 12", "a" * 70]


@pytest.fixture(autouse=True, scope="module")
def _small_blocks() -> Iterator[None]:
    """Blocks of a few sources, so that examples have several of them."""
    with (
        patch.object(index, "_RECENT", 3),
        patch.object(index_marked, "_AT_ONCE", 64),
        patch.object(index_units, "_MANY", 5),
    ):
        yield


def again(ours: UnitIndex) -> UnitIndex:
    """The index as it comes back from a file, where nothing can be written to."""
    arrays = {}
    for name, array in ours.arrays().items():
        arrays[name] = np.frombuffer(array.tobytes(), array.dtype).reshape(array.shape)
    return UnitIndex.from_arrays(arrays)


def found(ours: UnitIndex, source: str, languages: tuple[str, str]) -> list[int]:
    alike = ours.alike(comparable(source), 60, languages)
    return sorted(alike.numbers.tolist())


def expected(entries: dict[int, Entry], source: str, languages: tuple[str, str]) -> list[int]:
    """Asked of an index that was made of nothing else."""
    fresh = UnitIndex()
    fresh.extend(
        entry
        for entry in entries.values()
        if languages in [("", ""), entry[2:], ("", entry[3]), (entry[2], "")]
    )
    return found(fresh, source, ("", ""))


ENTRIES = st.tuples(
    st.integers(1, 12), st.sampled_from(SOURCES), st.sampled_from("kr"), st.sampled_from("er")
)


@given(
    st.lists(
        st.one_of(st.lists(ENTRIES, max_size=8), st.sets(st.integers(1, 12)), st.just("again")),
        max_size=12,
    ),
    st.sampled_from(SOURCES),
    st.sampled_from([("", ""), ("k", "e"), ("", "r"), ("r", "")]),
)
def test_after_all_acts_it_is_as_if_made_of_what_is_left(
    acts: list[object], source: str, languages: tuple[str, str]
) -> None:
    ours, left = UnitIndex(), dict[int, Entry]()
    for act in acts:
        if isinstance(act, list):  # known ids are replaced
            entries = {entry[0]: entry for entry in act}
            ours.discard(entries)
            ours.extend(entries.values())
            left.update(entries)
        elif isinstance(act, set):
            ours.discard(act)
            left = {number: entry for number, entry in left.items() if number not in act}
        else:
            ours = again(ours)
    assert len(ours) == len(left)
    assert found(ours, source, languages) == expected(left, source, languages)
    assert set(ours.sample(4)) <= left.keys()
    assert len(ours.sample(4)) == min(4, len(left))


def test_it_knows_for_which_languages_it_is_worth_asking() -> None:
    ours = UnitIndex()
    assert not ours.serves(("", ""))
    ours.extend([(1, "Сот", "kk-KZ", "uz-Cyrl")])
    for each in (ours, again(ours)):
        assert each.serves(("kk", "uz-Cyrl"))
        assert each.serves(("kk", ""))
        assert not each.serves(("kk", "uz-Latn"))


def test_what_is_no_index_is_refused() -> None:
    ours = UnitIndex()
    ours.extend([(1, "Сот", "kk", "ru")])
    arrays = dict(ours.arrays())
    del arrays["sources.blocks"]
    with pytest.raises(KeyError):
        UnitIndex.from_arrays(arrays)


@given(st.lists(ENTRIES, max_size=6), st.lists(ENTRIES, max_size=12), st.sampled_from(SOURCES))
def test_what_was_made_ready_beside_it_is_as_if_taken_in_one_by_one(
    before: list[Entry], coming: list[Entry], source: str
) -> None:
    first = dict(enumerate(before, start=1))
    later = dict(enumerate(coming, start=len(before) + 1))
    ours, new = UnitIndex(), NewUnits()
    ours.extend((number, *entry[1:]) for number, entry in first.items())
    for some in batched(coming, 5):
        new.extend(normal_forms(entry[1] for entry in some), [(entry[2:], 1) for entry in some])
    ours.take(new, range(len(before) + 1, len(before) + len(coming) + 1))
    entries = {number: (number, *entry[1:]) for number, entry in {**first, **later}.items()}
    for languages in [("", ""), ("k", "e"), ("", "r")]:
        assert found(ours, source, languages) == expected(entries, source, languages)
        assert found(again(ours), source, languages) == expected(entries, source, languages)
