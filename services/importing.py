"""Bringing files into a project: as documents to translate, as bitexts, or as memory.

Everything is understood first and stored last, in one transaction: an error, a cancelled import
or a crash leaves the project as it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.alignment.aligner import align
from core.alignment.bead import Alignment, Bead
from core.alignment.session import AlignmentSession
from core.document import Document, LanguageRun, language_runs
from core.errors import ExpectedError, NotParallelError
from core.formats import format_for
from core.formats.format import Block, Format, ParsedFile
from core.identify import identify_paragraphs
from core.language import language
from core.memory.unit import TranslationUnit
from core.people import Person
from core.progress import Progress
from core.project import Project
from core.segment import Origin, OriginKind, Segment, State
from core.segmentation import segment
from db import alignments, documents, memory, projects, segments
from db.store import Store
from services import files
from services.clock import now
from services.exporting import segment_units


class ImportAs(StrEnum):
    """What a file becomes in the project."""

    SOURCE = "source"
    BITEXT = "bitext"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file, before anything is stored."""

    path: Path
    format: Format
    original: bytes
    parsed: ParsedFile
    segments: tuple[Segment, ...]

    @property
    def runs(self) -> tuple[LanguageRun, ...]:
        """The runs of languages the file is written in."""
        return language_runs(self.segments)

    def languages(self) -> tuple[str, ...]:
        """The languages found, in the order they first occur."""
        return tuple(dict.fromkeys(run.language for run in self.runs if run.language))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: a document or memory, how much, and what the person should know."""

    document: Document | None
    segments: int
    units: int
    warnings: tuple[str, ...] = ()


def read_file(path: Path, source_language: str, encoding: str | None = None) -> Reading:
    """Understand a file without storing anything.

    Paragraphs of running text are identified and cut into sentences; those that are in another
    language than `source_language` are marked as locked. Raises UnreadableFileError,
    EncodingError.
    """
    data = files.read(path)
    format_ = format_for(path.name, data)
    parsed = format_.read(data, encoding)
    if format_.running_text:
        found = _cut(parsed.blocks, source_language)
    else:
        tag = parsed.source_language or source_language
        found = [_as_it_stands(block, n, tag) for n, block in enumerate(parsed.blocks)]
    return Reading(path, format_, data, parsed, tuple(found))


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


# -- reading ------------------------------------------------------------------------------------


def _cut(blocks: Sequence[Block], source_language: str) -> list[Segment]:
    found = identify_paragraphs([block.source for block in blocks])
    cut: list[Segment] = []
    for block, identified in zip(blocks, found, strict=True):
        start = int(block.key.split("-")[0])
        for part in segment(block.source, identified.language or source_language):
            text = part.strip()
            begin = start + part.index(text)
            start += len(part)
            cut.append(
                Segment(
                    id=0,
                    document_id=0,
                    position=len(cut),
                    key=f"{begin}-{begin + len(text)}",
                    source=text,
                    language=identified.language,
                    language_sure=identified.sure,
                    paragraph=block.paragraph,
                    locked=identified.language not in ("", source_language),
                )
            )
    return cut


def _as_it_stands(block: Block, position: int, tag: str) -> Segment:
    return Segment(
        id=0,
        document_id=0,
        position=position,
        key=block.key,
        source=block.source,
        target=block.target,
        state=block.state,
        origin=block.origin,
        language=tag,
        paragraph=block.paragraph,
        note=block.note,
        context=block.context,
    )


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
    text = _text_of(reading)
    if translation:
        other = read_file(translation, project.target_language, encoding)
        return _Pair(reading.segments, other.segments, text, _text_of(other), translation.name)
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


def _text_of(reading: Reading) -> str:
    from core.encoding import decode

    return decode(reading.original, reading.parsed.encoding).text


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
        wanted = Document(
            0,
            0,
            _free_name(reading.path.name, names),
            reading.format.name,
            reading.parsed.encoding,
            project.source_language,
            project.target_language,
        )
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
    units = segment_units(project, reading.path.name, reading.segments)
    return _add_units(store, project, units, reading.parsed.warnings, progress)


def _keep_aligned_units(
    store: Store,
    project: Project,
    reading: Reading,
    pair: _Pair,
    work: Alignment,
    progress: Progress,
) -> Imported:
    found = _bead_segments(work, pair)
    units = segment_units(project, reading.path.name, found)
    return _add_units(store, project, units, reading.parsed.warnings, progress)


def _add_units(
    store: Store,
    project: Project,
    units: Iterable[TranslationUnit],
    warnings: tuple[str, ...],
    progress: Progress,
) -> Imported:
    with store.transaction() as session:
        number = memory.add(session, project.id, progress.part(0.8, 1).track(units, 1000))
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
