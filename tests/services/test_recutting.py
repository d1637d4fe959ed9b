"""A sentence that was cut in two is joined again, undoably, and not cut so any more."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Cancelled, NotAllowedError, StoreError
from core.history import Act, ChangeKind
from core.people import Person, Role
from core.progress import Progress
from core.segment import Origin, OriginKind, Segment, State
from db.glimpse import glimpse
from services import (
    editing,
    exporting,
    importing,
    memory,
    projects,
    recutting,
    reviewing,
    segmenting,
)
from services.store import Store
from tests.build import segments_of

PERSON = Person("Aigul", Role.TRANSLATOR)
TEXT = (
    "Бірінші қолд. екінші.  Соңғы сөйлем.\n"
    "Қараңыз: қолд.  Бұл жаңа сөйлем. Тағы қолд. Үшінші сөйлем.\n"
    "Қолд. Жоқ.\nҚолд. Бар.\n"
)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of settings for each test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A project with a Kazakh text that was cut after “қолд.” wrongly."""
    made, _project = projects.create(tmp_path / "p.terjiman", "kk", "ru")
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    importing.import_file(made, text, PERSON)
    yield made
    made.close()


def sources(store: Store) -> list[str]:
    return [segment.source for segment in segments_of(store)]


def find(store: Store, source: str) -> Segment:
    return next(segment for segment in segments_of(store) if segment.source == source)


def never(store: Store, words: str = "қолд.") -> Act:
    document = segments_of(store)[0].document_id
    return recutting.never_break_after(store, document, words, "kk", PERSON)


BEFORE = [
    "Бірінші қолд. екінші.", "Соңғы сөйлем.",
    "Қараңыз: қолд.", "Бұл жаңа сөйлем.", "Тағы қолд.", "Үшінші сөйлем.",
    "Қолд.", "Жоқ.", "Қолд.", "Бар.",
]  # fmt: skip
AFTER = [
    "Бірінші қолд. екінші.", "Соңғы сөйлем.",
    "Қараңыз: қолд.  Бұл жаңа сөйлем.", "Тағы қолд. Үшінші сөйлем.",
    "Қолд.", "Жоқ.", "Қолд.", "Бар.",
]  # fmt: skip


def test_what_nobody_confirmed_is_joined_and_comes_apart_again(store: Store) -> None:
    assert sources(store) == BEFORE
    act = never(store)
    assert sources(store) == AFTER
    assert [segment.position for segment in segments_of(store)] == list(range(len(AFTER)))
    joined = find(store, AFTER[2])
    begin, end = map(int, joined.key.split("-"))
    assert TEXT[begin:end] == joined.source
    kinds = [change.kind for change in reviewing.history_of(store, joined.id)]
    assert kinds == [ChangeKind.JOIN]
    editing.undo(store, act, PERSON)
    assert sources(store) == BEFORE
    assert [segment.position for segment in segments_of(store)] == list(range(len(BEFORE)))
    editing.redo(store, act, PERSON)
    assert sources(store) == AFTER


def test_the_next_import_is_cut_so_at_once(store: Store, tmp_path: Path) -> None:
    never(store)
    text = tmp_path / "next.txt"
    text.write_text("Тағы қолд. Үшінші сөйлем.", encoding="utf-8")
    importing.import_file(store, text, PERSON)
    assert [segment.source for segment in segments_of(store, 1)] == ["Тағы қолд. Үшінші сөйлем."]


def test_what_somebody_confirmed_or_locked_stays(store: Store) -> None:
    editing.confirm(store, find(store, "Қараңыз: қолд."), "См. подп.", PERSON)
    editing.set_locked(store, [find(store, "Үшінші сөйлем.")], PERSON, closed=True)
    never(store)
    assert sources(store) == BEFORE
    assert segmenting.own_rules()


def test_where_nothing_can_be_joined_no_rule_is_kept(store: Store) -> None:
    with contextlib.closing(projects.open_project(store.path, read_only=True)[0]) as to_read:
        with pytest.raises(StoreError, match="open to read"):
            never(to_read)
        assert segmenting.own_rules() == {}
        assert sources(to_read) == BEFORE


def test_what_has_comments_is_taken_into_no_other(store: Store) -> None:
    reviewing.comment(store, find(store, "Үшінші сөйлем.").id, "Неге?", PERSON)
    reviewing.comment(store, find(store, "Қараңыз: қолд.").id, "Қайда?", PERSON)
    never(store)
    assert sources(store) == [*AFTER[:3], "Тағы қолд.", "Үшінші сөйлем.", *AFTER[4:]]
    joined = find(store, AFTER[2])
    assert [comment.text for comment in reviewing.comments_of(store, joined.id)] == ["Қайда?"]


def test_spaces_that_do_not_break_are_spaces_in_the_words_too(store: Store, tmp_path: Path) -> None:
    text = tmp_path / "next.txt"
    text.write_text("Бұл\u00a0қолд. Жаңа. Бұл қолд. Жаңа.", encoding="utf-8")
    importing.import_file(store, text, PERSON)
    cut = segments_of(store, 1)
    assert [segment.source for segment in cut][:2] == ["Бұл\u00a0қолд.", "Жаңа."]
    recutting.never_break_after(store, cut[0].document_id, "Бұл\u00a0қолд.", "kk", PERSON)
    assert segments_of(store, 1)[0].source == "Бұл\u00a0қолд. Жаңа."
    assert segmenting.segment("Бұл қолд. Жаңа.", "kk") == ["Бұл қолд. Жаңа."]


def test_drafts_are_joined_with_their_targets(store: Store) -> None:
    machine = Origin(OriginKind.MACHINE, None, "x")
    editing.set_target(store, find(store, "Қараңыз: қолд."), "См.: подп.", PERSON, machine)
    editing.set_target(store, find(store, "Бұл жаңа сөйлем."), "Это новое.", PERSON)
    never(store)
    joined = find(store, AFTER[2])
    assert (joined.target, joined.state) == ("См.: подп. Это новое.", State.DRAFT)
    assert joined.origin == machine


def test_everything_knows_the_joined_ones_only(store: Store, tmp_path: Path) -> None:
    never(store)
    (status,) = projects.status(store).documents
    assert sum(status.counts.values()) == len(AFTER)
    editing.confirm(store, find(store, AFTER[2]), "См. подп. Это новое.", PERSON)
    (unit,) = memory.units(store)
    assert (unit.context_before, unit.context_after) == (AFTER[1], AFTER[3])
    exporting.export(store, "tmx", tmp_path / "out.tmx")
    path = store.path
    store.close()
    seen = glimpse(path)
    assert seen
    assert [segment.source for segment in seen.segments] == AFTER
    opened = projects.open_with_document(path)
    assert opened.first
    assert not opened.first.damaged
    assert seen.segments == opened.first.segments
    opened.store.close()


@pytest.mark.parametrize(
    ("source", "words"),
    [("Қараңыз: қолд.", "қолд."), ("Шығын 5 т.б.", "т.б."), ("см. т. е.", "т. е."), ("5)", "")],
)
def test_the_words_before_a_break_are_proposed(source: str, words: str) -> None:
    assert recutting.words_before_break(Segment(1, 1, 0, "0-1", source)) == words


def test_a_document_that_came_in_segments_is_left(store: Store, tmp_path: Path) -> None:
    po = tmp_path / "a.po"
    po.write_text('msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgid "қолд."\nmsgstr ""\n', "utf-8")
    importing.import_file(store, po, PERSON)
    document = segments_of(store, 1)[0].document_id
    with pytest.raises(NotAllowedError, match="segments already"):
        recutting.never_break_after(store, document, "қолд.", "kk", PERSON)


def test_what_is_cancelled_leaves_neither_a_rule_nor_a_join(store: Store) -> None:
    progress, rules = Progress(), segmenting.own_rules()
    progress.cancel()
    document = segments_of(store)[0].document_id
    with pytest.raises(Cancelled):
        recutting.never_break_after(store, document, "қолд.", "kk", PERSON, progress)
    assert sources(store) == BEFORE
    assert segmenting.own_rules() == rules
