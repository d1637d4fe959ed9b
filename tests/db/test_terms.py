"""Concepts come back with their terms, in the order they came."""

from pathlib import Path

from sqlalchemy import func, select

from core.terms import Concept, Term, TermStatus
from db import projects, terms
from db.models import TermRow
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


def test_terms_are_paired_within_their_concepts(tmp_path: Path) -> None:
    store, other = make_project(tmp_path), make_project(tmp_path, name="other.terjiman")
    court = Concept(0, (Term("ru", "суд"), Term("en", "court"), Term("en", "tribunal")))
    with store.transaction() as session:
        project = projects.only(session).id
        for concept in (DUTY, RIGHT, court):
            terms.add(session, project, concept)
        assert terms.pairs(session, project, "en", "ru") == [
            ("duty", "обязанность"),
            ("duty", "долг"),
            ("court", "суд"),
            ("tribunal", "суд"),
        ]
        assert terms.pairs(session, project, "ru", "en")[-1] == ("суд", "tribunal")
        assert terms.pairs(session, project, "en", "kk") == []
        assert terms.pairs(session, project + 1, "en", "ru") == []
    with other.reading() as session:
        assert terms.pairs(session, project, "en", "ru") == []
    store.close()
    other.close()


def test_what_a_list_brought_can_be_counted_and_taken_out(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    listed = [
        Concept(0, (Term("en", word), Term("ru", other)), word_list="court.tsv")
        for word, other in (("court", "суд"), ("judge", "судья"))
    ]
    with store.transaction() as session:
        project = projects.only(session).id
        terms.add(session, project, DUTY)
        terms.add_all(session, project, listed)
        assert terms.add_all(session, project, []) == []
        assert terms.word_lists(session, project) == {"court.tsv": 2}
        assert [c.word_list for c in terms.of_project(session, project)] == ["", *["court.tsv"] * 2]
        terms.remove_list(session, project, "court.tsv")
        assert [c.terms for c in terms.of_project(session, project)] == [DUTY.terms]
        assert session.scalar(select(func.count()).select_from(TermRow)) == len(DUTY.terms)
    store.close()
