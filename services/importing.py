"""Bringing files into a project: as documents to translate, as bitexts, or as memory.

Everything is understood first and stored last, in one transaction: an error, a cancelled import
or a crash leaves the project as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from core.alignment.aligner import align
from core.alignment.bead import Alignment, Bead
from core.alignment.session import AlignmentSession
from core.document import Document
from core.errors import ExpectedError, NotParallelError
from core.formats.tmx_reading import read_units
from core.language import language
from core.memory.unit import TranslationUnit
from core.people import Person
from core.progress import Progress
from core.project import Project
from core.segment import Origin, OriginKind, Segment, State
from db import alignments, documents, memory, projects, segments
from db.store import Store
from services.clock import now
from services.memory import segment_unit, with_neighbours
from services.reading import Reading, read_file


class ImportAs(StrEnum):
    """What a file becomes in the project."""

    SOURCE = "source"
    BITEXT = "bitext"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: a document or memory, how much, and what the person should know."""

    document: Document | None
    segments: int
    units: int
    warnings: tuple[str, ...] = ()


def import_file(
    store: Store,
    path: Path,
    person: Person,
    translation: Path | None = None,
    as_: ImportAs | None = None,
    encoding: str | None = None,
    *,
    insist: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Import a file, and its translation where there is one, as what it is or as `as_`.

    Without `as_`, two files are a bitext, TMX is memory, everything else a document. Texts that
    do not look like translations of each other raise NotParallelError unless the person insists.
    Raises UnreadableFileError, EncodingError, Cancelled; the project is as it was then.
    """
    progress = progress or Progress()
    project = _project(store)
    reading = read_file(path, project.source_language, encoding)
    if as_ is None:
        memory_file = reading.format.name == "tmx"
        as_ = ImportAs.MEMORY if memory_file else ImportAs.SOURCE
        as_ = ImportAs.BITEXT if translation else as_
    progress.step(0.1, path.name)
    if as_ is ImportAs.SOURCE or (as_ is ImportAs.BITEXT and not reading.format.running_text):
        return _keep_document(store, project, reading, reading.segments, person, progress)
    if not reading.format.running_text:
        return _keep_units(store, project, reading, progress)
    pair = _pair(project, reading, translation, encoding)
    work = _align(project, reading, pair, progress.part(0.1, 0.8), insist=insist)
    if as_ is ImportAs.MEMORY:
        return _keep_aligned_units(store, project, reading, pair, work, progress)
    return _keep_bitext(store, project, reading, pair, work, person, progress)


# -- aligning -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """The sentences of both sides as segments of the texts they were cut from."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    source_text: str
    target_text: str
    target_name: str


def _pair(
    project: Project, reading: Reading, translation: Path | None, encoding: str | None
) -> _Pair:
    """Two files, or the two runs of languages in one file."""
    text = reading.text()
    if translation:
        other = read_file(translation, project.target_language, encoding)
        return _Pair(reading.segments, other.segments, text, other.text(), translation.name)
    sides = [
        tuple(part for part in reading.segments if part.language == tag)
        for tag in (project.source_language, project.target_language)
    ]
    if not all(sides):
        found = ", ".join(language(tag).name for tag in reading.languages()) or "no known language"
        raise ExpectedError(
            f"“{reading.path.name}” does not hold a text in {_name(project.source_language)} and "
            f"one in {_name(project.target_language)}; found: {found}. Give the translation as a "
            "second file, or import it as a document to translate."
        )
    return _Pair(sides[0], sides[1], text, text, reading.path.name)


def _align(
    project: Project, reading: Reading, pair: _Pair, progress: Progress, *, insist: bool
) -> Alignment:
    found = align(
        [part.source for part in pair.source],
        [part.source for part in pair.target],
        project.source_language,
        project.target_language,
        progress,
    )
    if not found.parallel and not insist:
        raise NotParallelError(
            f"“{reading.path.name}” and its other half “{pair.target_name}” do not look like "
            "translations of each other, so nothing was imported. Check that they belong "
            "together, or insist if you are sure."
        )
    return found


def _bead_segment(bead: Bead, pair: _Pair, position: int) -> Segment:
    first, last = pair.source[bead.source[0]], pair.source[bead.source[-1]]
    begin, end = first.key.split("-")[0], last.key.split("-")[1]
    target = ""
    if bead.target:
        start = int(pair.target[bead.target[0]].key.split("-")[0])
        target = pair.target_text[start : int(pair.target[bead.target[-1]].key.split("-")[1])]
    confidence = round(bead.confidence * 100)
    return Segment(
        id=0,
        document_id=0,
        position=position,
        key=f"{begin}-{end}",
        source=pair.source_text[int(begin) : int(end)],
        target=target,
        state=State.DRAFT if target else State.NEW,
        origin=Origin(OriginKind.ALIGNMENT, confidence, pair.target_name) if target else Origin(),
        language=first.language,
        language_sure=first.language_sure,
        paragraph=first.paragraph,
    )


def _bead_segments(work: Alignment, pair: _Pair) -> list[Segment]:
    with_source = [bead for bead in work.beads if bead.source]
    return [_bead_segment(bead, pair, position) for position, bead in enumerate(with_source)]


# -- keeping ------------------------------------------------------------------------------------


def _keep_document(
    store: Store,
    project: Project,
    reading: Reading,
    found: Sequence[Segment],
    person: Person,
    progress: Progress,
    work: AlignmentSession | None = None,
    warnings: tuple[str, ...] = (),
) -> Imported:
    with store.transaction() as session:
        names = {document.name for document in documents.of_project(session, project.id)}
        wanted = _document(project, reading, _free_name(reading.path.name, names))
        document = documents.add(session, project.id, wanted, reading.original, now(), person.name)
        segments.add(session, document.id, progress.part(0.8, 1).track(found, len(found)))
        if work:
            alignments.add(session, project.id, work)
        progress.step(1.0)
    return Imported(
        document,
        len(found),
        0,
        reading.parsed.warnings + _language_notes(project, found) + warnings,
    )


def _keep_bitext(
    store: Store,
    project: Project,
    reading: Reading,
    pair: _Pair,
    work: Alignment,
    person: Person,
    progress: Progress,
) -> Imported:
    kept = AlignmentSession(
        0,
        reading.path.name,
        pair.target_name,
        project.source_language,
        project.target_language,
        tuple(part.source for part in pair.source),
        tuple(part.source for part in pair.target),
        work,
    )
    alone = sum(len(bead.target) for bead in work.beads if not bead.source)
    warning = (
        f"{alone} sentences of “{pair.target_name}” have no counterpart; they are kept with the "
        "alignment."
    )
    found = _bead_segments(work, pair)
    return _keep_document(
        store, project, reading, found, person, progress, kept, (warning,) if alone else ()
    )


def _keep_units(store: Store, project: Project, reading: Reading, progress: Progress) -> Imported:
    if reading.format.name == "tmx":
        found = read_units(reading.original, project.source_language, project.target_language)
        return _add_units(store, project, found.units, found.warnings, progress)
    finished = [part for part in reading.segments if part.is_confirmed]
    units = _units(project, reading, finished)
    return _add_units(store, project, units, reading.parsed.warnings, progress)


def _keep_aligned_units(
    store: Store,
    project: Project,
    reading: Reading,
    pair: _Pair,
    work: Alignment,
    progress: Progress,
) -> Imported:
    units = _units(project, reading, _bead_segments(work, pair))
    return _add_units(store, project, units, reading.parsed.warnings, progress)


def _units(project: Project, reading: Reading, found: Sequence[Segment]) -> list[TranslationUnit]:
    document = _document(project, reading, reading.path.name)
    return [
        replace(segment_unit(project, document, part, before, after, None), uid="")
        for before, part, after in with_neighbours(found)
        if part.source and part.target
    ]


def _document(project: Project, reading: Reading, name: str) -> Document:
    return Document(
        id=0,
        position=0,
        name=name,
        format=reading.format.name,
        encoding=reading.parsed.encoding,
        source_language=project.source_language,
        target_language=project.target_language,
    )


def _add_units(
    store: Store,
    project: Project,
    units: Sequence[TranslationUnit],
    warnings: tuple[str, ...],
    progress: Progress,
) -> Imported:
    with store.transaction() as session:
        number = memory.add(session, project.id, progress.part(0.8, 1).track(units, len(units)))
        progress.step(1.0)
    return Imported(None, 0, number, warnings)


def _project(store: Store) -> Project:
    with store.reading() as session:
        return projects.only(session)


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free = f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return free


def _language_notes(project: Project, found: Sequence[Segment]) -> tuple[str, ...]:
    other = {part.language for part in found if part.locked}
    if not other:
        return ()
    names = ", ".join(sorted(_name(tag) for tag in other))
    kept = sum(1 for part in found if part.locked)
    note = (
        f"{kept} sentences are not in {_name(project.source_language)} ({names}); they are kept, "
        "shown, and locked."
    )
    return (note,)


def _name(tag: str) -> str:
    return language(tag).name
