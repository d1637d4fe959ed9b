"""The first look at a project file: its first document around the place where work goes on.

SQLAlchemy takes longer to import than a window to appear, so this asks in plain SQL, and reads
little enough to be quick in any project.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.document import Document
from core.errors import StoreError
from core.project import Project
from core.segment import CONFIRMED, Origin, OriginKind, Segment, State
from db import sqlite

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AROUND = 100
"""Segments before and after that place; more than a screen shows."""

_PROJECT = """
    SELECT id, name, source_language, target_language, created, self_approval, uid FROM projects
"""
_DOCUMENT = """
    SELECT id, position, name, format, encoding, source_language, target_language FROM documents
    WHERE project_id = ? ORDER BY position LIMIT 1
"""
_WAITS = tuple(state for state in State if state not in CONFIRMED)
_IS_ANY_WAITING = f"""
    SELECT 1 FROM segments
    WHERE document_id = ? AND locked = 0 AND state IN ({", ".join("?" * len(_WAITS))}) LIMIT 1
"""
_WAITING = f"""
    SELECT position FROM segments
    WHERE document_id = ? AND NOT joined AND NOT locked
        AND state IN ({", ".join("?" * len(_WAITS))})
    ORDER BY position LIMIT 1
"""
_SEGMENTS = """
    SELECT id, document_id, position, key, source, target, state, origin_kind, origin_score,
        origin_detail, language, language_sure, paragraph, note, context, locked, version
    FROM segments WHERE document_id = ? AND NOT joined AND position BETWEEN ? AND ?
    ORDER BY position
"""
_FIRST_WITH_UID = 4
"""The first schema in which projects have an identity."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Some neighbouring segments of the first document of a project, not yet checked for damage."""

    project: Project
    document: Document
    segments: tuple[Segment, ...]


def glimpse(path: Path) -> Glimpse | None:
    """The first look at the project file `path`.

    None for whatever is not a sound file of the current schema with a document in it: opening it
    properly will tell what it is.
    """
    try:
        with sqlite.looking(path) as ask:
            return _glimpse(ask)
    except (StoreError, ValueError):  # a state or an origin that there is not: damage as well
        return None


def uid_of(path: Path) -> str:
    """The identity of the project in the file at `path`; empty where there is no such file."""
    try:
        with sqlite.looking(path, _FIRST_WITH_UID) as ask:
            return next((str(uid) for (uid,) in ask("SELECT uid FROM projects")), "")
    except StoreError:
        return ""


def around_work(session: "Session", document_id: int) -> tuple[Segment, ...]:
    """The segments of a document around the place where work goes on; none where it is damaged."""

    def ask(question: str, *values: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in session.connection().exec_driver_sql(question, values)]

    try:
        return _around(ask, document_id)
    except ValueError:  # a state or an origin that there is not
        return ()


def _glimpse(ask: sqlite.Ask) -> Glimpse | None:
    for project in ask(_PROJECT):
        for document in ask(_DOCUMENT, project[0]):
            segments = _around(ask, document[0])
            return Glimpse(_project(project), Document(*document), segments)
    return None


def _around(ask: sqlite.Ask, document_id: int) -> tuple[Segment, ...]:
    start = _start(ask, document_id)
    return tuple(map(_segment, ask(_SEGMENTS, document_id, start - _AROUND, start + _AROUND)))


def _start(ask: sqlite.Ask, document_id: int) -> int:
    """The place of the first segment to work on; 0 where all of them are done."""
    # By an index of states: the way through a document that is done would be long.
    if not ask(_IS_ANY_WAITING, document_id, *_WAITS):
        return 0
    return next((int(place) for (place,) in ask(_WAITING, document_id, *_WAITS)), 0)


def _project(row: tuple[Any, ...]) -> Project:
    id_, name, source, target, created, self_approval, uid = row
    return Project(id_, name, source, target, created, bool(self_approval), uid)


def _segment(row: tuple[Any, ...]) -> Segment:
    (id_, document_id, position, key, source, target, state, kind, score, detail) = row[:10]
    (tag, sure, paragraph, note, context, locked, version) = row[10:]
    return Segment(
        id_, document_id, position, key, source, target,
        State(state), Origin(OriginKind(kind), score, detail),
        tag, bool(sure), paragraph, note, context, bool(locked), version,
    )  # fmt: skip
