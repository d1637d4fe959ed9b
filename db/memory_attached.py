"""Which memory files a project uses, and how."""

from dataclasses import replace
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.memory.memories import AttachedMemory
from db import projects
from db.models import AttachedMemoryRow


def all_of(session: Session) -> list[AttachedMemory]:
    """The memories of the project, the first in priority first."""
    rows = select(AttachedMemoryRow).where(
        AttachedMemoryRow.project_id == projects.only(session).id
    )
    by_priority = rows.order_by(AttachedMemoryRow.priority, AttachedMemoryRow.id)
    return [_value(row) for row in session.scalars(by_priority)]


def add(session: Session, memory: AttachedMemory) -> AttachedMemory:
    """Store how the project uses a memory, and return it with its id.

    Where a memory of that name is used already, this one gets a number: matches name their memory.
    """
    row = AttachedMemoryRow(project_id=projects.only(session).id)
    names = {each.name for each in all_of(session)}
    free = (f"{memory.name} ({number})" for number in count(2))
    name = memory.name if memory.name not in names else next(n for n in free if n not in names)
    _fill(row, replace(memory, name=name))
    session.add(row)
    session.flush()
    return _value(row)


def change(session: Session, memory: AttachedMemory) -> None:
    """Store how a project uses an attached memory from now on."""
    _fill(session.get_one(AttachedMemoryRow, memory.id), memory)


def delete(session: Session, attached_id: int) -> None:
    """The project no longer uses this memory; its file stays as it is."""
    session.delete(session.get_one(AttachedMemoryRow, attached_id))


def _fill(row: AttachedMemoryRow, memory: AttachedMemory) -> None:
    row.path = memory.path
    row.name = memory.name
    row.writable = memory.writable
    row.priority = memory.priority
    row.penalty = memory.penalty
    row.enabled = memory.enabled


def _value(row: AttachedMemoryRow) -> AttachedMemory:
    return AttachedMemory(
        row.path, row.name, row.writable, row.priority, row.penalty, row.enabled, row.id
    )
