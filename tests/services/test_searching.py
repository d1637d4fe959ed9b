import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest

from core.concordance import Concordance, Phrase, Side
from core.errors import Cancelled, StoreError
from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import State
from db import memory as outside
from db import projects
from db.store import Store
from services import editing, memories, memory_texts
from services.memories import Memory
from services.searching import COUNTED, Searcher, search_memory
from tests.build import TRANSLATOR, add_document, make_project, make_segment, segments_of

SOURCES = ["The court hears the case.", "Nobody is a slave.", "Courts are open."]
TARGETS = ["Суд рассматривает дело.", "", "Суды открыты."]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is kept for the next time goes into a folder of the test."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_names, **_options: folder)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    pairs = zip(SOURCES, TARGETS, strict=True)
    made = make_project(tmp_path, [make_segment(*pair) for pair in pairs])
    yield made
    made.close()


@pytest.fixture
def searcher(store: Store) -> Iterator[Searcher]:
    made = Searcher(store)
    yield made
    made.close()


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = memories.create_memory(tmp_path / "legal.tm", "Legal")
    made.add(unit(f"Court {n}", f"Суд {n}", changed=f"2026-11-{n:02}") for n in range(1, 6))
    yield made
    made.close()


def unit(source: str, target: str, **others: str) -> TranslationUnit:
    return TranslationUnit(source, target, "en", "ru", **others)  # type: ignore[arg-type]


def attach(store: Store, memory: Memory) -> AttachedMemory:
    return memories.attach(store, AttachedMemory(str(memory.path), "Legal", writable=True))


def sources(found: Concordance) -> list[str]:
    return [hit.unit.source for hit in found.hits]


# -- the project ------------------------------------------------------------------------------


def test_segments_are_found_with_their_neighbours(searcher: Searcher) -> None:
    found = searcher.search(Phrase("court"))
    assert sources(found) == [SOURCES[2], SOURCES[0]]
    assert (found.total, found.is_more) == (2, False)
    last = found.hits[0]
    assert (last.unit.context_before, last.unit.context_after) == (SOURCES[1], "")
    assert (last.segment_id, last.document_id, last.unit.document) == (3, 1, "text.txt")
    assert (
        last.unit.source[slice(last.source_places[0].start, last.source_places[0].end)] == "Court"
    )


def test_a_phrase_is_looked_for_on_one_side_or_on_both(searcher: Searcher) -> None:
    assert len(searcher.search(Phrase("суд")).hits) == 2
    assert searcher.search(Phrase("суд", Side.SOURCE)).hits == ()
    assert sources(searcher.search(Phrase("суд", Side.TARGET, whole_words=True))) == [SOURCES[0]]


def test_what_is_not_translated_answers_nothing(searcher: Searcher) -> None:
    assert searcher.search(Phrase("slave")).hits == ()


def test_an_empty_phrase_finds_nothing(searcher: Searcher) -> None:
    assert searcher.search(Phrase(" \u00a0")) == Concordance(Phrase(" \u00a0"))


def test_drafts_are_found_unless_confirmed_ones_are_wanted(
    store: Store, searcher: Searcher
) -> None:
    editing.set_target(store, segments_of(store)[1], "Никто не раб.", TRANSLATOR)
    assert sources(searcher.search(Phrase("slave"))) == [SOURCES[1]]
    assert searcher.search(Phrase("slave"), confirmed_only=True).hits == ()
    editing.confirm(store, segments_of(store)[1], "Никто не раб.", TRANSLATOR)
    (hit,) = searcher.search(Phrase("slave"), confirmed_only=True).hits
    assert (hit.unit.changed_by, hit.unit.state) == (TRANSLATOR.name, State.TRANSLATED)


def test_the_search_follows_changes_undo_and_new_documents(
    store: Store, searcher: Searcher
) -> None:
    assert len(searcher.search(Phrase("открыт")).hits) == 1
    act = editing.set_target(store, segments_of(store)[2], "Суды доступны.", TRANSLATOR)
    assert searcher.search(Phrase("открыт")).hits == ()
    assert len(searcher.search(Phrase("доступн")).hits) == 1
    editing.undo(store, act, TRANSLATOR)
    assert len(searcher.search(Phrase("открыт")).hits) == 1
    add_document(store, [make_segment("An open court.", "Открытый суд.")], "other.txt")
    assert len(searcher.search(Phrase("открыт")).hits) == 2


def test_units_from_outside_are_found(store: Store, searcher: Searcher) -> None:
    assert searcher.search(Phrase("tribunal")).hits == ()
    with store.transaction() as session:
        project = projects.only(session)
        outside.add(session, project.id, [unit("A tribunal", "Трибунал"), unit("x", "y")])
    (hit,) = searcher.search(Phrase("tribunal")).hits
    assert (hit.unit.target, hit.segment_id, hit.memory) == ("Трибунал", 0, "")


def test_units_from_outside_that_are_gone_are_found_no_more(
    store: Store, searcher: Searcher
) -> None:
    def found(text: str) -> list[str]:
        return sources(searcher.search(Phrase(text)))

    def exchange(gone: list[int], *new: str) -> None:
        with store.transaction() as session:
            outside.delete(session, gone)
            outside.add(session, projects.only(session).id, [unit(text, "x") for text in new])

    exchange([], "A tribunal", "A chamber", "A bench")
    assert found("tribunal") == ["A tribunal"]
    exchange([1])
    assert found("tribunal") == []
    exchange([3], "A bar")  # it gets the number of the one that went
    assert found("bench") == []
    assert found("bar") == ["A bar"]
    exchange([2, 3], "A seat", "A dock", "A gavel")
    assert [found(text) for text in ("chamber", "bar", "seat", "gavel")] == [
        [], [], ["A seat"], ["A gavel"],
    ]  # fmt: skip


# -- memories ---------------------------------------------------------------------------------


def test_attached_memories_come_after_the_project_the_newest_first(
    store: Store, searcher: Searcher, memory: Memory
) -> None:
    attach(store, memory)
    found = searcher.search(Phrase("court"), 4)
    assert sources(found) == [SOURCES[2], SOURCES[0], "Court 5", "Court 4"]
    assert found.total == 7
    assert (found.hits[2].memory, found.hits[2].unit_id) == ("Legal", 5)


def test_memories_that_are_switched_off_or_let_go_of_are_not_asked(
    store: Store, searcher: Searcher, memory: Memory
) -> None:
    used = attach(store, memory)
    assert searcher.search(Phrase("court 5")).total == 1
    memories.change_attached(store, replace(used, enabled=False))
    assert searcher.search(Phrase("court 5")).total == 0
    memories.change_attached(store, used)
    assert searcher.search(Phrase("court 5")).total == 1
    memories.detach(store, used.id)
    assert searcher.search(Phrase("court 5")).total == 0


def test_a_memory_that_is_gone_is_told_and_the_others_answer(
    store: Store, searcher: Searcher, memory: Memory, tmp_path: Path
) -> None:
    memories.attach(store, AttachedMemory(str(tmp_path / "gone.tm"), "Gone"))
    attach(store, memory)
    found = searcher.search(Phrase("court 5"))
    assert sources(found) == ["Court 5"]
    (problem,) = found.problems
    assert "gone.tm" in problem


def test_a_memory_that_is_put_right_is_searched_again(
    store: Store, searcher: Searcher, memory: Memory, tmp_path: Path
) -> None:
    attach(store, memory)
    memory.close()
    backup = Path(shutil.copy(memory.path, tmp_path / "backup"))
    assert searcher.search(Phrase("court 5")).total == 1
    memory.path.write_bytes(b"overwritten" * 1000)
    found = searcher.search(Phrase("court 5"))
    assert (found.total, len(found.problems)) == (0, 1)
    backup.replace(memory.path)
    found = searcher.search(Phrase("court 5"))
    assert (found.total, found.problems) == (1, ())


def test_only_units_in_the_wanted_languages(memory: Memory) -> None:
    memory.add([TranslationUnit("Court 9", "Сот", "en", "kk")])
    assert search_memory(memory.path, Phrase("court 9")).total == 1
    russian = Phrase("court 9", source_language="en", target_language="ru")
    assert search_memory(memory.path, russian).total == 0


def test_hits_are_counted_up_to_a_limit(memory: Memory) -> None:
    memory.add(unit("Court", str(n)) for n in range(COUNTED))
    found = search_memory(memory.path, Phrase("court"), 3)
    assert (len(found.hits), found.total, found.is_more) == (3, COUNTED, True)


def test_no_memory_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        search_memory(tmp_path / "none.tm", Phrase("court"))


# -- what is kept for the next time -----------------------------------------------------------


@pytest.fixture(params=[0, 2, 10_000], ids=["index only", "index and recent", "recent only"])
def recent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(memory_texts, "_RECENT", request.param)
    number: int = request.param
    return number


@pytest.mark.usefixtures("recent")
def test_changes_of_a_memory_are_followed(store: Store, searcher: Searcher, memory: Memory) -> None:
    attach(store, memory)
    ids = [stored.id for stored in memory.units()]

    def now() -> list[tuple[str, int]]:
        found = searcher.search(Phrase("court", Side.SOURCE))
        return [(hit.unit.source, hit.unit_id) for hit in found.hits if hit.memory]

    everything = [(f"Court {n}", id_) for n, id_ in zip(range(1, 6), ids, strict=True)][::-1]
    assert now() == everything
    memory.change(ids[1], unit("Tribunal", "Трибунал"))
    assert now() == [each for each in everything if each[1] != ids[1]]
    memory.change(ids[1], unit("Court 2", "Суд 2"))
    assert now() == everything
    gone = memory.delete([ids[0], ids[4]])
    assert now() == everything[1:4]
    memory.add([unit("New court", "Новый суд")])
    assert [source for source, _ in now()] == ["New court", "Court 4", "Court 3", "Court 2"]
    memory.restore(gone)
    assert now()[1:] == everything


@pytest.mark.usefixtures("recent")
def test_the_next_search_finds_the_same(memory: Memory) -> None:
    first = search_memory(memory.path, Phrase("court"))
    assert search_memory(memory.path, Phrase("court")) == first
    memory.delete([2])
    assert len(search_memory(memory.path, Phrase("court")).hits) == len(first.hits) - 1


def test_another_file_under_the_same_name_is_read_anew(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_texts, "_RECENT", 0)
    path = memory.path
    assert search_memory(path, Phrase("court")).total == 5
    memory.close()
    path.unlink()
    other = memories.create_memory(path)
    other.add([unit("Another court", "Другой суд")] * 7)
    other.close()
    assert sources(search_memory(path, Phrase("court"))) == ["Another court"] * 7


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_index_is_made_anew(
    memory: Memory, cache: Path, damage: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_texts, "_RECENT", 0)
    assert search_memory(memory.path, Phrase("court")).total == 5
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert files
    for path in files:
        path.write_bytes(path.read_bytes()[:-20] if damage is None else damage)
    assert search_memory(memory.path, Phrase("court")).total == 5


def test_where_nothing_can_be_kept_it_is_found_all_the_same(
    memory: Memory, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_texts, "_RECENT", 0)
    cache.write_bytes(b"in the way of the folder")
    assert search_memory(memory.path, Phrase("court")).total == 5


def test_making_the_index_tells_how_far_it_is_and_can_be_cancelled(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_texts, "_RECENT", 0)
    told: list[tuple[float, str]] = []
    search_memory(memory.path, Phrase("x"), progress=Progress(lambda *step: told.append(step)))
    assert any("Legal" in text for _share, text in told)
    memory.add([unit("more", "ещё")])
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        search_memory(memory.path, Phrase("x"), progress=progress)
