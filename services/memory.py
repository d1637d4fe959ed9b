"""The project's memory: what its segments say, asked for anew each time and never copied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.document import Document
from core.history import Change
from core.memory.unit import TranslationUnit
from core.project import Project
from core.segment import Segment, State
from db import documents, history, memory, projects, segments
from db.store import Store


def units(
    store: Store, from_state: State = State.TRANSLATED, document_id: int | None = None
) -> list[TranslationUnit]:
    """Segments as units, from `from_state` up, of one document or of all.

    Below draft their targets may be empty. Locked segments without a target are left out: they
    are in a language that is not translated here.
    """
    found: list[TranslationUnit] = []
    with store.reading() as session:
        project = projects.only(session)
        for document in documents.of_project(session, project.id):
            if document_id in (None, document.id):
                whole = segments.of_document(session, document.id)
                past = history.of_segments(session, [segment.id for segment in whole])
                arrival = documents.arrival(session, document.id)
                found += _units_of(project, document, whole, past, arrival)
    return [unit for unit in found if unit.state.rank >= from_state.rank]


def of_segments(store: Store, ids: Sequence[int]) -> list[TranslationUnit]:
    """The units that these segments make, in any state."""
    with store.reading() as session:
        project = projects.only(session)
        past = history.of_segments(session, ids)
        of = {document.id: document for document in documents.of_project(session, project.id)}
        return [
            _unit_of(
                project,
                of[segment.document_id],
                segment,
                segments.neighbours(session, segment),
                past[segment.id],
                documents.arrival(session, segment.document_id),
            )
            for segment in segments.get(session, ids)
        ]


def everything(store: Store) -> list[TranslationUnit]:
    """What matches are looked for in: confirmed segments, and units that came from outside."""
    with store.reading() as session:
        outside = memory.of_project(session, projects.only(session).id)
    # Two foreign files may call different units by one name.
    return units(store) + [replace(unit, uid="") for unit in outside]


def with_neighbours(whole: Sequence[Segment]) -> Iterator[tuple[str, Segment, str]]:
    """Each segment of a document between the sources of its neighbours (empty at the ends)."""
    sources = ["", *(segment.source for segment in whole), ""]
    return zip(sources, whole, sources[2:], strict=False)


def unit_uid(project: Project, segment_id: int) -> str:
    """The name of a segment's unit: the same at every export, another in every project."""
    return f"{project.uid}-{segment_id}"


def is_of(project: Project, uid: str) -> bool:
    """Whether `uid` is the name of the unit of a segment of this project."""
    return uid.startswith(f"{project.uid}-")


def segment_unit(
    project: Project,
    document: Document,
    segment: Segment,
    before: str,
    after: str,
    last: Change | None = None,
) -> TranslationUnit:
    """The unit that a segment makes; `last` is the newest change of its history."""
    return TranslationUnit(
        source=segment.source,
        target=segment.target,
        source_language=document.source_language,
        target_language=document.target_language,
        uid=unit_uid(project, segment.id),
        state=segment.state,
        origin=segment.origin,
        changed_by=last.person.name if last else "",
        changed=last.at if last else "",
        document=document.name,
        context_before=before,
        context_after=after,
        notes=(segment.note,) if segment.note else (),
    )


def _units_of(
    project: Project,
    document: Document,
    whole: Sequence[Segment],
    past: Mapping[int, Sequence[Change]],
    arrival: tuple[str, str],
) -> Iterator[TranslationUnit]:
    for before, segment, after in with_neighbours(whole):
        if segment.target or not segment.locked:
            changes = past[segment.id]
            yield _unit_of(project, document, segment, (before, after), changes, arrival)


def _unit_of(
    project: Project,
    document: Document,
    segment: Segment,
    neighbours: tuple[str, str],
    changes: Sequence[Change],
    arrival: tuple[str, str],
) -> TranslationUnit:
    last = changes[-1] if changes else None
    created, author = _begun(changes) or arrival
    unit = segment_unit(project, document, segment, *neighbours, last)
    return replace(unit, created=created, author=author)


def _begun(changes: Sequence[Change]) -> tuple[str, str] | None:
    """When the first target was given and by whom; None for one that came with the document."""
    if not changes or changes[0].before.target:
        return None
    first = next((change for change in changes if change.after.target), None)
    return (first.at, first.person.name) if first else None
