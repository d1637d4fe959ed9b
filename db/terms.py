"""Storing and finding the project's terminology."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.terms import Concept, Term
from db.models import ConceptRow, TermRow


def add(session: Session, project_id: int, concept: Concept) -> Concept:
    """Store a concept with its terms; its id is given here."""
    row = ConceptRow(project_id=project_id, definition=concept.definition, note=concept.note)
    session.add(row)
    session.flush()
    session.add_all(
        TermRow(concept_id=row.id, language=t.language, text=t.text, status=t.status)
        for t in concept.terms
    )
    return Concept(row.id, concept.terms, concept.definition, concept.note)


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
        Concept(row.id, tuple(terms.get(row.id, ())), row.definition, row.note)
        for row in session.scalars(wanted)
    ]
