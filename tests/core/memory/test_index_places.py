import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from core.memory.index_counts import Words
from core.memory.index_filter import Classes, q_gram_classes
from core.memory.index_measure import lengths_within
from core.memory.index_places import _REGIONS, PlaceFilter, _covered, _regions
from core.progress import Progress

COMMON = "etaoin "


def pairs(texts: list[str]) -> Classes:
    """Of texts of one length."""
    padded = np.array([[ord(char) for char in f"\n{text}\n"] for text in texts])
    return q_gram_classes(padded[:, :-1], padded[:, 1:])


def filter_of(texts: list[str]) -> PlaceFilter:
    lengths = np.array([len(text) for text in texts])

    def some(rows: np.typing.NDArray[np.integer]) -> Classes:
        return pairs([texts[row] for row in rows.tolist()])

    return PlaceFilter.of(2048, np.arange(len(texts)), lengths, some, Progress())


def edited(text: str, edits: int, chance: random.Random) -> str:
    for _ in range(edits):
        place = chance.randrange(len(text))
        kept = text[place + chance.choice((0, 1)) :]
        text = text[:place] + chance.choice(("", *COMMON)) + kept
    return text


@given(st.integers(1, 400), st.integers(50, 100), st.data())
def test_a_pair_cannot_leave_the_regions_it_is_looked_for_in(
    length: int, threshold: int, data: st.DataObject
) -> None:
    least, greatest = lengths_within(length, threshold)
    side = data.draw(st.sampled_from([(least, length), (length, greatest)]))
    ends = np.array(sorted(data.draw(st.tuples(st.integers(*side), st.integers(*side)))))
    lowest, highest = _regions(length, ends, threshold)
    assert len(lowest) == len(highest) == length + 1
    other = data.draw(st.integers(*ends.tolist()))
    distance = (100 - threshold) * max(length, other) // 100
    places = np.arange(length + 1)
    first = np.maximum(places - (distance - (other - length)) // 2, 0)
    last = np.minimum(places + (distance + (other - length)) // 2, other)
    assert (lowest <= first * _REGIONS // (other + 1)).all()
    assert (highest >= last * _REGIONS // (other + 1)).all()


def test_most_pairs_are_looked_for_in_half_the_regions() -> None:
    lowest, highest = _regions(200, np.array([190, 200]), 70)
    assert np.mean(highest - lowest + 1) < _REGIONS / 2


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_an_edit_covers_two_missing_pairs_that_are_neighbours(there: list[bool]) -> None:
    rows: Words = np.array(there, np.uint64)[:, np.newaxis] * ~np.uint64(0)
    expected, place = 0, 0
    while place < len(there):
        expected += not there[place]
        place += 1 if there[place] else 2
    assert np.count_nonzero(_covered(rows) == 0) == expected


@pytest.mark.parametrize("seed", range(8))
def test_passes_all_that_are_alike(seed: int) -> None:
    chance = random.Random(seed)
    wanted = "".join(chance.choices(COMMON, k=chance.randrange(40, 200)))
    texts = [edited(wanted, edits, chance) for edits in range(len(wanted))]
    texts += [text[chance.randrange(20) :] + wanted[: chance.randrange(40)] for text in texts]
    ours, alike = filter_of(texts), Levenshtein.normalized_similarity
    for threshold in (70, 75, 90, 100):
        expected = {n for n, text in enumerate(texts) if alike(wanted, text) * 100 >= threshold}
        assert expected <= set(ours.passing(pairs([wanted])[0], threshold).tolist())


def test_passes_hardly_any_that_is_not_alike() -> None:
    chance = random.Random(1)
    texts = ["".join(chance.choices("etaoinshrdlu ", k=160)) for _ in range(2000)]
    assert filter_of(texts).passing(pairs([texts[7]])[0], 70).tolist() == [7]
    assert not len(filter_of(texts).passing(pairs(["e" * 90])[0], 70))
