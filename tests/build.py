"""Makes the values and project files that tests start from; everything has a default."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from core.document import Document
from core.people import Person, Role
from core.segment import NO_ORIGIN, TYPED, Segment, State
from db import documents, segments
from db.store import Store
from services import projects

TRANSLATOR = Person("Aigul")
REVIEWER = Person("Rustam", Role.REVIEWER)


def make_segment(
    source: str = "Everyone has the right to life.",
    target: str = "",
    state: State | None = None,
    **others: object,
) -> Segment:
    """A segment that is not stored; typed and translated where it has a target."""
    usual = State.TRANSLATED if target else State.NEW
    segment = Segment(
        0, 0, 0, "0-1", source, target, state or usual, TYPED if target else NO_ORIGIN, "en"
    )
    return replace(segment, **others)  # type: ignore[arg-type]


def make_project(
    folder: Path,
    wanted: Iterable[Segment] = (),
    *,
    name: str = "project.terjiman",
    source_language: str = "en",
    target_language: str = "ru",
) -> Store:
    """An open project file; with segments, they are its one document."""
    store, _ = projects.create(folder / name, source_language, target_language)
    wanted = list(wanted)
    if wanted:
        add_document(store, wanted)
    return store


def add_document(
    store: Store,
    wanted: Iterable[Segment],
    name: str = "text.txt",
    original: bytes = b"original",
) -> Document:
    """A document at the end of the project, its segments numbered in their order."""
    project = projects.project_of(store)
    document = Document(
        0, 0, name, "text", "utf-8", project.source_language, project.target_language
    )
    placed = [
        replace(segment, position=position, key=f"{position}-{position + 1}")
        for position, segment in enumerate(wanted)
    ]
    with store.transaction() as session:
        stored = documents.add(
            session, project.id, document, original, "2026-11-22T10:15:00Z", TRANSLATOR.name
        )
        segments.add(session, stored.id, placed)
    return stored


def segments_of(store: Store, document: int = 0) -> list[Segment]:
    """The segments of a document as they are stored now; documents are counted from 0."""
    with store.reading() as session:
        found = documents.of_project(session, projects.project_of(store).id)
        return segments.of_document(session, found[document].id)
