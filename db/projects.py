"""Storing and finding the project and its settings."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.engine import EngineSettings
from core.errors import DamagedStoreError
from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings, Propagation
from core.project import Project
from db.models import ProjectRow


def add(session: Session, project: Project) -> Project:
    """Store a new project, without machine translation, and return it with its id."""
    row = ProjectRow(
        name=project.name,
        source_language=project.source_language,
        target_language=project.target_language,
        created=project.created,
        self_approval=project.self_approval,
        engine_name="",
        engine_url="",
        matching={},
        uid=project.uid,
    )
    session.add(row)
    session.flush()
    return _value(row)


def only(session: Session) -> Project:
    """The one project of a project file. Raises DamagedStoreError when it was never put there."""
    row = session.scalars(select(ProjectRow)).one_or_none()
    if row is None:
        raise DamagedStoreError(
            "The file holds no project: the program was stopped while it was being made. "
            "Delete it and make the project again."
        )
    return _value(row)


def set_self_approval(session: Session, project_id: int, *, allowed: bool) -> None:
    """Allow or forbid people to approve what they translated themselves."""
    session.get_one(ProjectRow, project_id).self_approval = allowed


def set_uid(session: Session, project_id: int, uid: str) -> None:
    """Store what tells the project from all others."""
    session.get_one(ProjectRow, project_id).uid = uid


def engine_settings(session: Session, project_id: int) -> EngineSettings:
    """Which machine translation service the project uses; that it may is said elsewhere."""
    row = session.get_one(ProjectRow, project_id)
    return EngineSettings(row.engine_name, row.engine_url)


def set_engine_settings(session: Session, project_id: int, settings: EngineSettings) -> None:
    """Store the choice of machine translation; neither consent nor keys are ever stored here."""
    row = session.get_one(ProjectRow, project_id)
    row.engine_name = settings.name
    row.engine_url = settings.url


def matching(session: Session, project_id: int) -> MatchingSettings:
    """How the project uses memory; what it never said is as usual."""
    kept = session.get_one(ProjectRow, project_id).matching
    usual = MatchingSettings()
    return MatchingSettings(
        PenaltySettings(**{**asdict(usual.penalties), **kept.get("penalties", {})}),
        Propagation(kept.get("propagation", usual.propagation)),
    )


def set_matching(session: Session, project_id: int, settings: MatchingSettings) -> None:
    """Store how the project uses memory."""
    session.get_one(ProjectRow, project_id).matching = asdict(settings)


def _value(row: ProjectRow) -> Project:
    return Project(
        row.id,
        row.name,
        row.source_language,
        row.target_language,
        row.created,
        row.self_approval,
        row.uid,
    )
