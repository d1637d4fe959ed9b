"""Units met before are told, however many came between."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory import digests
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


@given(UNITS, UNITS, st.booleans())
def test_the_first_of_each_kind_is_fresh(
    before: list[TranslationUnit], units: list[TranslationUnit], by_text: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "_BATCH", 2)
        seen = Seen()
        answers = [*seen.fresh(before, by_text=by_text), *seen.fresh(units, by_text=by_text)]
    met: set[TranslationUnit] = set()
    for (unit, is_new), given_ in zip(answers, before + units, strict=True):
        assert unit is given_
        kind = replace(unit, author="") if by_text else unit
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
