"""Memory files answer as comparing with every unit would, whatever happened to them."""

import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Cancelled, ConflictError, StoreError, UnreadableFileError
from core.memory.index_units import Entry, UnitIndex
from core.memory.lookup import MemoryIndex, Question
from core.memory.memories import AttachedMemory, StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import State
from services import memories, memory_index
from services.memories import Memory, create_memory, open_memory, open_or_create
from services.memory_index import FileIndex
from tests.build import make_project
from tests.services.memory_files import filled, ids, unit

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    "Сот шешім қабылдады.", "Сот шешімі қабылданды.", "сот шешім қабылдады.", "Заң", "Бап 12",
    "Every person has the right to life.", "Every person has a right to life!", "", " ",
]  # fmt: skip
UNITS = st.builds(
    TranslationUnit,
    st.sampled_from(SOURCES),
    st.sampled_from("абв"),
    st.sampled_from(["kk", "en"]),
    st.just("ru"),
    changed=st.sampled_from(["", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"]),
    context_before=st.sampled_from(SOURCES),
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = create_memory(tmp_path / "law.memory", "Law")
    yield made
    made.close()


def assert_answers(memory: Memory, there: dict[int, TranslationUnit], question: Question) -> None:
    """The memory finds what an index of just these units in RAM does."""
    by_id = [there[number] for number in sorted(there)]  # which settles what is equally good
    serving = [each for each in by_id if each.source_language == "kk"]
    for languages, units in (("", by_id), ("kk", serving)):
        expected = [(m.unit, m.score) for m in MemoryIndex(units).find(question)]
        found = memory.ask(question, languages, "ru" if languages else "")
        assert [(m.unit, m.score) for m in found] == expected
        assert all(there[m.unit_id] == m.unit for m in found)
        assert all(m.memory == memory.name for m in found)


@settings(max_examples=40)
@given(
    st.lists(
        st.one_of(
            st.lists(UNITS, min_size=1, max_size=6),
            st.tuples(st.integers(0, 30), UNITS),
            st.integers(0, 30),
            st.sampled_from(["reopen", "restore", "keep"]),
        ),
        max_size=15,
    ),
    st.sampled_from(SOURCES[:7]),
    st.integers(50, 100),
)
def test_the_index_equals_brute_force_whatever_was_done(
    acts: list[object], source: str, threshold: int
) -> None:
    question = Question(source, threshold, 1000, "Заң")
    there, gone = dict[int, TranslationUnit](), list[StoredUnit]()
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory_index, "WORTH_SAVING", 1)
        patch.setattr(memory_index, "_PORTION", 3)
        patch.setattr(memory_index, "LARGEST", 2)
        path = Path(folder) / "law.memory"
        memory, second = create_memory(path), open_memory(path, read_only=True)
        for act in acts:
            if isinstance(act, list):
                there.update(zip(memory.add(act), act, strict=True))
            elif isinstance(act, tuple) and act[0] in there:
                assert memory.change(*act).unit == there[act[0]]
                there[act[0]] = act[1]
            elif isinstance(act, int):
                gone += memory.delete([act])
                there.pop(act, None)
            elif act == "restore":
                memory.restore(gone)
                there.update((stored.id, stored.unit) for stored in gone)
                gone = []
            elif act == "keep":
                assert_answers(memory, there, question)
            elif act == "reopen":
                memory.close()
                memory = open_memory(path)
        assert memory.count() == len(there)
        assert {stored.id: stored.unit for stored in memory.units()} == there
        for each in (memory, second):
            assert_answers(each, there, question)
            assert each.taken_notices() == []
            each.close()
        with closing(open_memory(path)) as again:
            assert_answers(again, there, question)


def test_a_million_units_are_not_asked_for_before_a_question(memory: Memory) -> None:
    """Who looks through the units of a memory does not wait for its index."""
    memory.add([unit("Court")])
    assert memory._index._index is None
    assert ids(memory, "Court") == [1]


@pytest.fixture
def taken_in(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of what indexes of memories take in."""
    ids: list[int] = []
    extend = UnitIndex.extend

    def seen(self: UnitIndex, entries: Iterable[Entry], progress: Progress) -> None:
        some = list(entries)
        ids.extend(entry[0] for entry in some)
        extend(self, some, progress)

    monkeypatch.setattr(UnitIndex, "extend", seen)
    return ids


def test_the_kept_index_is_used(memory: Memory, taken_in: list[int]) -> None:
    memory.add(unit(f"Article {number}") for number in range(1000))
    memory.add([unit("Article 5 of the law")])
    memory.close()
    taken_in.clear()
    with closing(open_memory(memory.path)) as again:
        assert ids(again, "Article 5 of the law", 100) == [1001]
    assert taken_in == [1001]


def test_what_one_window_has_indexed_serves_the_others(memory: Memory, taken_in: list[int]) -> None:
    memory.add(unit(f"Article {number}") for number in range(600))
    with closing(open_memory(memory.path)) as other:
        assert ids(other, "Article 7", 100) == [8]
        memory.add(unit(f"Paragraph {number}") for number in range(600))
        memory.add([unit("Annex")])
        taken_in.clear()
        assert ids(other, "Paragraph 7", 100) == [608]
        assert ids(other, "Article 7", 100) == [8]
        assert ids(other, "Annex", 100) == [1201]
    assert taken_in == [1201]


def test_what_is_added_is_indexed_without_being_read_again(
    memory: Memory, taken_in: list[int]
) -> None:
    memory.add([unit("Court")])
    assert ids(memory, "Court", 100) == [1]
    taken_in.clear()
    memory.add(unit(f"Article {number}") for number in range(1000))
    assert ids(memory, "Article 7", 100) == [9]
    assert taken_in == []
    with closing(open_memory(memory.path)) as other:
        assert ids(other, "Article 999", 100) == [1001]
    assert taken_in == []


def test_what_others_do_between_storing_and_indexing_is_not_missed(
    memory: Memory, taken_in: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = FileIndex.ready

    def late(self: FileIndex, *arguments: Any) -> UnitIndex:
        monkeypatch.setattr(FileIndex, "ready", ready)
        with closing(open_memory(memory.path)) as other:
            other.change(8, unit("Paragraph 7"))
            other.delete([9])
            other.add([unit("Annex")])
        return ready(self, *arguments)

    monkeypatch.setattr(FileIndex, "ready", late)
    memory.add(unit(f"Article {number}") for number in range(1000))
    assert sorted(taken_in) == [*range(1, 9), *range(10, 1002)]
    for source, expected in {"Paragraph 7": [8], "Article 8": [], "Annex": [1001]}.items():
        assert ids(memory, source, 100) == expected
    assert 8 not in ids(memory, "Article 7", 100)


def test_a_failed_import_leaves_the_index_as_it_was(memory: Memory) -> None:
    memory.add(unit(f"Article {number}") for number in range(600))

    def units() -> Iterator[TranslationUnit]:
        yield from (unit(f"Paragraph {number}") for number in range(9000))
        raise UnreadableFileError

    with pytest.raises(UnreadableFileError):
        memory.add(units())
    memory.add([unit("Annex")])  # under an id that the failed ones would have had
    assert ids(memory, "Annex", 100) == [601]
    assert ids(memory, "Paragraph 7", 100) == []


def test_cancelling_an_import_stores_nothing(memory: Memory) -> None:
    progress = Progress()

    def units() -> Iterator[TranslationUnit]:
        for number in range(5000):
            if number == 2500:
                progress.cancel()
            progress.step(0)
            yield unit(f"Article {number}")

    with pytest.raises(Cancelled):
        memory.add(units(), progress)
    assert (memory.count(), ids(memory, "Article 7")) == (0, [])


@pytest.mark.parametrize("share", [0, 0.01, 0.1])
def test_cancelling_the_indexing_leaves_it_for_later(memory: Memory, share: float) -> None:
    def report(done: float, _text: str) -> None:
        if done >= share:
            progress.cancel()

    progress = Progress(report)
    memory.add([unit("Court")])
    assert ids(memory, "Court", 100) == [1]
    added = memory.add((unit(f"Article {number}") for number in range(2000)), progress)
    assert (len(added), memory.count(), memory._index._index) == (2000, 2001, None)
    assert ids(memory, "Article 7", 100) == [9]
    assert ids(memory, "Court", 100) == [1]


def test_breaking_off_the_indexing_keeps_what_is_stored(memory: Memory) -> None:
    def report(done: float, _text: str) -> None:
        if done >= 0.5:
            raise KeyboardInterrupt

    added = memory.add((unit(f"Article {number}") for number in range(2000)), Progress(report))
    assert (len(added), memory.count(), memory._index._index) == (2000, 2000, None)
    assert ids(memory, "Article 7", 100) == [8]


def test_a_unit_that_is_gone_cannot_be_changed(memory: Memory) -> None:
    memory.add([unit("Court")])
    memory.delete([1])
    with pytest.raises(ConflictError, match="no longer in “Law”"):
        memory.change(1, unit("Court"))


def test_several_targets_are_kept(memory: Memory) -> None:
    memory.add([unit("Court", "Суд"), unit("Court", "Двор"), unit("Court", "Корт")])
    found = memory.find("Court")
    assert {match.unit.target for match in found} == {"Суд", "Двор", "Корт"}


def test_units_by_name(memory: Memory) -> None:
    memory.put({"p-1": unit("Court", uid="p-1"), "p-2": None})
    memory.put({"p-1": unit("Court", uid="p-1")})
    assert [stored.id for stored in memory.units()] == [1]
    memory.add([unit("Court", "Двор", uid="p-1")])  # as an imported file may bring
    memory.put({"p-1": unit("A court", uid="p-1"), "p-2": unit("Law", uid="p-2")})
    assert [(s.id, s.unit.source) for s in memory.units()] == [(1, "A court"), (3, "Law")]
    memory.put({"p-1": None, "p-2": None, "p-3": None})
    assert memory.count() == 0


def test_threads_ask_and_change_at_once(memory: Memory) -> None:
    memory.add(unit(f"Article {number}") for number in range(600))
    answers: list[list[int]] = []

    def ask() -> None:
        answers.extend(ids(memory, "Article 7", 100) for _ in range(20))

    def change() -> None:
        for number in range(20):
            memory.add([unit(f"Paragraph {number}")])

    threads = [Thread(target=work) for work in (ask, change, ask)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[8]] * 40
    assert memory.count() == 620


# -- the health of the index --------------------------------------------------------------------


KILLED = """
import sys
from itertools import count
from pathlib import Path
from core.memory.unit import TranslationUnit
from services.memories import open_memory
memory = open_memory(Path(sys.argv[1]))
memory.add([TranslationUnit("Committed", "x", "en", "ru")])
def units():
    for number in count():
        if number == 20_000:
            print("writing", flush=True)
        yield TranslationUnit(f"Paragraph {number} of a law", "x", "en", "ru")
memory.add(units())
"""


def test_killed_while_adding_it_has_all_or_nothing(memory: Memory) -> None:
    path = filled(memory)
    command = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
    with closing(open_memory(path)) as again:
        assert again.count() == 601
        assert ids(again, "Committed", 100) == [601]
        assert ids(again, "Paragraph 7 of a law", 80) == []
        assert len(ids(again, "Article 7", 100)) == 1


# -- upkeep -------------------------------------------------------------------------------------


def test_of_duplicates_the_furthest_reviewed_stays_and_then_the_newest(memory: Memory) -> None:
    memory.add([
        unit("Court", "Суд", changed="2025-01-01T00:00:00Z"),
        unit("Court", "Суд", state=State.REVIEWED, created="2020-01-01T00:00:00Z"),
        unit("Court", "Суд", state=State.REVIEWED, created="2021-01-01T00:00:00Z"),
        unit("Court", "суд"),
        replace(unit("Court", "Суд"), target_language="bg"),
        unit("Law"),
        unit("Law"),
    ])  # fmt: skip
    gone = memory.delete_duplicates(Progress())
    assert [stored.id for stored in gone] == [1, 2, 6]
    assert [stored.id for stored in memory.units()] == [3, 4, 5, 7]
    assert memory.delete_duplicates() == []
    memory.restore(gone)
    assert memory.count() == 7
    assert ids(memory, "Law", 100) == [6, 7]


def test_units_are_looked_through_portion_by_portion(memory: Memory) -> None:
    memory.add(unit(f"Court {number}") for number in range(10))
    memory.delete([4, 10])
    found, after = [], 0
    while True:
        some, after = memory.among_next(UnitFilter(text="court"), after, 3)
        if not after:
            break
        assert len(some) <= 3
        found += some
    assert found == list(memory.units())
    assert memory.among_next(UnitFilter(text="law"), 0, 3) == ([], 3)


def test_files_are_attached_all_or_none(memory: Memory, tmp_path: Path) -> None:
    create_memory(tmp_path / "other.memory").close()
    paths = [memory.path, tmp_path / "other.memory"]
    with closing(make_project(tmp_path)) as store:
        for wrong in ([*paths, tmp_path / "gone.memory"], [*paths, store.path]):
            with pytest.raises(StoreError):
                memories.attach_files(store, wrong)
            assert memories.attached(store) == []
        done = memories.attach_files(store, [*paths, memory.path], writable=True)
        assert done == memories.attached(store)
        assert [(use.priority, use.writable) for use in done] == [(1, True), (2, True)]
        with pytest.raises(StoreError, match=r"uses “other\.memory” already"):
            memories.attach_files(store, [tmp_path / "other.memory"])


def test_merging_takes_what_is_not_there(memory: Memory, tmp_path: Path) -> None:
    memory.add([unit("Court"), unit("Law", "Закон")])
    with closing(create_memory(tmp_path / "other.memory")) as other:
        other.add([unit("Law", "Закон"), unit("Law", "Право"), unit("Right"), unit("Right")])
    new = memories.merge(memory, tmp_path / "other.memory", Progress())
    assert list(new) == [3, 4]
    assert [s.unit.target for s in memory.units()] == ["Суд", "Закон", "Право", "Суд"]
    assert len(memory.delete(new)) == 2
    with pytest.raises(StoreError, match="cannot be opened"):
        memories.merge(memory, tmp_path / "missing.memory")


def test_a_merge_is_not_undone_by_cancelling_late(memory: Memory, tmp_path: Path) -> None:
    def report(done: float, _text: str) -> None:
        if done > 0.7:
            progress.cancel()

    progress = Progress(report)
    with closing(create_memory(tmp_path / "other.memory")) as other:
        other.add(unit(f"Article {number}") for number in range(600))
    assert len(memories.merge(memory, tmp_path / "other.memory", progress)) == 600
    assert ids(memory, "Article 7", 100) == [8]


def test_opened_or_made(tmp_path: Path) -> None:
    path = tmp_path / "any.ending"
    with closing(open_or_create(path)) as made:
        assert made.name == "any"
        made.add([unit("Court")])
    with closing(open_or_create(path)) as again:
        assert again.count() == 1
        assert again.page(UnitFilter(text="court"), 0, 5) == again.get([1])


# -- the memories of a project ------------------------------------------------------------------


def test_a_project_knows_its_memories_in_their_order(tmp_path: Path) -> None:
    with closing(make_project(tmp_path)) as store:
        assert memories.attached(store) == []
        second = memories.attach(store, AttachedMemory("/b", "B", priority=2, penalty=3))
        first = memories.attach(store, AttachedMemory("/a", "A", writable=True))
        assert memories.attached(store) == [first, second]
        changed = replace(first, priority=3, enabled=False, name="AA")
        memories.change_attached(store, changed)
        assert memories.attached(store) == [second, changed]
        memories.detach(store, second.id)
        assert memories.attached(store) == [changed]
