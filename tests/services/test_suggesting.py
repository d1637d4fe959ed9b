from pathlib import Path

from core.people import Person
from core.segment import Segment
from db.store import Store
from services import editing, importing, projects, reviewing
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
    refresh(store, memory, second_draft := draft(store, second))
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
