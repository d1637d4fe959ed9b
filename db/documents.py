"""Storing and finding documents with the bytes they were made from."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.document import Document
from db.models import DocumentRow

_COLUMNS = (
    DocumentRow.id,
    DocumentRow.position,
    DocumentRow.name,
    DocumentRow.format,
    DocumentRow.encoding,
    DocumentRow.source_language,
    DocumentRow.target_language,
)


def add(
    session: Session, project_id: int, document: Document, original: bytes, at: str, by: str
) -> Document:
    """Store `document` at the end of the project; its id and position are given here."""
    last = session.scalar(
        select(func.max(DocumentRow.position)).where(DocumentRow.project_id == project_id)
    )
    row = DocumentRow(
        project_id=project_id,
        position=0 if last is None else last + 1,
        name=document.name,
        format=document.format,
        encoding=document.encoding,
        source_language=document.source_language,
        target_language=document.target_language,
        original=original,
        imported=at,
        imported_by=by,
    )
    session.add(row)
    session.flush()
    return get(session, row.id)


def of_project(session: Session, project_id: int) -> list[Document]:
    """All documents, in their order."""
    wanted = select(*_COLUMNS).where(DocumentRow.project_id == project_id)
    return [Document(*row) for row in session.execute(wanted.order_by(DocumentRow.position))]


def get(session: Session, document_id: int) -> Document:
    """The document with this id."""
    found = session.execute(select(*_COLUMNS).where(DocumentRow.id == document_id)).one()
    return Document(*found)


def original(session: Session, document_id: int) -> bytes:
    """The bytes the document was made from."""
    return session.execute(
        select(DocumentRow.original).where(DocumentRow.id == document_id)
    ).scalar_one()


def arrival(session: Session, document_id: int) -> tuple[str, str]:
    """When the document was imported (UTC, ISO 8601), and by whom."""
    found = session.execute(
        select(DocumentRow.imported, DocumentRow.imported_by).where(DocumentRow.id == document_id)
    ).one()
    return found[0], found[1]
