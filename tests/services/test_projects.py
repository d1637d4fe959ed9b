"""A project is made wholly or not at all, found by its name, and says how far it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.engine import EngineSettings
from core.errors import DamagedStoreError, ExpectedError, ExportError, StoreError
from core.history import Act
from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings, Propagation
from core.segment import State
from db import projects as rows
from services import editing, projects
from tests.build import TRANSLATOR, add_document, make_project, make_segment, segments_of


def test_a_project_is_made_and_opened_again(tmp_path: Path) -> None:
    store, made = projects.create(tmp_path / "Шартнома", "uz-Cyrl", "en", "Шартнома 2026")
    store.close()
    assert store.path == tmp_path / "Шартнома.terjiman"
    for spelled in (store.path, tmp_path / "Шартнома"):
        store, found = projects.open_project(spelled)
        assert found == made
        store.close()
    assert (made.source_language, made.target_language) == ("uz-Cyrl", "en")
    assert not made.self_approval


def test_a_path_with_an_ending_stays_as_it_is(tmp_path: Path) -> None:
    store, made = projects.create(tmp_path / "act.12", "en", "ru")
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["act.12"]
    assert made.name == "act"


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [("en", "en", "are the same"), ("en", "de", "not one of the languages")],
)
def test_languages_that_will_not_do(source: str, target: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match=words):
        projects.create(tmp_path / "new", source, target)
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rows, "add", stop)
    with pytest.raises(KeyboardInterrupt):
        projects.create(tmp_path / "new", "en", "ru")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_project_is_closed_again(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DELETE FROM projects")
        connection.commit()
    for _ in range(2):
        with pytest.raises(StoreError, match="holds no project"):
            projects.open_project(store.path)
    assert [path.name for path in tmp_path.iterdir()] == [store.path.name]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE projects SET uid = x'00ff'",
        "UPDATE projects SET matching = '{'",
        "UPDATE projects SET matching = '[]'",
        """UPDATE projects SET matching = '{"penalties": {"luck": 1}}'""",
        """UPDATE projects SET matching = '{"propagation": "sideways"}'""",
        """INSERT INTO projects SELECT id + 1, name, source_language, target_language, created,
            self_approval, engine_name, engine_url, matching, uid FROM projects""",
    ],
)
def test_what_a_file_says_of_its_project_may_make_no_sense(tmp_path: Path, damage: str) -> None:
    store = make_project(tmp_path)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(damage)
        connection.commit()
    with pytest.raises(DamagedStoreError, match="cannot be understood"):
        memory_settings(store.path)


def memory_settings(path: Path) -> object:
    with closing(projects.open_project(path)[0]) as store, store.reading() as session:
        return rows.matching(session, rows.only(session).id)


def test_status_counts_what_is_to_do(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment("First."), make_segment("Second.", "Второе.")])
    add_document(store, [make_segment("Third."), make_segment("—", locked=True)], "other.txt")
    editing.set_target(store, segments_of(store)[0], "Пер", TRANSLATOR)
    status = projects.status(store)
    assert [(found.document.name, found.counts) for found in status.documents] == [
        ("text.txt", {State.DRAFT: 1, State.TRANSLATED: 1}),
        ("other.txt", {State.NEW: 1}),
    ]
    assert status.counts == dict.fromkeys(State, 0) | {
        State.NEW: 1,
        State.DRAFT: 1,
        State.TRANSLATED: 1,
    }
    assert status.units == 0
    store.close()


def test_the_status_after_an_act_is_what_would_be_counted(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment("First."), make_segment("Second.", "Второе.")])
    add_document(store, [make_segment("Third."), make_segment("—", locked=True)], "other.txt")
    status = projects.status(store)
    first, second = segments_of(store)
    third, closed = segments_of(store, 1)
    acts: tuple[Callable[[], Act], ...] = (
        lambda: editing.confirm(store, first, "Первое.", TRANSLATOR),
        lambda: editing.set_locked(store, [second, third], TRANSLATOR, closed=True),
        lambda: editing.set_locked(store, [closed], TRANSLATOR, closed=False),
    )
    for do in acts:
        act = do()
        status = status.after(zip(act.before, act.after, strict=True))
        assert status == projects.status(store)
    store.close()


@pytest.mark.parametrize("done", [0, 250, 400])
def test_the_first_look_at_a_document_is_a_part_of_it(tmp_path: Path, done: int) -> None:
    store = make_project(tmp_path, [make_segment("Another.")])
    made = [make_segment(f"Article {n}.", "Статья." if n < done else "") for n in range(400)]
    document = add_document(store, made, "long.txt")
    whole = projects.open_document(store, document.id)
    start = done % 400  # where all is done, work goes on at the top
    found = projects.first_look(store, document.id)
    assert found.document == whole.document
    assert found.segments == whole.segments[max(0, start - 100) : start + 101]
    store.close()


def test_a_damaged_document_has_no_first_look(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment("First.")])
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE segments SET state = 'nowhere'")
        connection.commit()
    store, _ = projects.open_project(store.path)
    assert projects.first_look(store, 1).segments == ()
    store.close()


def test_text_that_changed_on_disk_is_noticed(tmp_path: Path) -> None:
    store = make_project(
        tmp_path, [make_segment(f"Article {n}.", f"Статья {n}.") for n in range(5)]
    )
    assert projects.open_document(store, 1).damaged == ()
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE segments SET target = 'Статья 9.' WHERE position = 1")
        connection.execute("UPDATE segments SET source = 'Article 3' WHERE position = 3")
        connection.commit()
    store, _ = projects.open_project(store.path)
    opened = projects.open_document(store, 1)
    assert opened.damaged == (1, 3)
    assert list(opened.segments) == segments_of(store)
    store.close()


def test_a_window_gets_the_first_document_with_the_project(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    store.close()
    opened = projects.open_with_document(store.path)
    assert opened.first is None
    add_document(opened.store, [make_segment("First.")])
    opened.store.close()
    opened = projects.open_with_document(store.path, read_only=True)
    assert opened.first
    assert [segment.source for segment in opened.first.segments] == ["First."]
    opened.store.close()


def test_settings_are_kept(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    assert projects.engine_settings(store) == EngineSettings("")
    wanted = EngineSettings("libretranslate", "http://localhost:5000", True)
    projects.choose_engine(store, wanted)
    assert projects.allow_self_approval(store, allowed=True).self_approval
    store.close()
    store, project = projects.open_project(store.path)
    assert projects.engine_settings(store) == wanted
    assert project.self_approval
    store.close()


def test_consent_does_not_travel_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_project(tmp_path)
    projects.choose_engine(store, EngineSettings("mymemory", on=True))
    assert projects.engine_settings(store).on
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "another computer"))
    assert projects.engine_settings(store) == EngineSettings("mymemory", on=False)
    projects.choose_engine(store, EngineSettings("mymemory", on=True))
    assert projects.engine_settings(store).on
    store.close()


def test_consent_is_for_one_engine_at_one_address_in_one_project(tmp_path: Path) -> None:
    given = EngineSettings("libretranslate", "https://mine.example.org", on=True)
    store = make_project(tmp_path)
    projects.choose_engine(store, given)
    for name, url in (("google", given.url), ("libretranslate", "https://theirs.example.org")):
        with store.transaction() as session:
            stored = EngineSettings(name, url)
            rows.set_engine_settings(session, projects.project_of(store).id, stored)
        assert not projects.engine_settings(store).on
    other = make_project(tmp_path, name="other.terjiman")
    projects.choose_engine(other, replace(given, on=False))
    assert not projects.engine_settings(other).on
    other.close()
    store.close()


def test_consent_is_withdrawn(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    for on in (True, False, False, True):
        projects.choose_engine(store, EngineSettings("google", on=on))
        assert projects.engine_settings(store).on is on
    store.close()


def test_consent_that_cannot_be_kept_is_not_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    store = make_project(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(ExportError):
        projects.choose_engine(store, EngineSettings("google", on=True))
    assert projects.engine_settings(store) == EngineSettings("")
    store.close()


def test_settings_of_matches_are_as_usual_until_they_are_chosen(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    assert projects.matching_settings(store) == MatchingSettings()
    wanted = MatchingSettings(PenaltySettings(machine=30, tags=0), Propagation.OFF)
    projects.choose_matching(store, wanted)
    store.close()
    store, _ = projects.open_project(store.path)
    assert projects.matching_settings(store) == wanted
    store.close()
