"""Writes translations to files of other tools: built, read back, compared, only then put there.

A file is read back by a parser that shares nothing with the one that wrote it. What differs stops
the export, and the file that was there before stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from core.comments import Comment
from core.document import Document
from core.encoding import detect
from core.errors import ExportError
from core.formats.format import Filled
from core.formats.po import PoFormat
from core.formats.po_writing import write_po
from core.formats.proof import Entry, differences, expected_filled, expected_po
from core.formats.proof_po import read_back_po
from core.formats.tmx_writing import Level
from core.memory.memories import UnitFilter
from core.memory.selection import passes
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Segment, State
from db import comments, documents, projects, segments
from db import memory as outside
from db.store import Store
from services import files, memory
from services.tmx_files import write_tmx
from services.version import VERSION


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where, and what the format could not hold."""

    path: Path
    segments: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A file not yet written, what it is meant to hold, and how to find out what it does."""

    data: bytes
    meant: Sequence[Entry]
    read_back: Callable[[bytes], list[Entry]]
    segments: int
    warnings: tuple[str, ...] = ()

    def put(self, path: Path) -> None:
        """Write the file to `path` when it proves to hold what is meant.

        Raises ExportError; what was at `path` is still there then.
        """
        files.replace(path, self.data, self._prove)

    def _prove(self, data: bytes) -> None:
        if wrong := differences(self.meant, self.read_back(data)):
            raise ExportError(
                "The file that was written does not read back as it was meant, so it was thrown "
                f"away and nothing was replaced. {' '.join(wrong)}"
            )


@dataclass(frozen=True, slots=True)
class TmxWish:
    """How a TMX shall be: its level, and which units it holds.

    `with_memory` adds the units that were imported into the project as memory, unless one document
    is asked for. `wanted` is what units must be besides being in the wanted state and document.
    """

    level: Level = 1
    with_memory: bool = False
    wanted: UnitFilter = field(default_factory=UnitFilter)


def export(
    store: Store,
    to: str,
    path: Path,
    from_state: State = State.NEW,
    document_name: str | None = None,
    progress: Progress | None = None,
    tmx: TmxWish | None = None,
) -> Exported:
    """Write one document, or the whole project, to `path`: segments from a state up.

    A PO document goes out as the file that came in, with its targets filled; everything else
    becomes a new file. Raises ExportError; what was at `path` is still there then.
    """
    progress = progress or Progress()
    progress.step(0.0, path.name)
    _refuse_project(store, path)
    document = _wanted(store, document_name)
    if to == "po" and document and document.format == "po":
        made = _refilled(store, document, from_state)
    else:
        units = memory.units(store, from_state, document.id if document else None)
        progress.step(0.4, path.name)
        if to == "tmx":
            wish = tmx or TmxWish()
            if wish.with_memory and document_name is None:
                units += _from_outside(store, from_state)
            return _write_tmx(store, units, path, wish, progress)
        made = _new_po(store, units)
    progress.step(0.8, path.name)
    made.put(path)
    return Exported(path, made.segments, made.warnings)


def _refuse_project(store: Store, path: Path) -> None:
    if path.resolve() == store.path.resolve():
        raise ExportError(
            f"“{path}” is the project itself, so nothing was written. Choose another name."
        )


def _wanted(store: Store, name: str | None) -> Document | None:
    """The document called `name`; without a name the only one there is, or None for all."""
    with store.reading() as session:
        found = documents.of_project(session, projects.only(session).id)
    if name is None:
        return found[0] if len(found) == 1 else None
    for document in found:
        if document.name == name:
            return document
    names = ", ".join(f"“{document.name}”" for document in found) or "none"
    raise ExportError(f"The project has no document “{name}”. It has: {names}.")


def _from_outside(store: Store, from_state: State) -> list[TranslationUnit]:
    """The units that were imported as memory."""
    with store.reading() as session:
        found = outside.of_project(session, projects.only(session).id)
    return [unit for unit in found if unit.state.rank >= from_state.rank]


def _write_tmx(
    store: Store, units: list[TranslationUnit], path: Path, wish: TmxWish, progress: Progress
) -> Exported:
    with store.reading() as session:
        source_language = projects.only(session).source_language
    chosen = [unit for unit in units if unit.target and passes(unit, wish.wanted)]
    progress.step(0.5, path.name)
    done = write_tmx(
        progress.part(0.5, 0.8).track(chosen, len(chosen), path.name),
        path,
        source_language,
        wish.level,
        progress.part(0.8, 1),
    )
    return Exported(path, done.units, done.warnings)


def _new_po(store: Store, units: list[TranslationUnit]) -> Made:
    with store.reading() as session:
        project = projects.only(session)
        reasons = _reasons(comments.of_project(session, project.id))
    written = write_po(
        units,
        project.source_language,
        project.target_language,
        project.name,
        VERSION,
        {memory.unit_uid(project, segment_id): reason for segment_id, reason in reasons.items()},
    )
    meant = expected_po(written.units)
    return Made(written.data, meant, read_back_po, len(units), written.warnings)


def _refilled(store: Store, document: Document, from_state: State) -> Made:
    with store.reading() as session:
        original = documents.original(session, document.id)
        whole = segments.of_document(session, document.id)
        reasons = _reasons(comments.of_project(session, projects.only(session).id))
    format_ = PoFormat()
    filled = {part.key: _filled(part, from_state, reasons) for part in whole}
    data = format_.fill(original, document.encoding, filled)
    parsed = format_.read(original, document.encoding)
    # Targets that the encoding cannot hold have made the file UTF-8.
    found = detect(data)
    encoding = found if found.startswith("utf") else document.encoding
    return Made(
        data,
        expected_filled(parsed, filled),
        partial(read_back_po, encoding=encoding),
        sum(part.state.rank >= from_state.rank for part in whole),
        parsed.warnings,
    )


def _filled(segment: Segment, from_state: State, reasons: Mapping[int, str]) -> Filled:
    """What a segment puts into its file: nothing while it is below the wanted state."""
    if segment.state.rank < from_state.rank:
        return Filled(segment.source, "", State.NEW)
    return Filled(segment.source, segment.target, segment.state, reasons.get(segment.id, ""))


def _reasons(standing: list[Comment]) -> dict[int, str]:
    """Why each segment was last sent back."""
    return {comment.segment_id: comment.text for comment in standing if comment.is_reason}
