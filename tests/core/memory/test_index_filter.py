import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.memory.index_filter import (
    Grams,
    QGramFilter,
    _halves,
    _regions,
    q_gram_classes,
)
from core.memory.index_measure import distance_within, lengths_within
from core.progress import Progress


@given(st.integers(1, 400), st.integers(50, 100), st.integers(1, 2), st.data())
def test_a_q_gram_cannot_leave_the_half_it_is_looked_for_in(
    length: int, threshold: int, q: int, data: st.DataObject
) -> None:
    least, greatest = lengths_within(length, threshold)
    first = data.draw(st.integers(least, greatest))
    others = np.arange(first, data.draw(st.integers(first, greatest)) + 1)
    distance = distance_within(np.maximum(others, length), threshold)
    regions = _regions(length + q - 1, length, others, distance)
    assert len(regions) == length + q - 1
    for region in set(regions.tolist()) - {0}:
        places = np.flatnonzero(regions == region)
        for other, farthest in zip(others.tolist(), distance.tolist(), strict=True):
            half = _halves(other + q - 1)[region - 1]
            backward = (farthest - (other - length)) // 2
            forward = (farthest + (other - length)) // 2
            assert half.start <= max(places[0] - backward, 0)
            assert min(places[-1] + forward, other + q - 2) < half.stop


def test_most_q_grams_of_a_long_text_are_looked_for_in_one_half() -> None:
    others = np.arange(95, 106)
    regions = _regions(101, 100, others, distance_within(np.maximum(others, 100), 70))
    assert np.bincount(regions).tolist() == [13, 35, 18, 35]


def test_passes_hardly_any_that_is_not_alike() -> None:
    random = np.random.default_rng(1)
    texts = random.integers(1, 200, (2000, 99))
    grams = q_gram_classes(texts[:, :-1], texts[:, 1:])
    lengths = np.full(2000, 97)
    for places in (False, True):
        kind = Grams(2, rows=1024, places=places)
        ours = QGramFilter.of(kind, np.arange(2000), lengths, grams.__getitem__, Progress())
        assert ours.passing(97, grams[7], 0, 70).tolist() == [7]
