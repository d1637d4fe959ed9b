import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from core.people import Person
from core.segment import Segment
from db.store import Store
from services import editing, importing, memories, projects, reviewing
from services.memories import create_memory
from services.remembering import Remembering
from services.suggesting import ProjectMemory
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

SOURCE = "The complaint is heard within ten days."
LIKE_IT = "The complaint is heard within five days."


def targets(memory: ProjectMemory, segment: Segment) -> list[tuple[str, int]]:
    return [(match.unit.target, match.score) for match in memory.matches(segment, "", "")]


def refresh(store: Store, memory: ProjectMemory, segment: Segment) -> None:
    document = projects.status(store).documents[0].document
    memory.refresh(document, segment, "", "", reviewing.history_of(store, segment.id)[-1])


def confirm(store: Store, segment: Segment, text: str, person: Person = TRANSLATOR) -> Segment:
    return editing.confirm(store, segment, text, person).after[0]


def test_memory_follows_what_is_confirmed(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE), make_segment(SOURCE)])
    first, second = segments_of(store)
    memory = ProjectMemory(store, projects.project_of(store))
    assert targets(memory, second) == []

    first = confirm(store, first, "Жалоба рассматривается.")
    refresh(store, memory, first)
    assert targets(memory, second) == [("Жалоба рассматривается.", 100)]
    assert targets(memory, first) == []  # a segment is no match of itself

    first = confirm(store, first, "Жалоба рассматривается в течение десяти дней.")
    refresh(store, memory, first)
    assert targets(memory, second) == [("Жалоба рассматривается в течение десяти дней.", 100)]

    [first] = reviewing.send_back(store, first, "Срок?", REVIEWER).after
    refresh(store, memory, first)
    assert targets(memory, second) == []
    refresh(store, memory, second_draft := draft(store, segments_of(store)[1]))
    assert targets(memory, second_draft) == []
    store.close()


def draft(store: Store, segment: Segment) -> Segment:
    """A segment that was never in the memory."""
    return editing.set_target(store, segment, "Набросок", TRANSLATOR).after[0]


def test_a_new_memory_knows_what_an_old_one_knew(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE), make_segment(LIKE_IT)])
    first, second = segments_of(store)
    memory = ProjectMemory(store, projects.project_of(store))
    refresh(store, memory, confirm(store, first, "Жалоба"))
    again = ProjectMemory(store, projects.project_of(store))
    assert targets(memory, second) == targets(again, second)
    [(target, score)] = targets(memory, second)
    assert target == "Жалоба"
    assert 80 <= score < 100
    store.close()


def test_memory_from_outside_is_found(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE)])
    path = tmp_path / "outside.po"
    path.write_text(f'msgid "{SOURCE}"\nmsgstr "Жалоба"\n', encoding="utf-8")
    importing.import_file(store, path, TRANSLATOR, as_=importing.ImportAs.MEMORY)
    memory = ProjectMemory(store, projects.project_of(store))
    assert targets(memory, segments_of(store)[0]) == [("Жалоба", 100)]
    store.close()


def attach(store: Store, path: Path, *units: TranslationUnit, **others: Any) -> None:
    with closing(create_memory(path)) as made:
        made.add(units)
    memories.attach(store, AttachedMemory(str(path), path.stem, **others))


def test_all_memories_answer_in_one_list(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE), make_segment(LIKE_IT)])
    confirm(store, segments_of(store)[0], "Своя")
    unit = TranslationUnit(SOURCE, "", "en", "ru")
    attach(store, tmp_path / "second.memory", replace(unit, target="Вторая"), priority=2)
    attach(
        store,
        tmp_path / "first.memory",
        replace(unit, target="Первая"),
        replace(unit, target="Чужая", target_language="kk"),
        replace(unit, target="Точная", source=LIKE_IT),
    )
    attach(store, tmp_path / "third.memory", replace(unit, target="Третья"), penalty=30)
    attach(store, tmp_path / "off.memory", replace(unit, target="Выключена"), enabled=False)
    with closing(ProjectMemory(store, projects.project_of(store))) as memory:
        found = memory.matches(segments_of(store)[1], "", "")
        assert [(match.memory, match.unit.target) for match in found] == [
            ("first", "Точная"), ("", "Своя"), ("first", "Первая"), ("second", "Вторая"),
            ("third", "Третья"),
        ]  # fmt: skip
        assert [match.unit_id for match in found] == [3, 0, 1, 1, 1]
        assert found[0].score == 100
        assert found[4].score == found[3].score - 30
        assert found[4].penalties[0].reason == "memory “third”"
        assert len(memory.matches(segments_of(store)[1], "", "", limit=2)) == 2
        assert memory.taken_notices() == []
    store.close()


def test_what_this_project_sent_to_a_memory_is_not_offered_twice(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE), make_segment(SOURCE)])
    attach(store, tmp_path / "law.memory", writable=True)
    first = confirm(store, segments_of(store)[0], "Жалоба")
    remembering = Remembering(store)
    remembering.follow([first])
    remembering.close()
    with closing(ProjectMemory(store, projects.project_of(store))) as memory:
        assert targets(memory, first) == []
        assert targets(memory, segments_of(store)[1]) == [("Жалоба", 100)]
    store.close()


def test_a_memory_that_cannot_be_opened_is_left_out_and_said(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE)])
    unit = TranslationUnit(SOURCE, "Жалоба", "en", "ru")
    attach(store, tmp_path / "law.memory", unit)
    attach(store, tmp_path / "gone.memory", unit)
    (tmp_path / "gone.memory").unlink()
    with closing(ProjectMemory(store, projects.project_of(store))) as memory:
        assert targets(memory, segments_of(store)[0]) == [("Жалоба", 100)]
        [told] = memory.taken_notices()
        assert "gone.memory” cannot be opened" in told
        assert "no matches from this memory" in told
        assert memory.taken_notices() == []
    store.close()


def _damage_units(path: Path) -> None:
    """Where they are the file is overwritten; it can still be opened."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'units'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"x" * size)


def test_a_damaged_memory_takes_no_match_of_the_others(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(SOURCE)])
    unit = TranslationUnit(SOURCE, "Жалоба рассматривается.", "en", "ru")
    for number, name in enumerate(["bad.tm", "good.tm"], 1):
        with closing(create_memory(tmp_path / name)) as file:
            file.add([unit])
        use = AttachedMemory(str(tmp_path / name), name, priority=number)
        memories.attach(store, use)
    _damage_units(tmp_path / "bad.tm")
    with closing(ProjectMemory(store, projects.project_of(store))) as memory:
        (segment,) = segments_of(store)
        for _ in range(2):
            (match,) = memory.matches(segment, "", "")
            assert match.memory == "good.tm"
        (told,) = memory.taken_notices()
        assert "“bad.tm” is damaged" in told
        assert told.endswith("Until then there are no matches from this memory.")
    store.close()
