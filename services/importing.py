"""Bringing files into a project: as documents to translate, as bitexts, or as memory.

Everything is understood first and stored last, in one transaction: an error, a cancelled import
or a crash leaves the project as it was.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from core.alignment.session import AlignmentSession
from core.counting import counted
from core.document import Document
from core.errors import ExpectedError, UnreadableFileError
from core.formats.format import Format
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import TmxUnits
from core.hygiene.defect import Defect, DefectKind
from core.language import language
from core.memory.unit import TranslationUnit
from core.people import Person
from core.progress import Progress
from core.project import Project
from core.segment import Segment
from db import alignments, documents, memory, projects, segments
from db.store import Store
from services import files
from services.aligning import align_bitext, one_file, two_files
from services.clock import now
from services.memory import segment_unit, with_neighbours
from services.reading import Reading, format_of, read_file


class ImportAs(StrEnum):
    """What a file becomes in the project."""

    SOURCE = "source"
    BITEXT = "bitext"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: a document or memory, how much, and what the person should know.

    `defects` are those that were left in running text.
    """

    document: Document | None
    segments: int
    units: int
    warnings: tuple[str, ...] = ()
    defects: tuple[Defect, ...] = ()


def import_file(
    store: Store,
    path: Path,
    person: Person,
    translation: Path | None = None,
    as_: ImportAs | None = None,
    encoding: str | None = None,
    *,
    insist: bool = False,
    repairing: Collection[DefectKind] = (),
    progress: Progress | None = None,
) -> Imported:
    """Import a file, and its translation where there is one, as what it is or as `as_`.

    Without `as_`, two files are a bitext, TMX is memory, everything else a document; a PO or TMX
    is a bitext in itself. Texts that do not look like translations of each other raise
    NotParallelError unless the person insists. Defects of running text of the kinds in `repairing`
    are repaired in what is made of it; the original is kept as it is. Raises UnreadableFileError,
    EncodingError, Cancelled, and ExpectedError for files that do not fit together or into the
    project. The project is as it was then.
    """
    job = _Job(store, _project(store), person, repairing, progress or Progress())
    job.progress.step(0, path.name)
    format_ = format_of(path)
    as_ = as_ or _usual(format_, translation)
    if translation:
        _require_text(path, format_, as_)
        _require_text(translation, format_of(translation), as_)
    if as_ is ImportAs.MEMORY and format_.name == "tmx":
        return _import_tmx(job, path, encoding)
    reading = job.read(path, job.project.source_language, encoding, job.progress.part(0, 0.3))
    if not format_.running_text:
        return _import_pairs(job, reading, as_)
    return _import_text(job, reading, translation, as_, encoding, insist=insist)


@dataclass(frozen=True, slots=True)
class _Job:
    """Into what, for whom, what is repaired on the way, and who hears how far it is."""

    store: Store
    project: Project
    person: Person
    repairing: Collection[DefectKind]
    progress: Progress

    def read(self, path: Path, language: str, encoding: str | None, progress: Progress) -> Reading:
        """Understand a file, repairing what is wished for."""
        return read_file(path, language, encoding, progress, self.repairing)

    def left(self, *readings: Reading) -> tuple[Defect, ...]:
        """The defects in these files that are not repaired."""
        found = (defect for reading in readings for defect in reading.defects)
        return tuple(defect for defect in found if defect.kind not in self.repairing)


def _usual(format_: Format, translation: Path | None) -> ImportAs:
    if translation:
        return ImportAs.BITEXT
    return ImportAs.MEMORY if format_.name == "tmx" else ImportAs.SOURCE


def _require_text(path: Path, format_: Format, as_: ImportAs) -> None:
    if as_ is ImportAs.SOURCE:
        raise ExpectedError(
            f"“{path.name}” cannot be imported as a document to translate together with a "
            "translation. Leave one of the two wishes out."
        )
    if not format_.running_text:
        raise ExpectedError(
            f"“{path.name}” ({format_.title}) holds its translations itself and cannot be aligned "
            "with another file. Import it alone."
        )


# -- files that hold both languages --------------------------------------------------------------


def _import_tmx(job: _Job, path: Path, encoding: str | None) -> Imported:
    """The units between the project's languages, read without making segments of them."""
    languages = (job.project.source_language, job.project.target_language)
    with files.opened(path) as (file, size):
        found = TmxUnits(TmxReader(file, size, encoding), [languages])
        units = (each.unit for each in found.read(job.progress))
        number = _add_units(job, units)
    return Imported(None, 0, number, found.findings.sentences())


def _import_pairs(job: _Job, reading: Reading, as_: ImportAs) -> Imported:
    _require_languages(job.project, reading)
    if as_ is not ImportAs.MEMORY:
        return _keep_document(job, reading, reading.segments)
    finished = [part for part in reading.segments if part.is_confirmed]
    return _keep_units(job, _units(job.project, reading, finished), reading.parsed.warnings)


def _require_languages(project: Project, reading: Reading) -> None:
    """Raises ExpectedError where the file says that it is in other languages."""
    wanted = (project.source_language, project.target_language)
    found = (reading.parsed.source_language, reading.parsed.target_language)
    for tag, other in zip(wanted, found, strict=True):
        if other not in ("", tag):
            raise ExpectedError(
                f"“{reading.path.name}” says that it holds {language(other).name}, and this "
                f"project translates from {language(wanted[0]).name} into "
                f"{language(wanted[1]).name}. Import it into another project, or correct what the "
                "file says of its language."
            )


# -- running text -------------------------------------------------------------------------------


def _import_text(
    job: _Job,
    reading: Reading,
    translation: Path | None,
    as_: ImportAs,
    encoding: str | None,
    *,
    insist: bool,
) -> Imported:
    if not reading.segments:
        raise UnreadableFileError(f"“{reading.path.name}” holds no text. Nothing was imported.")
    defects = job.left(reading)
    if as_ is ImportAs.SOURCE:
        return replace(_keep_document(job, reading, reading.segments), defects=defects)
    if translation:
        target_language = job.project.target_language
        other = job.read(translation, target_language, encoding, job.progress.part(0.3, 0.6))
        defects += job.left(other)
        bitext = two_files(job.project, reading, other, insist=insist)
    else:
        bitext = one_file(job.project, reading)
    stage = job.progress.part(0.6, 0.8)
    found = align_bitext(job.store, job.project, bitext, stage, insist=insist)
    if as_ is ImportAs.MEMORY:
        units = _units(job.project, reading, found.segments())
        return replace(_keep_units(job, units, found.warnings()), defects=defects)
    work = found.session(job.project)
    kept = _keep_document(job, reading, found.segments(), found.warnings(), work)
    return replace(kept, defects=defects)


def _units(project: Project, reading: Reading, found: Sequence[Segment]) -> list[TranslationUnit]:
    document = _document(project, reading, reading.path.name)
    at = now()
    return [
        replace(segment_unit(project, document, part, before, after), uid="", created=at)
        for before, part, after in with_neighbours(found)
        if part.source and part.target
    ]


# -- keeping -------------------------------------------------------------------------------------


def _keep_document(
    job: _Job,
    reading: Reading,
    found: Sequence[Segment],
    warnings: tuple[str, ...] = (),
    work: AlignmentSession | None = None,
) -> Imported:
    track = job.progress.part(0.8, 1).track(found, len(found), reading.path.name)
    with job.store.transaction() as session:
        names = {known.name for known in documents.of_project(session, job.project.id)}
        wanted = _document(job.project, reading, free_name(reading.path, names))
        document = documents.add(
            session, job.project.id, wanted, reading.original, now(), job.person.name
        )
        segments.add(session, document.id, track)
        if work:
            alignments.add(session, job.project.id, work)
        job.progress.step(1.0)
    notes = reading.parsed.warnings + _language_notes(job.project, found) + warnings
    return Imported(document, len(found), 0, notes)


def _keep_units(job: _Job, units: Sequence[TranslationUnit], warnings: tuple[str, ...]) -> Imported:
    track = job.progress.part(0.8, 1).track(units, len(units))
    return Imported(None, 0, _add_units(job, track), warnings)


def _add_units(job: _Job, units: Iterable[TranslationUnit]) -> int:
    with job.store.transaction() as session:
        number = memory.add(session, job.project.id, units)
        job.progress.step(1.0)
    return number


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


def free_name(path: Path, taken: set[str]) -> str:
    """A name for the document from `path` that no other document has."""
    number, free = 2, path.name
    while free in taken:
        free = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return free


def _language_notes(project: Project, found: Sequence[Segment]) -> tuple[str, ...]:
    locked = [part for part in found if part.locked]
    if not locked:
        return ()
    names = ", ".join(sorted({language(part.language).name for part in locked}))
    wanted = language(project.source_language).name
    number = counted(len(locked), "sentence")
    return (f"Kept and locked, as they are in {names} and not in {wanted}: {number}.",)


def _project(store: Store) -> Project:
    with store.reading() as session:
        return projects.only(session)
