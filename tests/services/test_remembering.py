"""What is confirmed in a project goes into its writable memories, whatever is done and undone."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from core.segment import Segment
from db.store import Store
from services import editing, memories, reviewing
from services.memories import create_memory, open_memory
from services.remembering import Remembering
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

SOURCES = ["The court sits.", "The judge rises.", "All are equal."]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, [make_segment(source, note="Art. 1") for source in SOURCES])
    yield made
    made.close()


@pytest.fixture
def path(store: Store, tmp_path: Path) -> Path:
    """A memory that the project writes to."""
    path = tmp_path / "law.memory"
    create_memory(path).close()
    memories.attach(store, AttachedMemory(str(path), "Law", writable=True))
    return path


@pytest.fixture
def remembering(store: Store) -> Iterator[Remembering]:
    made = Remembering(store)
    yield made
    made.close()


def units(path: Path) -> list[TranslationUnit]:
    with closing(open_memory(path, read_only=True)) as memory:
        return [stored.unit for stored in memory.units()]


def targets(path: Path) -> list[str]:
    return [unit.target for unit in units(path)]


def confirm(store: Store, segment: Segment, text: str) -> Segment:
    return editing.confirm(store, segment, text, TRANSLATOR).after[0]


def test_a_unit_knows_who_when_and_where(
    store: Store, path: Path, remembering: Remembering
) -> None:
    second = confirm(store, segments_of(store)[1], "Судья встаёт.")
    assert remembering.follow([second]) == []
    [unit] = units(path)
    [change] = reviewing.history_of(store, second.id)
    assert (unit.source, unit.target) == ("The judge rises.", "Судья встаёт.")
    assert (unit.source_language, unit.target_language) == ("en", "ru")
    assert (unit.author, unit.created) == (TRANSLATOR.name, change.at)
    assert (unit.changed_by, unit.changed) == (TRANSLATOR.name, change.at)
    assert (unit.document, unit.notes) == ("text.txt", ("Art. 1",))
    assert (unit.context_before, unit.context_after) == (SOURCES[0], SOURCES[2])


def test_every_act_leaves_the_present_state(
    store: Store, path: Path, remembering: Remembering
) -> None:
    first = segments_of(store)[0]
    confirmed = editing.confirm(store, first, "Суд заседает.", TRANSLATOR)
    remembering.follow(confirmed.after)
    remembering.follow(confirmed.after)
    assert targets(path) == ["Суд заседает."]

    remembering.follow(editing.undo(store, confirmed, TRANSLATOR))
    assert targets(path) == []
    [now] = editing.redo(store, confirmed, TRANSLATOR)
    remembering.follow([now])
    assert targets(path) == ["Суд заседает."]

    now = confirm(store, now, "Суд идёт.")
    remembering.follow([now])
    assert targets(path) == ["Суд идёт."]

    back = reviewing.send_back(store, now, "Не так.", REVIEWER)
    remembering.follow(back.after)
    assert targets(path) == []


def test_many_segments_at_once(store: Store, path: Path, remembering: Remembering) -> None:
    done = [confirm(store, segment, f"{segment.position}") for segment in segments_of(store)]
    remembering.follow(done)
    assert targets(path) == ["0", "1", "2"]


def test_what_is_confirmed_without_memory_stays_in_the_project(
    store: Store, path: Path, remembering: Remembering
) -> None:
    first = confirm(store, segments_of(store)[0], "Суд заседает.")
    remembering.follow([first])
    act = editing.confirm(store, first, "Без памяти.", TRANSLATOR)
    remembering.follow(act.after, send=False)
    assert targets(path) == []
    remembering.follow(editing.undo(store, act, TRANSLATOR))
    assert targets(path) == ["Суд заседает."]
    [again] = editing.redo(store, act, TRANSLATOR)
    remembering.follow([again])
    assert targets(path) == []
    remembering.follow([confirm(store, again, "С памятью.")])
    assert targets(path) == ["С памятью."]


def test_only_writable_memories_that_are_in_use_receive(
    store: Store, path: Path, remembering: Remembering, tmp_path: Path
) -> None:
    other = tmp_path / "other.memory"
    create_memory(other).close()
    memories.attach(store, AttachedMemory(str(other), "Other"))
    first, second, third = segments_of(store)
    remembering.follow([confirm(store, first, "Один")])
    [law, _] = memories.attached(store)
    memories.change_attached(store, replace(law, enabled=False))
    remembering.follow([confirm(store, second, "Два")])
    memories.change_attached(store, replace(law, writable=False))
    remembering.follow([confirm(store, third, "Три")])
    assert targets(path) == ["Один"]
    assert targets(other) == []


def test_what_a_memory_cannot_take_waits_for_the_next_change(
    store: Store, path: Path, remembering: Remembering
) -> None:
    hidden = path.with_name("hidden")
    path.rename(hidden)
    first, second, _ = segments_of(store)
    [told] = remembering.follow([confirm(store, first, "Суд")])
    assert "cannot be opened" in told
    assert "kept in the project" in told
    assert segments_of(store)[0].target == "Суд"
    hidden.rename(path)
    assert remembering.follow([confirm(store, second, "Судья")]) == []
    assert sorted(targets(path)) == ["Суд", "Судья"]
    assert remembering.close() == []


def test_what_never_could_be_written_is_said_at_the_end(
    store: Store, path: Path, remembering: Remembering
) -> None:
    path.unlink()
    remembering.follow([confirm(store, segments_of(store)[0], "Суд")])
    [told] = remembering.close()
    assert "1 unit could not be written to “law.memory”" in told


def test_without_memories_nothing_happens(store: Store, remembering: Remembering) -> None:
    assert remembering.follow([confirm(store, segments_of(store)[0], "Суд")]) == []
