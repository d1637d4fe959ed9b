"""Storing and finding translation units that came from outside the project."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import delete as sql_delete
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from core.memory.unit import TranslationUnit
from core.segment import Origin
from db.models import UnitRow

_BATCH = 5000
_VARIABLES = 500  # SQLite bounds those of a statement


def add(session: Session, project_id: int, units: Iterable[TranslationUnit]) -> int:
    """Store units, read one by one, and return how many there were."""
    number = 0
    rows = ({"project_id": project_id, **_columns(unit)} for unit in units)
    while batch := list(islice(rows, _BATCH)):
        session.execute(insert(UnitRow), batch)
        number += len(batch)
    return number


def of_project(session: Session, project_id: int) -> list[TranslationUnit]:
    """All units from outside, in the order they came."""
    wanted = select(UnitRow).where(UnitRow.project_id == project_id).order_by(UnitRow.id)
    return [_value(row) for row in session.scalars(wanted)]


def get(session: Session, ids: Iterable[int]) -> dict[int, TranslationUnit]:
    """The units with these ids."""
    found: dict[int, TranslationUnit] = {}
    some = iter(ids)
    while batch := list(islice(some, _VARIABLES)):
        rows = session.scalars(select(UnitRow).where(UnitRow.id.in_(batch)))
        found |= {row.id: _value(row) for row in rows}
    return found


def delete(session: Session, ids: Iterable[int]) -> None:
    """Take the units with these ids out."""
    some = iter(ids)
    while batch := list(islice(some, _VARIABLES)):
        session.execute(sql_delete(UnitRow).where(UnitRow.id.in_(batch)))


def count(session: Session, project_id: int) -> int:
    """How many units came from outside."""
    return session.scalar(select(func.count()).where(UnitRow.project_id == project_id)) or 0


def _columns(unit: TranslationUnit) -> dict[str, object]:
    return {
        "uid": unit.uid,
        "source": unit.source,
        "target": unit.target,
        "source_language": unit.source_language,
        "target_language": unit.target_language,
        "state": unit.state,
        "origin_kind": unit.origin.kind,
        "origin_score": unit.origin.score,
        "origin_detail": unit.origin.detail,
        "author": unit.author,
        "created": unit.created,
        "changed_by": unit.changed_by,
        "changed": unit.changed,
        "document": unit.document,
        "context_before": unit.context_before,
        "context_after": unit.context_after,
        "notes": list(unit.notes),
        "props": [list(prop) for prop in unit.props],
    }


def _value(row: UnitRow) -> TranslationUnit:
    return TranslationUnit(
        source=row.source,
        target=row.target,
        source_language=row.source_language,
        target_language=row.target_language,
        uid=row.uid,
        state=row.state,
        origin=Origin(row.origin_kind, row.origin_score, row.origin_detail),
        author=row.author,
        created=row.created,
        changed_by=row.changed_by,
        changed=row.changed,
        document=row.document,
        context_before=row.context_before,
        context_after=row.context_after,
        notes=tuple(row.notes),
        props=tuple((name, value) for name, value in row.props),
    )
