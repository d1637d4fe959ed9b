"""An alignment in progress comes back as it was left."""

from dataclasses import replace
from pathlib import Path

from core.alignment.bead import Alignment, Bead
from core.alignment.session import AlignmentSession
from db import alignments, projects
from tests.build import make_project

WORK = AlignmentSession(
    0,
    "rules.en.txt",
    "rules.kk.txt",
    "en",
    "kk",
    ("One.", "Two."),
    ("Бір. Екі.",),
    Alignment((Bead((0, 1), (0,), 0.75),), parallel=True, confidence=0.9),
)


def test_work_goes_on_where_it_was_left(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    with store.transaction() as session:
        begun = alignments.add(session, projects.only(session).id, WORK)
    beads = (Bead((0,), (0,), 1.0), Bead((1,), (), 0.5))
    later = replace(begun, alignment=Alignment(beads, parallel=False, confidence=0.25))
    with store.transaction() as session:
        alignments.save(session, later)
    with store.reading() as session:
        assert alignments.of_project(session, projects.only(session).id) == [later]
    assert replace(begun, id=0) == WORK
    store.close()
