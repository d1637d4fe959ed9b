"""What memory knows is filled in, as drafts unless the person says otherwise, in one act."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Cancelled, StoreError
from core.history import ChangeKind
from core.memory.analysis import Band
from core.memory.memories import AttachedMemory
from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Origin, OriginKind, State
from db.store import Store
from services import editing, memories, projects, reviewing
from services.pretranslating import Pretranslated, Pretranslation, pretranslate
from tests.build import TRANSLATOR, add_document, make_project, make_segment, segments_of

EXACT = "Everyone has the right to rest."
FUZZY = "Everyone has the right to life and rest."
NUMBERS = "Article 12 of the Law on courts applies."
OTHER_NUMBERS = "Article 13 of the Law on courts applies."
UNKNOWN = "Nobody is a slave."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A project with translations in one document, and what is like them in two others."""
    made = make_project(tmp_path)
    known = [
        make_segment(EXACT, "Право на отдых."),
        make_segment(NUMBERS, "Применяется статья 12 Закона о судах."),
    ]
    add_document(made, known, "known.txt")
    wanted = [make_segment(source) for source in (EXACT, FUZZY, OTHER_NUMBERS, UNKNOWN)]
    add_document(made, wanted, "first.txt")
    add_document(made, [make_segment(UNKNOWN), make_segment(EXACT)], "second.txt")
    yield made
    made.close()


def run(store: Store, **wanted: object) -> Pretranslated:
    return pretranslate(store, Pretranslation(**wanted), TRANSLATOR)  # type: ignore[arg-type]


def targets(store: Store, document: int) -> list[str]:
    return [segment.target for segment in segments_of(store, document)]


def memory_file(folder: Path, *units: TranslationUnit, **use: object) -> AttachedMemory:
    file = memories.create_memory(folder / "old.memory", "Old texts")
    file.add(units)
    file.close()
    return AttachedMemory(str(file.path), "Old texts", **use)  # type: ignore[arg-type]


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit(source, target, "en", "ru")


def test_all_documents_are_filled_in_one_act(store: Store) -> None:
    done = run(store)
    assert targets(store, 1) == [
        "Право на отдых.",
        "Право на отдых.",
        "Применяется статья 13 Закона о судах.",
        "",
    ]
    assert targets(store, 2) == ["", "Право на отдых."]
    assert {segment.state for segment in done.act.after} == {State.DRAFT}
    first, second = done.documents
    assert (first.document.name, second.document.name) == ("first.txt", "second.txt")
    assert (first.filled, first.repaired, second.filled) == (3, 1, 1)
    assert first.bands[Band.EXACT] == first.bands[Band.NONE] == 1
    assert sum(first.bands.values()) == 4


def test_the_history_knows_where_it_came_from(store: Store) -> None:
    run(store)
    exact, fuzzy = segments_of(store, 1)[:2]
    assert exact.origin == Origin(OriginKind.MEMORY, 100, "known.txt")
    assert fuzzy.origin.score == 77
    [change] = reviewing.history_of(store, exact.id)
    assert (change.kind, change.person) == (ChangeKind.PRETRANSLATE, TRANSLATOR)
    assert change.after.origin == exact.origin


def test_one_undo_takes_all_of_it_back(store: Store) -> None:
    before = [targets(store, number) for number in range(3)]
    editing.undo(store, run(store).act, TRANSLATOR)
    assert [targets(store, number) for number in range(3)] == before
    assert {segment.state for segment in segments_of(store, 1)} == {State.NEW}


def test_exact_ones_may_be_translated_at_once(store: Store) -> None:
    run(store, exact=State.TRANSLATED)
    states = [segment.state for segment in segments_of(store, 1)]
    assert states == [State.TRANSLATED, State.DRAFT, State.DRAFT, State.NEW]


def test_a_penalty_makes_an_exact_one_a_draft(store: Store) -> None:
    projects.choose_matching(store, MatchingSettings(PenaltySettings(unreviewed=1)))
    run(store, exact=State.TRANSLATED)
    first = segments_of(store, 1)[0]
    assert (first.state, first.origin.score) == (State.DRAFT, 99)


def test_the_threshold_holds_after_penalties(store: Store) -> None:
    assert len(run(store, threshold=78).act.after) == 3
    projects.choose_matching(store, MatchingSettings(PenaltySettings(unreviewed=30)))
    assert not run(store, threshold=78, over_drafts=True).act.changed


def test_two_exact_targets_leave_the_choice_to_a_person(store: Store) -> None:
    add_document(store, [make_segment(EXACT, "Отдых.")], "third.txt")
    run(store, exact=State.TRANSLATED)
    assert segments_of(store, 1)[0].state is State.DRAFT


def test_a_part_of_the_project(store: Store) -> None:
    second = segments_of(store, 2)
    run(store, document_id=second[0].document_id)
    assert targets(store, 1) == [""] * 4
    assert targets(store, 2)[1]
    fuzzy = segments_of(store, 1)[1]
    run(store, segment_ids=frozenset({fuzzy.id}))
    assert [bool(target) for target in targets(store, 1)] == [False, True, False, False]


def test_what_people_did_stays(store: Store) -> None:
    draft = segments_of(store, 1)[0]
    editing.set_target(store, draft, "Отдых!", TRANSLATOR)
    editing.set_locked(store, segments_of(store, 2)[1:], TRANSLATOR, closed=True)
    run(store)
    assert targets(store, 1)[0] == "Отдых!"
    assert targets(store, 2)[1] == ""
    run(store, over_drafts=True)
    assert targets(store, 1)[0] == "Право на отдых."
    assert targets(store, 2)[1] == ""


class Meanwhile(Progress):
    """Somebody translates a segment while memory is asked."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def step(self, done: float, text: str = "") -> None:
        if text == "Storing":
            editing.set_target(self.store, segments_of(self.store, 1)[0], "Сам.", TRANSLATOR)
        super().step(done, text)


def test_what_is_typed_meanwhile_stays(store: Store) -> None:
    done = pretranslate(store, Pretranslation(), TRANSLATOR, Meanwhile(store))
    assert targets(store, 1)[0] == "Сам."
    assert len(done.act.after) == 3
    assert done.documents[0].filled == 2


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_cancelling_leaves_nothing(store: Store, steps: int) -> None:
    reports: list[str] = []

    def report(_done: float, text: str) -> None:
        reports.append(text)
        if len(reports) == steps:
            progress.cancel()

    progress = Progress(report)
    with pytest.raises(Cancelled):
        pretranslate(store, Pretranslation(), TRANSLATOR, progress)
    assert targets(store, 1) == [""] * 4


def test_only_a_file_is_asked(store: Store, tmp_path: Path) -> None:
    old = memory_file(tmp_path, unit(UNKNOWN, "Никто не раб."), unit(FUZZY, "  "))
    run(store, own=False, memories=[old])
    assert targets(store, 1) == ["", "", "", "Никто не раб."]
    assert segments_of(store, 1)[3].origin == Origin(OriginKind.MEMORY, 100, "Old texts")


def test_attached_memories_are_asked_with_their_penalty(store: Store, tmp_path: Path) -> None:
    memories.attach(store, memory_file(tmp_path, unit(UNKNOWN, "Никто не раб."), penalty=3))
    run(store, exact=State.TRANSLATED)
    found = segments_of(store, 1)[3]
    assert (found.target, found.state, found.origin.score) == ("Никто не раб.", State.DRAFT, 97)


def test_a_memory_that_is_gone_is_named(store: Store, tmp_path: Path) -> None:
    gone = AttachedMemory(str(tmp_path / "gone.memory"), "Gone")
    with pytest.raises(StoreError, match=r"gone\.memory"):
        run(store, memories=[gone])
    assert targets(store, 1) == [""] * 4


def test_an_empty_project(tmp_path: Path) -> None:
    store = make_project(tmp_path, name="empty.terjiman")
    done = run(store)
    assert not done.act.changed
    assert done.documents == ()
    store.close()
