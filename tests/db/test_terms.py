"""Concepts come back with their terms, in the order they came."""

from pathlib import Path

from core.terms import Concept, Term, TermStatus
from db import projects, terms
from tests.build import make_project

DUTY = Concept(
    0,
    (Term("en", "duty"), Term("ru", "обязанность"), Term("ru", "долг", TermStatus.FORBIDDEN)),
    "What somebody has to do.",
    "Not “obligation”.",
)
RIGHT = Concept(0, (Term("en", "right"),))


def test_each_project_has_its_own_terms(tmp_path: Path) -> None:
    store, other = make_project(tmp_path), make_project(tmp_path, name="other.terjiman")
    with store.transaction() as session:
        project = projects.only(session)
        kept = [terms.add(session, project.id, concept) for concept in (DUTY, RIGHT)]
    with store.reading() as session:
        assert terms.of_project(session, project.id) == kept
        assert terms.of_project(session, project.id + 1) == []
    with other.reading() as session:
        assert terms.of_project(session, projects.only(session).id) == []
    assert kept[0].terms == DUTY.terms
    store.close()
    other.close()
