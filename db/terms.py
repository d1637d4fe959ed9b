"""Storing and finding the project's terminology."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from core.terms import Concept, Term
from db.models import ConceptRow, TermRow


def add(session: Session, project_id: int, concept: Concept) -> Concept:
    """Store a concept with its terms; its id is given here."""
    [number] = add_all(session, project_id, [concept])
    return replace(concept, id=number)


def add_all(session: Session, project_id: int, concepts: Sequence[Concept]) -> list[int]:
    """Store concepts with their terms, and return the ids they get."""
    if not concepts:
        return []
    made = insert(ConceptRow).returning(ConceptRow.id, sort_by_parameter_order=True)
    rows = [
        {
            "project_id": project_id,
            "definition": c.definition,
            "note": c.note,
            "word_list": c.word_list,
        }
        for c in concepts
    ]
    ids = list(session.scalars(made, rows))
    words = [
        {"concept_id": number, "language": t.language, "text": t.text, "status": t.status}
        for number, concept in zip(ids, concepts, strict=True)
        for t in concept.terms
    ]
    if words:
        session.execute(insert(TermRow), words)
    return ids


def word_lists(session: Session, project_id: int) -> dict[str, int]:
    """The names of the lists that concepts came from, in their order, and how many each gave."""
    wanted = (
        select(ConceptRow.word_list, func.count())
        .where(ConceptRow.project_id == project_id, ConceptRow.word_list != "")
        .group_by(ConceptRow.word_list)
        .order_by(ConceptRow.word_list)
    )
    return dict(session.execute(wanted).all())


def remove_list(session: Session, project_id: int, name: str) -> None:
    """Take out the concepts that came from a list."""
    of_list = (ConceptRow.project_id == project_id, ConceptRow.word_list == name)
    session.execute(delete(ConceptRow).where(*of_list))


def pairs(
    session: Session, project_id: int, source_language: str, target_language: str
) -> list[tuple[str, str]]:
    """Every term in the one language with each of its concept in the other, as they came."""
    source, target = aliased(TermRow), aliased(TermRow)
    wanted = (
        select(source.text, target.text)
        .join(ConceptRow, ConceptRow.id == source.concept_id)
        .join(target, target.concept_id == source.concept_id)
        .where(ConceptRow.project_id == project_id)
        .where(source.language == source_language, target.language == target_language)
        .order_by(ConceptRow.id, source.id, target.id)
    )
    return [(word, other) for word, other in session.execute(wanted)]


def of_project(session: Session, project_id: int) -> list[Concept]:
    """All concepts with their terms, in the order they came."""
    terms: dict[int, list[Term]] = {}
    words = select(TermRow).join(ConceptRow, ConceptRow.id == TermRow.concept_id)
    words = words.where(ConceptRow.project_id == project_id).order_by(TermRow.id)
    for row in session.scalars(words):
        term = Term(row.language, row.text, row.status)
        terms.setdefault(row.concept_id, []).append(term)
    wanted = select(ConceptRow).where(ConceptRow.project_id == project_id).order_by(ConceptRow.id)
    return [
        Concept(row.id, tuple(terms.get(row.id, ())), row.definition, row.note, row.word_list)
        for row in session.scalars(wanted)
    ]
