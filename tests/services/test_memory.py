from collections.abc import Iterator
from pathlib import Path

import pytest

from core.memory.unit import TranslationUnit
from core.segment import State
from db import memory as db_memory
from db.store import Store
from services import editing, memory, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, add_document, make_project, make_segment, segments_of

PARTS = [
    make_segment("One.", "Бір.", State.REVIEWED),
    make_segment("Two.", "", State.NEW),
    make_segment("Үш.", "", State.NEW, locked=True, language="kk"),
    make_segment("Four.", "Төрт.", State.TRANSLATED, locked=True),
    make_segment("Five.", "Бес.", State.DRAFT, note="A number."),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, PARTS, target_language="kk")
    yield made
    made.close()


def test_units_from_a_state_up(store: Store) -> None:
    def sources(state: State) -> list[str]:
        return [unit.source for unit in memory.units(store, state)]

    assert memory.units(store) == memory.units(store, State.TRANSLATED)
    assert sources(State.TRANSLATED) == ["One.", "Four."]
    assert sources(State.NEW) == ["One.", "Two.", "Four.", "Five."]
    assert sources(State.DRAFT) == ["One.", "Four.", "Five."]
    assert sources(State.FINAL) == []


def test_units_know_their_neighbours_document_and_notes(store: Store) -> None:
    first, _, fourth, fifth = memory.units(store, State.NEW)
    assert (first.context_before, first.context_after) == ("", "Two.")
    assert (fourth.context_before, fourth.context_after) == ("Үш.", "Five.")
    assert (fifth.document, fifth.notes) == ("text.txt", ("A number.",))


def test_units_of_one_document(store: Store) -> None:
    other = add_document(store, [make_segment("Six.", "Алты.")], "other.txt")
    assert [unit.source for unit in memory.units(store, State.NEW, other.id)] == ["Six."]
    assert len(memory.units(store, State.NEW)) == 5


def test_who_gave_the_first_target_and_who_changed_it_last(store: Store) -> None:
    first, second = segments_of(store)[:2]
    [second] = editing.confirm(store, second, "Екі.", REVIEWER).after
    [second] = editing.set_target(store, second, "Екеу.", TRANSLATOR).after
    editing.set_target(store, first, "Біреу.", REVIEWER)
    one, two, four, _ = memory.units(store, State.NEW)
    # What came with the document is of the person who imported it.
    assert (one.author, one.created, one.changed_by) == (
        TRANSLATOR.name, "2026-11-22T10:15:00Z", REVIEWER.name,
    )  # fmt: skip
    history = reviewing.history_of(store, second.id)
    assert (two.author, two.created) == (REVIEWER.name, history[0].at)
    assert (two.changed_by, two.changed) == (TRANSLATOR.name, history[1].at)
    assert (four.author, four.changed_by, four.changed) == (TRANSLATOR.name, "", "")


def test_names_of_units_differ_between_projects(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_project(tmp_path / "other", PARTS, name="another.terjiman", target_language="kk")
    names = [{unit.uid for unit in memory.units(each, State.NEW)} for each in (store, other)]
    assert len(names[0] | names[1]) == 8
    other.close()


def test_everything_is_what_is_confirmed_and_what_came_from_outside(store: Store) -> None:
    unit = TranslationUnit("Six.", "Алты.", "en", "kk", uid="1")
    with store.transaction() as session:
        db_memory.add(session, projects.project_of(store).id, [unit, unit])
    assert [found.source for found in memory.everything(store)] == ["One.", "Four.", "Six.", "Six."]
