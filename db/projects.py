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
    """The one project of a project file. Raises DamagedStoreError when there is none, or more."""
    try:
        rows = session.scalars(select(ProjectRow)).all()
    except ValueError as error:  # of JSON
        raise _damaged(str(error)) from error
    if not rows:
        raise DamagedStoreError(
            "The file holds no project. If it was copied while the project was open, close that "
            "and copy it again; if the program was stopped while making it, delete it."
        )
    if len(rows) > 1 or not isinstance(rows[0].uid, str):
        raise _damaged("more than one project, or one without an identity")
    return _value(rows[0])


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
    """How the project uses memory; what it never said is as usual. Raises DamagedStoreError."""
    kept = session.get_one(ProjectRow, project_id).matching
    usual = MatchingSettings()
    try:
        return MatchingSettings(
            PenaltySettings(**{**asdict(usual.penalties), **kept.get("penalties", {})}),
            Propagation(kept.get("propagation", usual.propagation)),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise _damaged(str(error)) from error


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


def _damaged(why: str) -> DamagedStoreError:
    return DamagedStoreError(
        f"The file is damaged: what it says of its project cannot be understood ({why}). Restore "
        "it from a backup."
    )
