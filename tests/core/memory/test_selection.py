"""A filter means the same for units anywhere as for those of a memory file."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.memory.memories import UnitFilter
from core.memory.selection import passes
from core.memory.unit import TranslationUnit
from core.segment import State
from services.memories import create_memory

DATES = st.sampled_from(
    ["", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-11-22T10:15:00Z"]
)
NAMES = st.sampled_from(["", "anna", "Ербол"])
PARTS = st.sampled_from(["", "Ann", "ЕРБОЛ", "бо", "nn", "Anna Ербол", " "])
LANGUAGES = ["en", "ru", "kk", "uz-Latn", "uz-Cyrl", "fr-CA"]
UNITS = st.builds(
    TranslationUnit,
    st.sampled_from(["Court", "the court's act", "x"]),
    st.sampled_from(["Сот", "Қаулы", "сот актісі"]),
    st.sampled_from(LANGUAGES),
    st.sampled_from(LANGUAGES),
    state=st.sampled_from(State),
    author=NAMES,
    created=DATES,
    changed_by=NAMES,
    changed=DATES,
    document=st.sampled_from(["", "act.txt"]),
)
FILTERS = st.builds(
    UnitFilter,
    st.sampled_from(["", *LANGUAGES, "fr"]),
    st.sampled_from(["", *LANGUAGES]),
    st.none() | st.sampled_from(State),
    PARTS,
    st.sampled_from(["", "act.txt", "ACT", "t.t", "fact"]),
    st.sampled_from(["", "2026", "2026-01-01"]),
    st.sampled_from(["", "2025", "2026-01-01", "2026-11-22T10:15:00Z"]),
    st.sampled_from(["", "COURT", "сот"]),
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(UNITS, max_size=20), st.lists(FILTERS, min_size=1, max_size=5))
def test_both_ways_of_asking_agree(
    tmp_path: Path, units: list[TranslationUnit], filters: list[UnitFilter]
) -> None:
    path = tmp_path / "a.memory"
    path.unlink(missing_ok=True)
    memory = create_memory(path)
    memory.add(units)
    for wanted in filters:
        assert [each.unit for each in memory.units(wanted)] == [
            unit for unit in units if passes(unit, wanted)
        ]
    memory.close()
