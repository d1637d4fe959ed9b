"""Making, opening and describing a project."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from core import language
from core.document import Document
from core.engine import EngineSettings
from core.errors import ExpectedError
from core.memory.settings import MatchingSettings
from core.project import SUFFIX, Project
from core.segment import Segment, State
from db import documents, glimpse, memory, projects, segments
from db.store import Store, create_store, open_store
from services import consent, identity
from services.clock import now


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document with its segments; `damaged` are positions whose text changed on disk."""

    document: Document
    segments: tuple[Segment, ...]
    damaged: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """How far one document is: segments by state, without locked ones."""

    document: Document
    counts: dict[State, int]


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """How far a project is; `units` counts memory that came from outside."""

    project: Project
    documents: tuple[DocumentStatus, ...]
    units: int

    @property
    def counts(self) -> dict[State, int]:
        """Segments by state over all documents."""
        return {
            state: sum(document.counts.get(state, 0) for document in self.documents)
            for state in State
        }

    def after(self, steps: Iterable[tuple[Segment, Segment]]) -> "ProjectStatus":
        """The status once these steps (before, after) were made, of which none joins segments."""
        counts = {found.document.id: Counter(found.counts) for found in self.documents}
        for before, after in steps:
            of_document = counts[before.document_id]
            of_document[before.state] -= not before.locked
            of_document[after.state] += not after.locked
        return replace(
            self,
            documents=tuple(
                replace(found, counts=dict(+counts[found.document.id])) for found in self.documents
            ),
        )


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """A project file that was opened, with its first document if it has one."""

    store: Store
    project: Project
    first: OpenDocument | None


def create(
    path: Path, source_language: str, target_language: str, name: str = ""
) -> tuple[Store, Project]:
    """Make a project file at `path` (which gets its ending when it has none) and open it.

    Raises ExpectedError for unknown or equal languages, StoreError for a path that will not do.
    """
    for tag in (source_language, target_language):
        language.language(tag)
    if source_language == target_language:
        raise ExpectedError("Source and target language are the same. Choose two different ones.")
    path = _with_ending(path)
    store = create_store(path)
    uid = identity.new_uid()
    wanted = Project(0, name or path.stem, source_language, target_language, now(), uid=uid)
    try:
        with store.transaction() as session:
            made = projects.add(session, wanted)
        identity.remember_place(store, made)
        return store, made
    except BaseException:
        store.discard()
        raise


def open_project(path: Path, *, read_only: bool = False) -> tuple[Store, Project]:
    """Open a project file, whose ending may be left out. Raises StoreError and its kinds.

    A copy beside its original becomes a project of its own; see services.identity.
    """
    # Path.exists would raise where the folder may not be looked into.
    found = path if os.path.exists(path) else _with_ending(path)  # noqa: PTH110
    store = open_store(found, read_only=read_only)
    try:
        return store, identity.recognised(store)
    except BaseException:
        store.close()
        raise


def open_with_document(path: Path, *, read_only: bool = False) -> OpenedProject:
    """Open a project file with its first document, as a window shows it. Raises StoreError."""
    store, project = open_project(path, read_only=read_only)
    try:
        with store.reading() as session:
            found = documents.of_project(session, project.id)
        return OpenedProject(store, project, open_document(store, found[0].id) if found else None)
    except BaseException:
        store.close()
        raise


def _with_ending(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(SUFFIX)


def project_of(store: Store) -> Project:
    """The project that an open file holds."""
    with store.reading() as session:
        return projects.only(session)


def allow_self_approval(store: Store, *, allowed: bool) -> Project:
    """Say whether people may approve what they translated themselves."""
    with store.transaction() as session:
        project = projects.only(session)
        projects.set_self_approval(session, project.id, allowed=allowed)
        return projects.only(session)


def engine_settings(store: Store) -> EngineSettings:
    """The project's choice of machine translation; on where it was allowed on this computer."""
    with store.reading() as session:
        project = projects.only(session)
        found = projects.engine_settings(session, project.id)
    return replace(found, on=consent.is_given(project, found))


def choose_engine(store: Store, settings: EngineSettings) -> None:
    """Store the project's choice of machine translation.

    The person's consent, or its end, is kept on this computer alone. Raises ExportError where it
    cannot be.
    """
    with store.transaction() as session:
        project = projects.only(session)
        projects.set_engine_settings(session, project.id, settings)
        consent.keep(project, settings)


def matching_settings(store: Store) -> MatchingSettings:
    """How the project uses memory: penalties, and what repetitions become."""
    with store.reading() as session:
        return projects.matching(session, projects.only(session).id)


def choose_matching(store: Store, settings: MatchingSettings) -> None:
    """Store how the project uses memory."""
    with store.transaction() as session:
        projects.set_matching(session, projects.only(session).id, settings)


def status(store: Store) -> ProjectStatus:
    """Documents with their segments by state."""
    with store.reading() as session:
        project = projects.only(session)
        counts = segments.count_by_state(session, project.id)
        found = [
            DocumentStatus(document, counts.get(document.id, {}))
            for document in documents.of_project(session, project.id)
        ]
        return ProjectStatus(project, tuple(found), memory.count(session, project.id))


def document_called(store: Store, name: str) -> Document:
    """The document called `name`. Raises ExpectedError, with the names that there are."""
    with store.reading() as session:
        found = documents.of_project(session, projects.only(session).id)
    for document in found:
        if document.name == name:
            return document
    names = ", ".join(f"“{document.name}”" for document in found) or "none"
    raise ExpectedError(f"The project has no document “{name}”. It has: {names}.")


def open_document(store: Store, document_id: int) -> OpenDocument:
    """A document with all its segments, checked for silent damage."""
    with store.reading() as session:
        found, damaged = segments.of_document_checked(session, document_id)
        return OpenDocument(documents.get(session, document_id), tuple(found), tuple(damaged))


def first_look(store: Store, document_id: int) -> OpenDocument:
    """A document with some neighbouring segments around the place where work goes on, unchecked."""
    with store.reading() as session:
        found = glimpse.around_work(session, document_id)
        return OpenDocument(documents.get(session, document_id), found, ())
