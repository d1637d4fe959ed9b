"""Which project is which: a copy beside its original becomes a project of its own.

Units in memories are called by the identity of their project. Whoever copies a project file to
begin the next edition expects that what is confirmed there replaces nothing of the last one.
"""

import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from core.errors import ExportError
from core.project import Project
from db import glimpse, projects
from db.store import Store
from services import notes_here

_TOPIC = "places"


def new_uid() -> str:
    """An identity that no project has."""
    return secrets.token_hex(8)


def recognised(store: Store) -> Project:
    """The project of a file; one that was copied takes on an identity of its own.

    It was copied where the file that was opened last as this project on this computer is still
    where it was. A file that was moved stays the same project.
    """
    with store.reading() as session:
        project = projects.only(session)
    if store.read_only:
        return project
    place, before = str(store.path.resolve()), notes_here.read(_TOPIC, project)
    if before == place:
        return project
    if before and _is_another(Path(before), store.path, project):
        project = replace(project, uid=new_uid())
        with store.transaction() as session:
            projects.set_uid(session, project.id, project.uid)
    remember_place(store, project)
    return project


def remember_place(store: Store, project: Project) -> None:
    """Keep in mind on this computer where the file of a project is, if anything can be kept."""
    with suppress(ExportError):
        notes_here.keep(_TOPIC, project, str(store.path.resolve()))


def _is_another(before: Path, now: Path, project: Project) -> bool:
    try:
        if before.samefile(now):
            return False
    except (OSError, ValueError):
        return False
    return glimpse.uid_of(before) == project.uid
