"""What comes of an alignment: memory, documents and files, with origin and place."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from core.alignment import editing
from core.alignment.editing import Spot, take
from core.alignment.session import AlignmentSession, TextSide
from core.errors import ExpectedError, ExportError, StoreError
from core.formats.proof_tables import read_back_tsv, read_back_xlsx
from core.memory.memories import UnitFilter
from core.segment import OriginKind, State
from db import memory, projects
from db.store import Store
from services import alignment_results as results
from services import alignments, memories
from services.alignment_units import SOURCE_PLACE, TARGET_PLACE
from services.importing import import_file
from services.pairing import Pair
from services.projects import open_project
from tests.build import TRANSLATOR, make_project, segments_of
from tests.services.judged import RULES, RULES_KK, judged_rules


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, target_language="kk")
    yield made
    made.close()


@pytest.fixture
def session(store: Store) -> AlignmentSession:
    return judged_rules(store)


def test_into_the_projects_memory(store: Store, session: AlignmentSession) -> None:
    assert results.to_project_memory(store, session, None, TRANSLATOR) == 2
    with store.reading() as reading:
        found = memory.of_project(reading, projects.only(reading).id)
    assert [unit.source for unit in found] == [
        session.rows[row].text(TextSide.SOURCE) for row in (0, 2)
    ]


def test_into_a_memory_file_that_is_made_attached_and_added_to(
    store: Store, session: AlignmentSession, tmp_path: Path
) -> None:
    path = tmp_path / "old documents.memory"
    assert results.to_memory_file(store, session, None, TRANSLATOR, path) == 2
    assert results.to_memory_file(store, session, 0.5, TRANSLATOR, path) > 2
    (attached,) = memories.attached(store)
    assert (attached.path, attached.writable) == (str(path), True)
    file = memories.open_memory(path)
    found = [stored.unit for stored in file.units(UnitFilter())]
    file.close()
    assert found[0].origin.kind is OriginKind.ALIGNMENT
    assert found[0].props == ((SOURCE_PLACE, "1"), (TARGET_PLACE, "1"))


def test_out_of_a_project_to_read_only_into_a_memory_file(
    store: Store, session: AlignmentSession, tmp_path: Path
) -> None:
    store.close()
    reading, _ = open_project(store.path, read_only=True)
    path = tmp_path / "old documents.memory"
    assert results.to_memory_file(reading, session, None, TRANSLATOR, path) == 2
    assert results.to_memory_file(reading, session, None, TRANSLATOR, path) == 0
    assert memories.attached(reading) == []
    reading.close()


def test_nothing_wanted_is_said(store: Store, session: AlignmentSession, tmp_path: Path) -> None:
    bare = replace(session, rows=session.rows[5:])
    with pytest.raises(ExpectedError, match="nothing to keep"):
        results.to_project_memory(store, bare, None, TRANSLATOR)
    with pytest.raises(ExpectedError, match="nothing to keep"):
        results.to_tsv(bare, None, tmp_path / "a.tsv")
    assert not (tmp_path / "a.tsv").exists()


def test_into_a_document_as_an_import_would_make_it(
    store: Store, session: AlignmentSession
) -> None:
    import_file(store, RULES, TRANSLATOR, RULES_KK)
    made = results.to_document(store, session, 0.0, TRANSLATOR)
    assert made.name == "Visiting rules.en (2).txt"
    imported, ours = segments_of(store, 0), segments_of(store, 1)
    assert [(s.source, s.key, s.paragraph) for s in ours] == [
        (s.source, s.key, s.paragraph) for s in imported
    ]
    assert [s.target for s in ours[:3]] == [s.target for s in imported[:3]]
    states = [s.state for s in ours[:5]]
    assert states == [State.TRANSLATED, State.DRAFT, State.TRANSLATED, State.NEW, State.DRAFT]
    assert ours[0].origin.kind is OriginKind.ALIGNMENT
    assert {s.language for s in ours} == {"en"}


def test_a_document_has_the_texts_as_they_were_corrected(
    store: Store, session: AlignmentSession
) -> None:
    first = Spot(0, TextSide.SOURCE)
    session = editing.take(session, editing.edit(session, first, "Rules, corrected"))
    across = Spot(0, TextSide.TARGET)
    session = editing.take(session, editing.edit(session, across, "Түзетілген"))
    session = editing.take(session, editing.cut(session, Spot(2, TextSide.SOURCE), 30))
    results.to_document(store, session, None, TRANSLATOR)
    one, _second, third, *_ = segments_of(store)
    assert (one.source, one.target) == ("Rules, corrected", "Түзетілген")
    assert third.source == RULES.read_text(encoding="utf-8")[slice(*map(int, third.key.split("-")))]


def test_a_document_has_what_was_taken_out_of_the_alignment(
    store: Store, session: AlignmentSession
) -> None:
    whole = [sentence.text for sentence in session.source]
    halves = take(session, editing.cut(session, Spot(5, TextSide.SOURCE), 12))
    first, second = (each.text for each in halves.rows[5].source)
    for row in (5, 0):
        halves = take(halves, editing.delete(halves, Spot(row, TextSide.SOURCE)))
    made = results.to_document(store, halves, None, TRANSLATOR)
    assert made.name == RULES.name
    found = segments_of(store)
    assert [segment.source for segment in found] == [*whole[:5], first, second, *whole[6:]]
    assert (found[0].target, found[0].state, found[0].paragraph) == ("", State.NEW, 0)


def test_a_sentence_that_was_edited_and_cut_is_in_a_document_once(
    store: Store, session: AlignmentSession
) -> None:
    edited = take(session, editing.edit(session, Spot(0, TextSide.SOURCE), "Rules. Visits."))
    halves = take(edited, editing.cut(edited, Spot(0, TextSide.SOURCE), 7))
    assert len(halves.rows[0].source) == 2
    results.to_document(store, halves, None, TRANSLATOR)
    found = [segment.source for segment in segments_of(store)]
    assert found[2:] == [sentence.text for sentence in session.source[1:]]


def test_both_texts_in_one_file_keep_what_is_in_neither_language(
    store: Store, tmp_path: Path
) -> None:
    both = tmp_path / "both.txt"
    parts = [RULES.read_text("utf-8"), RULES_KK.read_text("utf-8")]
    russian = "Правила посещения мест лишения свободы утверждены в прошлом году.\n"
    both.write_text(f"{russian}\n".join(parts), encoding="utf-8")
    opened = alignments.align_waiting(store, alignments.add(store, Pair(both, None)).id)
    results.to_document(store, opened.session, 0.5, TRANSLATOR)
    import_file(store, both, TRANSLATOR, as_=None)
    found = segments_of(store)
    assert russian.strip() in [s.source for s in found]
    assert sum(bool(s.target) for s in found) > 10


def test_a_document_is_made_of_a_kept_original_only(
    store: Store, session: AlignmentSession
) -> None:
    import_file(store, RULES, TRANSLATOR, RULES_KK)
    imported = alignments.resume(store, alignments.heads(store)[-1].id).session
    with pytest.raises(ExpectedError, match="already"):
        results.to_document(store, imported, 0.5, TRANSLATOR)
    assert imported.id != session.id


def test_files_are_written_and_read_back(session: AlignmentSession, tmp_path: Path) -> None:
    assert results.to_tsv(session, None, tmp_path / "a.tsv") == 2
    assert results.to_xlsx(session, None, tmp_path / "a.xlsx") == 2
    assert results.to_tmx(session, None, TRANSLATOR, tmp_path / "a.tmx") == 2
    table = read_back_tsv((tmp_path / "a.tsv").read_bytes())
    assert read_back_xlsx((tmp_path / "a.xlsx").read_bytes()) == table
    assert table[0][:3] == ["Source", "Target", "Confidence"]
    row = session.rows[2]
    assert table[2][:2] == [row.text(TextSide.SOURCE), row.text(TextSide.TARGET)]
    assert table[2][3:] == ["yes", "Visiting rules.en.txt", "3", "Visiting rules.kk.txt", "3"]
    assert (tmp_path / "a.tmx").read_bytes().count(b"</tu>") == 2


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    session: AlignmentSession, tmp_path: Path
) -> None:
    folder = tmp_path / "a.xlsx"
    folder.mkdir()
    with pytest.raises(ExportError):
        results.to_xlsx(session, None, folder)
    assert folder.is_dir()


def test_a_memory_that_is_gone_is_said_and_not_made_anew(
    store: Store, session: AlignmentSession, tmp_path: Path
) -> None:
    path = tmp_path / "old.memory"
    results.to_memory_file(store, session, None, TRANSLATOR, path)
    path.rename(tmp_path / "elsewhere.memory")
    with pytest.raises(StoreError):
        results.to_memory_file(store, session, 0.5, TRANSLATOR, path)
    assert not path.exists()


def test_a_memory_to_read_only_is_said(
    store: Store, session: AlignmentSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.memory"
    memories.create_memory(path).close()
    monkeypatch.setattr(memories, "open_memory", partial(memories.open_memory, read_only=True))
    with pytest.raises(StoreError, match="read only"):
        results.to_memory_file(store, session, None, TRANSLATOR, path)


@pytest.mark.parametrize(("source", "target"), [("", "Бір сөйлем бар."), ("One sentence.", "")])
def test_a_document_where_one_side_is_empty(
    store: Store, tmp_path: Path, source: str, target: str
) -> None:
    paths = tmp_path / "a.txt", tmp_path / "b.txt"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")
    opened = alignments.align_waiting(store, alignments.add(store, Pair(*paths)).id)
    results.to_document(store, opened.session, 0.0, TRANSLATOR)
    assert [each.source for each in segments_of(store)] == ([source] if source else [])


def test_a_document_where_both_texts_are_the_same(store: Store) -> None:
    waiting = alignments.add(store, Pair(RULES, RULES), insist=True)
    opened = alignments.align_waiting(store, waiting.id)
    results.to_document(store, opened.session, 0.0, TRANSLATOR)
    assert [each.source for each in segments_of(store)] == [
        each.text for each in opened.session.source
    ]


def test_a_text_that_no_cell_holds_is_not_cut_off(
    session: AlignmentSession, tmp_path: Path
) -> None:
    step = editing.edit(session, Spot(0, TextSide.SOURCE), "long " * 7000)
    with pytest.raises(ExportError, match="32,767"):
        results.to_xlsx(editing.take(session, step), None, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
    assert results.to_tsv(editing.take(session, step), None, tmp_path / "a.tsv") == 2
