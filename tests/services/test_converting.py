"""Scripts are converted as they were shown, in one step; what is closed stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Cancelled, ConflictError, NotAllowedError
from core.history import ChangeKind
from core.language import Script
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import State
from db.store import Store
from services import converting, editing, reviewing
from services.converting import Conversion
from services.memories import Memory, create_memory
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

LATIN = Conversion("uz-Latn", Script.LATIN)
CYRILLIC = Conversion("uz-Latn", Script.CYRILLIC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    targets = ["Суд қарори", "", "Sud qarori", "Қонун", "Модда"]
    made = [make_segment(f"Source {n}.", target) for n, target in enumerate(targets)]
    store = make_project(tmp_path, made)
    yield store
    store.close()


def convert(store: Store, wanted: Conversion = LATIN) -> converting.Preview:
    return converting.preview(segments_of(store), wanted)


def test_what_is_shown_is_stored_as_one_act_and_undone(store: Store) -> None:
    before = segments_of(store)
    found = convert(store)
    assert [change.segment.position for change in found.changes] == [0, 3, 4]
    assert (found.closed, found.doubtful) == (0, 0)
    assert segments_of(store) == before
    act = converting.convert_targets(store, found.changes, TRANSLATOR)
    assert act.kind is ChangeKind.CONVERT
    targets = [segment.target for segment in segments_of(store)]
    assert targets == ["Sud qarori", "", "Sud qarori", "Qonun", "Modda"]
    assert [segment.source for segment in segments_of(store)] == [one.source for one in before]
    last = reviewing.history_of(store, before[0].id)[-1]
    assert (last.kind, last.before.target) == (ChangeKind.CONVERT, "Суд қарори")
    editing.undo(store, act, TRANSLATOR)
    assert [one.target for one in segments_of(store)] == [one.target for one in before]
    assert [one.state for one in segments_of(store)] == [one.state for one in before]


def test_locked_segments_stay_and_are_counted(store: Store) -> None:
    editing.set_locked(store, [segments_of(store)[3]], TRANSLATOR, closed=True)
    found = convert(store)
    assert ([change.segment.position for change in found.changes], found.closed) == ([0, 4], 1)


def test_an_approval_is_lost_and_a_doubtful_text_is_a_draft(store: Store) -> None:
    for number, text in [(0, "Sud qarori"), (2, "Bu aksiya"), (3, "Qonun")]:
        editing.confirm(store, segments_of(store)[number], text, TRANSLATOR)
    reviewing.approve(store, [segments_of(store)[0]], REVIEWER)
    found = convert(store, CYRILLIC)
    assert found.doubtful == 1
    converting.convert_targets(store, found.changes, TRANSLATOR)
    after = segments_of(store)
    assert [after[number].target for number in (0, 2, 3)] == ["Суд қарори", "Бу акция", "Қонун"]
    assert [after[number].state for number in (0, 2, 3)] == [
        State.TRANSLATED,
        State.DRAFT,
        State.TRANSLATED,
    ]


def test_nothing_is_stored_where_somebody_was_quicker(store: Store) -> None:
    found = convert(store)
    editing.set_target(store, segments_of(store)[4], "Боб", TRANSLATOR)
    with pytest.raises(ConflictError):
        converting.convert_targets(store, found.changes, TRANSLATOR)
    assert segments_of(store)[0].target == "Суд қарори"


def test_a_segment_locked_meanwhile_is_refused(store: Store) -> None:
    found = convert(store)
    changes = [
        replace(change, segment=replace(change.segment, locked=True)) for change in found.changes
    ]
    with pytest.raises(NotAllowedError):
        converting.convert_targets(store, changes, TRANSLATOR)


UNITS = [
    TranslationUnit("The court", "Суд", "en", "uz-Cyrl", uid="1", context_before="A"),
    TranslationUnit("The law", "Qonun", "en", "uz-Latn", uid="2"),
    TranslationUnit("Ҳуқуқ", "Право", "uz-Cyrl", "ru", uid="3", context_before="Боб"),
    TranslationUnit("Заң", "Қонун", "kk", "uz-Cyrl", uid="4"),
    TranslationUnit("Заң", "Закон", "kk", "ru", uid="5"),
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    memory = create_memory(tmp_path / "old.tjmem")
    memory.add(UNITS)
    yield memory
    memory.close()


CONVERTED = [
    ("The court", "Sud", "en", "uz-Latn", "A"),
    ("Huquq", "Право", "uz-Latn", "ru", "Bob"),
    ("Заң", "Qonun", "kk", "uz-Latn", ""),
]


def told(memory: Memory) -> list[tuple[str, str, str, str, str]]:
    units = [stored.unit for stored in memory.units()]
    return [
        (one.source, one.target, one.source_language, one.target_language, one.context_before)
        for one in units
    ]


def test_a_memory_is_converted_into_a_new_one(memory: Memory, tmp_path: Path) -> None:
    new = create_memory(tmp_path / "new.tjmem")
    assert len(converting.convert_memory(memory, new, LATIN)) == 3
    assert told(new) == CONVERTED
    assert memory.count() == 5
    new.close()


def test_a_memory_is_converted_beside_the_originals(memory: Memory) -> None:
    seen = converting.preview_memory(memory, LATIN, 2)
    assert len(converting.convert_memory(memory, memory, LATIN)) == 3
    assert told(memory)[5:] == CONVERTED
    assert [other for _unit, other in seen] == [each.unit for each in memory.units()][5:7]
    assert all(unit in UNITS for unit, _other in seen)
    assert [stored.unit for stored in memory.units()][:5] == UNITS


def test_what_was_converted_already_is_not_added_again(memory: Memory, tmp_path: Path) -> None:
    new = create_memory(tmp_path / "new.tjmem")
    for into in (memory, new):
        assert len(converting.convert_memory(memory, into, LATIN)) == 3
        assert len(converting.convert_memory(memory, into, LATIN)) == 0
    assert (memory.count(), new.count()) == (8, 3)
    assert converting.count_new(memory, LATIN) == 0
    new.close()


def test_what_would_be_added_is_counted(memory: Memory) -> None:
    assert converting.count_new(memory, LATIN) == 3
    assert memory.count() == 5


def test_a_cancelled_conversion_adds_nothing(memory: Memory) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        converting.convert_memory(memory, memory, LATIN, progress)
    assert memory.count() == 5


def test_a_kazakh_memory_takes_the_alphabet_that_is_wanted(tmp_path: Path) -> None:
    memory = create_memory(tmp_path / "kk.tjmem")
    memory.add([TranslationUnit("Law", "Заң", "en", "kk")])
    converting.convert_memory(memory, memory, Conversion("kk", Script.LATIN, "2018"))
    assert told(memory)[1][1:4] == ("Zań", "en", "kk-Latn")
    memory.close()
