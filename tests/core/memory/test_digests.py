"""Units met before are told, however many came between."""

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.memory.digests import Repetitions, Seen
from core.memory.unit import TranslationUnit

UNITS = st.lists(
    st.builds(
        TranslationUnit,
        st.sampled_from("abc"),
        st.sampled_from("xyz"),
        st.sampled_from(["en", "ru"]),
        st.just("kk"),
        author=st.sampled_from(["", "anna"]),
    )
)


@given(UNITS, UNITS)
def test_the_first_of_each_kind_is_fresh(
    before: list[TranslationUnit], units: list[TranslationUnit]
) -> None:
    seen, kinds = Seen(), [*before, *units]
    batches = [kinds[start : start + 2] for start in range(0, len(kinds), 2)]
    answers = [is_new for batch in batches for is_new in seen.fresh(map(hash, batch))]
    met: set[TranslationUnit] = set()
    for kind, is_new in zip(kinds, answers, strict=True):
        assert is_new is (kind not in met)
        met.add(kind)


@given(UNITS)
def test_repetitions_are_counted(units: list[TranslationUnit]) -> None:
    repetitions = Repetitions()
    for unit in units:
        repetitions.add(unit)
    texts = {replace(unit, author="") for unit in units}
    targets = defaultdict(set)
    for unit in texts:
        targets[unit.source, unit.source_language].add(unit.target)
    assert repetitions.counts() == (
        len(units) - len(texts),
        len(units) - len(set(units)),
        sum(len(some) > 1 for some in targets.values()),
    )
