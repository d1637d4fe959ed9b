"""Storing and finding alignments in progress."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.alignment.bead import Alignment, Bead
from core.alignment.session import AlignmentSession
from db.models import AlignmentRow


def add(session: Session, project_id: int, work: AlignmentSession) -> AlignmentSession:
    """Store an alignment; its id is given here."""
    row = AlignmentRow(
        project_id=project_id,
        source_name=work.source_name,
        target_name=work.target_name,
        source_language=work.source_language,
        target_language=work.target_language,
        source=list(work.source),
        target=list(work.target),
        beads=_plain(work.alignment),
        parallel=work.alignment.parallel,
        confidence=work.alignment.confidence,
    )
    session.add(row)
    session.flush()
    return _value(row)


def save(session: Session, work: AlignmentSession) -> None:
    """Store the beads of `work` as they stand now."""
    row = session.get_one(AlignmentRow, work.id)
    row.beads = _plain(work.alignment)
    row.parallel = work.alignment.parallel
    row.confidence = work.alignment.confidence


def of_project(session: Session, project_id: int) -> list[AlignmentSession]:
    """All alignments in progress, in the order they were begun."""
    wanted = select(AlignmentRow).where(AlignmentRow.project_id == project_id)
    return [_value(row) for row in session.scalars(wanted.order_by(AlignmentRow.id))]


def _plain(alignment: Alignment) -> list[list[object]]:
    return [[list(bead.source), list(bead.target), bead.confidence] for bead in alignment.beads]


def _value(row: AlignmentRow) -> AlignmentSession:
    beads = tuple(Bead(tuple(source), tuple(target), sure) for source, target, sure in row.beads)
    return AlignmentSession(
        row.id,
        row.source_name,
        row.target_name,
        row.source_language,
        row.target_language,
        tuple(row.source),
        tuple(row.target),
        Alignment(beads, row.parallel, row.confidence),
    )
