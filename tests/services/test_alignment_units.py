"""Rows become units with origin and place; finishing again replaces what they were."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from core.alignment import editing
from core.alignment.editing import Spot, Step, take
from core.alignment.session import AlignmentSession, Row, TextSide, Verdict
from core.memory.memories import UnitFilter
from core.memory.unit import TranslationUnit
from core.segment import OriginKind, State
from db import memory
from db import projects as project_rows
from db.store import Store
from services import alignment_results as results
from services import alignment_units as units
from services import alignments, memories, projects
from services.pairing import Pair
from services.unit_changes import edited
from tests.build import TRANSLATOR, make_project
from tests.services.judged import RULES, RULES_KK, judged_rules

SOURCE, TARGET = TextSide.SOURCE, TextSide.TARGET


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, target_language="kk")
    yield made
    made.close()


@pytest.fixture
def session(store: Store) -> AlignmentSession:
    return judged_rules(store)


def test_wanted_are_the_accepted_and_the_sure(session: AlignmentSession) -> None:
    assert units.wanted_rows(session, None) == [session.rows[0], session.rows[2]]
    sure = units.wanted_rows(session, 0.5)
    assert session.rows[3] not in sure
    assert session.rows[4] not in sure
    assert session.rows[1] in sure


def test_units_say_where_they_came_from(session: AlignmentSession) -> None:
    first, second = units.units_of(session, None, TRANSLATOR)
    assert (first.state, first.author) == (State.TRANSLATED, TRANSLATOR.name)
    assert first.origin.kind is OriginKind.ALIGNMENT
    assert first.origin.detail == "Visiting rules.kk.txt"
    assert first.document == "Visiting rules.en.txt"
    assert dict(second.props) == {units.SOURCE_PLACE: "3", units.TARGET_PLACE: "3"}
    assert second.context_before == session.rows[1].text(SOURCE)
    assert second.context_after == session.rows[3].text(SOURCE)
    drafts = {unit.state for unit in units.units_of(session, 0.5, TRANSLATOR)}
    assert drafts == {State.TRANSLATED, State.DRAFT}


def test_neighbours_are_those_of_the_source_document(session: AlignmentSession) -> None:
    apart = take(session, editing.unlink(session, 1))
    _first, second = units.units_of(apart, None, TRANSLATOR)
    assert apart.rows[2].source == ()
    assert second.context_before == session.rows[1].text(SOURCE)


def test_each_row_has_a_uid_of_its_own(session: AlignmentSession) -> None:
    halves = take(session, editing.cut(session, Spot(0, SOURCE), 6))
    found = [each.uid for each in units.units_of(halves, 0.0, TRANSLATOR)]
    assert len(set(found)) == len(found)
    assert found == [each.uid for each in units.units_of(halves, 0.0, TRANSLATOR)]


# -- finishing again -----------------------------------------------------------------------------


class Kept:
    """The project's memory and a memory file, into which every finishing goes."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store, self._path = store, path

    def finish(self, session: AlignmentSession, confidence: float | None = None) -> int:
        number = results.to_project_memory(self._store, session, confidence, TRANSLATOR)
        in_file = results.to_memory_file(self._store, session, confidence, TRANSLATOR, self._path)
        assert in_file == number
        return number

    def units(self) -> list[TranslationUnit]:
        """What is there; in both the same is said, whoever said it and by whatever name."""
        with self._store.reading() as reading:
            own = memory.of_project(reading, project_rows.only(reading).id)
        file = memories.open_memory(self._path)
        stored = [each.unit for each in file.units(UnitFilter())]
        file.close()
        assert bare(own) == bare(stored)
        return own

    def pairs(self) -> list[tuple[str, str]]:
        return [(each.source, each.target) for each in self.units()]


def bare(found: list[TranslationUnit]) -> set[TranslationUnit]:
    plain = [replace(each, author="", created="", uid="") for each in found]
    assert len(set(plain)) == len(plain)
    return set(plain)


def texts(*rows: Row) -> list[tuple[str, str]]:
    return [(row.text(SOURCE), row.text(TARGET)) for row in rows]


@pytest.fixture
def kept(store: Store, tmp_path: Path) -> Kept:
    return Kept(store, tmp_path / "old.memory")


def do(session: AlignmentSession, *acts: Callable[[AlignmentSession], Step]) -> AlignmentSession:
    for act in acts:
        session = take(session, act(session))
    return session


def accepted(row: int) -> Callable[[AlignmentSession], Step]:
    return lambda session: editing.judge(session, row, Verdict.ACCEPTED)


def test_what_is_new_is_added_and_nothing_twice(
    store: Store, session: AlignmentSession, tmp_path: Path
) -> None:
    path = tmp_path / "old.memory"
    colleague = replace(TRANSLATOR, name="Somebody Else")
    for person, confidence, number in (
        (TRANSLATOR, None, 2), (colleague, None, 0), (TRANSLATOR, 0.5, 13), (TRANSLATOR, 0.5, 0),
    ):  # fmt: skip
        assert results.to_project_memory(store, session, confidence, person) == number
        assert results.to_memory_file(store, session, confidence, person, path) == number
    twin = replace(session, rows=session.rows[:1] * 2)
    assert results.to_memory_file(store, twin, None, TRANSLATOR, tmp_path / "b.memory") == 2


def test_a_pair_that_was_edited_replaces_its_unit(session: AlignmentSession, kept: Kept) -> None:
    kept.finish(session)
    now = do(session, lambda s: editing.edit(s, Spot(0, TARGET), "Басқа"))
    assert kept.finish(now) == 1
    assert kept.pairs() == [*texts(session.rows[2]), *texts(now.rows[0])]
    assert kept.finish(now) == 0
    assert kept.finish(session) == 1, "it was taken back"
    assert sorted(kept.pairs()) == sorted(texts(session.rows[0], session.rows[2]))


def test_a_neighbour_that_changed_is_told_without_a_second_unit(
    session: AlignmentSession, kept: Kept
) -> None:
    kept.finish(session)
    now = do(session, lambda s: editing.edit(s, Spot(1, SOURCE), "Another sentence."))
    kept.finish(now)
    assert sorted(kept.pairs()) == sorted(texts(now.rows[0], now.rows[2]))
    assert "Another sentence." in {each.context_before for each in kept.units()}


def test_a_sure_pair_that_is_accepted_later_is_a_draft_no_more(
    session: AlignmentSession, kept: Kept
) -> None:
    kept.finish(session, 0.5)
    number = len(kept.units())
    now = do(session, accepted(1))
    assert kept.finish(now) == 1
    assert len(kept.units()) == number
    (unit,) = (each for each in kept.units() if each.source == now.rows[1].text(SOURCE))
    assert unit.state is State.TRANSLATED


def test_rows_that_were_grouped_otherwise_replace_the_units_of_their_sentences(
    session: AlignmentSession, kept: Kept
) -> None:
    begun = do(session, accepted(1))
    kept.finish(begun)
    now = do(begun, lambda s: editing.merge(s, 0, 1), accepted(0))
    assert kept.finish(now) == 2, "the third has other neighbours"
    assert sorted(kept.pairs()) == sorted(texts(now.rows[0], now.rows[1]))
    apart = do(begun, lambda s: editing.unlink(s, 0))
    kept.finish(apart)
    assert sorted(kept.pairs()) == sorted(texts(begun.rows[1], begun.rows[2]))


def test_a_pair_that_was_rejected_goes_out_again(session: AlignmentSession, kept: Kept) -> None:
    kept.finish(session)
    now = do(session, lambda s: editing.judge(s, 0, Verdict.REJECTED))
    assert kept.finish(now) == 0
    assert kept.pairs() == texts(session.rows[2])


def test_sentences_that_were_taken_out_take_their_unit_along(
    session: AlignmentSession, kept: Kept
) -> None:
    kept.finish(session)
    now = do(session, *[partial(editing.delete, spot=Spot(0, side)) for side in TextSide])
    assert len(now.rows) == len(session.rows) - 1
    kept.finish(now)
    assert kept.pairs() == texts(session.rows[2])


@pytest.mark.parametrize(
    "change",
    [
        lambda s: editing.edit(s, Spot(1, TARGET), "Басқа"),
        lambda s: editing.judge(s, 1, Verdict.REJECTED),
        lambda s: editing.unlink(s, 1),
    ],
)
def test_a_pair_that_no_document_has_is_replaced_too(
    session: AlignmentSession, kept: Kept, change: Callable[[AlignmentSession], Step]
) -> None:
    both = [partial(editing.insert, spot=Spot(1, side), text="New") for side in TextSide]
    begun = do(session, *both, lambda s: editing.split(s, Spot(1, SOURCE, 1)), accepted(1))
    kept.finish(begun)
    assert ("New", "New") in kept.pairs()
    now = do(begun, change)
    kept.finish(now)
    assert sorted(kept.pairs()) == sorted(texts(*units.wanted_rows(now, None)))


def test_what_was_taken_back_goes_out_again(session: AlignmentSession, kept: Kept) -> None:
    kept.finish(do(session, lambda s: editing.merge(s, 5, 6), accepted(5)))
    assert len(kept.pairs()) == 3
    kept.finish(session)
    assert kept.pairs() == texts(session.rows[0], session.rows[2])


def test_a_sure_pair_that_was_edited_goes_out_until_it_is_wanted(
    session: AlignmentSession, kept: Kept
) -> None:
    kept.finish(session, 0.5)
    assert texts(session.rows[1])[0] in kept.pairs()
    now = do(session, lambda s: editing.edit(s, Spot(1, TARGET), "Басқа"))
    kept.finish(now)
    assert not {*texts(session.rows[1]), *texts(now.rows[1])} & {*kept.pairs()}
    kept.finish(now, 0.5)
    assert texts(now.rows[1])[0] in kept.pairs()


def test_what_is_sure_stays_when_later_only_the_accepted_are_wanted(
    session: AlignmentSession, kept: Kept
) -> None:
    kept.finish(session, 0.5)
    before = kept.units()
    assert kept.finish(session) == 0
    assert kept.units() == before


def test_what_was_corrected_in_the_memory_stays(
    store: Store, session: AlignmentSession, tmp_path: Path
) -> None:
    path = tmp_path / "old.memory"
    results.to_memory_file(store, session, None, TRANSLATOR, path)
    file = memories.open_memory(path)
    (first, *_) = file.units(UnitFilter())
    corrected = edited(replace(first.unit, target="Түзетілген"), "Aigul")
    file.change(first.id, corrected)
    now = do(session, lambda s: editing.edit(s, Spot(1, SOURCE), "Another sentence."))
    assert results.to_memory_file(store, now, None, TRANSLATOR, path) == 1, "of row 3"
    found = [each.unit for each in file.units(UnitFilter())]
    file.close()
    assert corrected in found
    assert len(found) == 2


def test_a_copy_of_a_project_takes_nothing_out_of_a_memory_that_both_use(
    store: Store, session: AlignmentSession, tmp_path: Path
) -> None:
    results.to_memory_file(store, session, None, TRANSLATOR, path := tmp_path / "old.memory")
    results.to_project_memory(store, session, None, TRANSLATOR)
    store.close()
    copy = Path(shutil.copy(store.path, tmp_path / "next year.terjiman"))
    copied, project = projects.open_project(copy)
    now = do(session, lambda s: editing.edit(s, Spot(0, TARGET), "Басқа"))
    assert results.to_memory_file(copied, now, None, TRANSLATOR, path) == 1
    assert results.to_project_memory(copied, now, None, TRANSLATOR) == 1
    with copied.reading() as reading:
        own = [each.target for each in memory.of_project(reading, project.id)]
    copied.close()
    assert own == [session.rows[2].text(TARGET), "Басқа"], "the copy's own memory is its own"
    file = memories.open_memory(path)
    found = [each.unit.target for each in file.units(UnitFilter())]
    file.close()
    assert found == [session.rows[0].text(TARGET), *own]


def test_other_documents_of_the_same_name_keep_their_units(
    store: Store, session: AlignmentSession, kept: Kept, tmp_path: Path
) -> None:
    kept.finish(session)
    before = kept.pairs()
    paths = tmp_path / RULES.name, tmp_path / RULES_KK.name
    for path, text in zip(paths, ("Other rules.\nOf 2020.", "Басқа.\n2020 ж."), strict=True):
        path.write_text(text, encoding="utf-8")
    opened = alignments.align_waiting(store, alignments.add(store, Pair(*paths)).id)
    other = do(opened.session, accepted(0))
    assert kept.finish(other) == 1
    assert kept.pairs() == [*before, *texts(other.rows[0])]
