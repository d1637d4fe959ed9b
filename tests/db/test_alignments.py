"""An alignment in progress comes back as it was left, with every step."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import update

from core.alignment import editing
from core.alignment.bead import Alignment, Bead, Moved
from core.alignment.editing import Journal, Spot, Step, take
from core.alignment.session import AlignmentSession, Progressed, Sentence, Stage, TextSide, Verdict
from core.errors import DamagedStoreError
from db import alignments, migrate, projects, sqlite
from db.alignments import Original
from db.models import AlignmentStepRow
from db.store import Store, open_store
from tests.build import make_project

BEGUN = AlignmentSession(
    0,
    "rules.en.txt",
    "rules.kk.txt",
    "en",
    "kk",
    (Sentence("One.", 0, 0, 4), Sentence("Two\u00a0more.", 1, 5, 14)),
    (Sentence("Бір. Екі.", 0, 0, 9),),
)
MOVED = (Moved((0, 1), (0, 1), 0.8),)
ALIGNED = BEGUN.aligned(Alignment((Bead((0, 1), (0,), 0.75),), True, 0.9, MOVED))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path)
    yield made
    made.close()


def add(store: Store, work: AlignmentSession = ALIGNED) -> AlignmentSession:
    with store.transaction() as session:
        return alignments.add(session, projects.only(session).id, work)


def load(store: Store, work: AlignmentSession) -> tuple[AlignmentSession, Journal]:
    with store.reading() as session:
        return alignments.load(session, work.id)


def do(store: Store, work: AlignmentSession, *steps: Step) -> AlignmentSession:
    for number, step in enumerate(steps):
        work = take(work, step)
        with store.transaction() as session:
            alignments.add_step(session, work, step, number)
    return work


def two_steps() -> tuple[Step, Step]:
    edited = editing.edit(ALIGNED, Spot(0, TextSide.TARGET), "Бір.\u202fЕкі!")
    return edited, editing.judge(take(ALIGNED, edited), 0, Verdict.ACCEPTED)


def test_work_goes_on_where_it_was_left(store: Store) -> None:
    begun = add(store)
    steps = two_steps()
    later = do(store, begun, *steps)
    assert load(store, begun) == (later, Journal(steps, 2))
    assert replace(later, id=0) == take(take(ALIGNED, steps[0]), steps[1])


def test_what_was_taken_back_can_be_done_again_tomorrow(store: Store) -> None:
    begun = add(store)
    steps = two_steps()
    do(store, begun, *steps)
    with store.transaction() as session:
        alignments.set_done(session, begun, 0)
    assert load(store, begun) == (begun, Journal(steps, 0))
    other = editing.unlink(begun, 0)
    do(store, begun, other)
    assert load(store, begun)[1] == Journal((other,), 1), "a new step forgets what was taken back"


def test_passages_that_a_step_found_elsewhere_come_back_with_it(store: Store) -> None:
    work = add(store)
    found = Alignment((Bead((0,), (0,), 0.9), Bead((1,), (), 0.5)), True, 0.9)
    step = editing.realigned(work, found)
    assert step.moved == (MOVED, ())
    judged = editing.judge(take(work, step), 0, Verdict.ACCEPTED)
    now = do(store, work, step, judged)
    assert now.moved == ()
    assert load(store, work) == (now, Journal((step, judged), 2))
    with store.transaction() as session:
        alignments.set_done(session, work, 0)
    assert load(store, work) == (work, Journal((step, judged), 0))


def test_a_list_tells_how_far_each_one_is(store: Store) -> None:
    add(store, BEGUN)
    do(store, add(store), *two_steps())
    with store.reading() as session:
        first, second = alignments.heads(session, projects.only(session).id)
    assert (first.stage, first.progress) == (Stage.WAITING, Progressed(0, 0, 0))
    assert (second.stage, second.progress) == (Stage.OPEN, Progressed(1, 1, 0))
    assert (second.source_name, second.target_name, second.confidence) == (
        "rules.en.txt", "rules.kk.txt", 0.9,
    )  # fmt: skip


def test_the_source_file_is_kept(store: Store) -> None:
    kept = Original(b"\xff\x00One.", "text", "utf-8")
    with store.transaction() as session:
        made = alignments.add(session, projects.only(session).id, BEGUN, kept)
        bare = alignments.add(session, projects.only(session).id, BEGUN)
        assert alignments.original(session, made.id) == kept
        assert alignments.original(session, bare.id) is None


def test_aligning_anew_forgets_the_steps_and_removing_forgets_all(store: Store) -> None:
    begun = add(store)
    do(store, begun, *two_steps())
    with store.transaction() as session:
        alignments.begin_again(session, begun)
        alignments.set_stage(session, begun.id, Stage.DOUBTED)
    assert load(store, begun) == (replace(begun, stage=Stage.DOUBTED), Journal())
    with store.transaction() as session:
        alignments.remove(session, begun.id)
        assert alignments.heads(session, projects.only(session).id) == []


@pytest.mark.parametrize(
    "wrong", [{"first": 7}, {"number": 5}, {"rows": [[[9], [], None, "none"]]}]
)
def test_steps_that_lead_nowhere_are_damage(store: Store, wrong: dict[str, object]) -> None:
    begun = add(store)
    do(store, begun, *two_steps())
    with store.transaction() as session:
        session.execute(
            update(AlignmentStepRow).where(AlignmentStepRow.number == 0).values(**wrong)
        )
    with pytest.raises(DamagedStoreError, match="rules"):
        load(store, begun)


def first_schema(path: Path) -> None:
    """A project with an alignment, as the first version of the program wrote it."""
    path.touch()
    sqlite.make_file(path)
    with sqlite.migration(path) as connection:
        config = migrate.configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO projects VALUES (1, 'p', 'en', 'kk', '2026-01-01T00:00:00Z', 0, '', '', 0)"
        )
        columns = (1, 1, "a", "b", "en", "kk", '["One.", "Two."]', '["Бір."]')
        connection.exec_driver_sql(
            "INSERT INTO alignments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0.9)",
            (*columns, "[[[0, 1], [0], 0.75]]"),
        )
    with closing(sqlite.connect_to(path, write=True)) as connection:
        connection.execute("PRAGMA user_version=1")


def test_an_alignment_of_the_first_schema_has_become_a_document(tmp_path: Path) -> None:
    path = tmp_path / "old.terjiman"
    first_schema(path)
    store = open_store(path)
    with store.reading() as session:
        (head,) = alignments.heads(session, 1)
        work, journal = alignments.load(session, head.id)
    assert head.stage is Stage.FINISHED
    assert journal == Journal()
    assert [row.text(TextSide.SOURCE) for row in work.rows] == ["One. Two."]
    assert work.rows[0].confidence == 0.75
    store.close()
