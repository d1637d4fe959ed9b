from pathlib import Path

from core.segment import State
from services.reporting import words_by_state
from tests.build import make_project, make_segment


def test_words_are_counted_by_state_without_locked_ones(tmp_path: Path) -> None:
    store = make_project(
        tmp_path,
        [
            make_segment("Everyone has the right to life.", "Жизнь"),
            make_segment("No one may be tortured.", "", State.NEW),
            make_segment("Ешкім азапталмауға тиіс.", "", State.NEW, locked=True, language="kk"),
        ],
    )
    [found] = words_by_state(store).values()
    assert {state: words for state, words in found.by_state.items() if words} == {
        State.TRANSLATED: 6, State.NEW: 5,
    }  # fmt: skip
    assert set(found.by_state) == set(State)
    assert (found.total, found.locked) == (11, 1)
    assert [run.language for run in found.runs] == ["en", "kk"]
    store.close()
