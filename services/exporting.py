"""Writes translations to files of other tools: built, read back, compared, only then put there.

A file is read back by a parser that shares nothing with the one that wrote it. What differs stops
the export, and the file that was there before stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.comments import Comment
from core.document import Document
from core.errors import ExportError
from core.formats.format import Filled
from core.formats.po import PoFormat
from core.formats.po_writing import write_po
from core.formats.proof import (
    Entry,
    differences,
    expected_filled,
    expected_po,
    expected_tmx,
)
from core.formats.proof_po import read_back_po
from core.formats.proof_tmx import read_back_tmx
from core.formats.tmx_writing import write_tmx
from core.formats.written import Written
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Segment, State
from db import comments, documents, projects, segments
from db.store import Store
from services import files, memory
from services.version import VERSION


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where, and what the format could not hold."""

    path: Path
    segments: int
    warnings: tuple[str, ...]


def export(
    store: Store,
    to: str,
    path: Path,
    from_state: State = State.NEW,
    document_name: str | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write one document, or the whole project, to `path`: segments from a state up.

    A PO document goes out as the file that came in, with its targets filled; everything else
    becomes a new file. Raises ExportError; what was at `path` is still there then.
    """
    progress = progress or Progress()
    progress.step(0.0, path.name)
    document = _wanted(store, document_name)
    if to == "po" and document and document.format == "po":
        written, number = _refilled(store, document, from_state)
    else:
        units = memory.units(store, from_state, document.id if document else None)
        units = [unit for unit in units if unit.target or to == "po"]
        written, number = _MAKERS[to](store, units), len(units)
    progress.step(0.8, path.name)
    files.replace(path, written.data)
    progress.step(1.0, path.name)
    return Exported(path, number, written.warnings)


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


def _new_tmx(store: Store, units: list[TranslationUnit]) -> Written:
    with store.reading() as session:
        source_language = projects.only(session).source_language
    written = write_tmx(units, source_language, VERSION)
    _prove(expected_tmx(units), read_back_tmx(written.data))
    return written


def _new_po(store: Store, units: list[TranslationUnit]) -> Written:
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
    _prove(expected_po(units), read_back_po(written.data))
    return written


_MAKERS = {"tmx": _new_tmx, "po": _new_po}


def _refilled(store: Store, document: Document, from_state: State) -> tuple[Written, int]:
    with store.reading() as session:
        original = documents.original(session, document.id)
        whole = segments.of_document(session, document.id)
        reasons = _reasons(comments.of_project(session, projects.only(session).id))
    format_ = PoFormat()
    filled = _filled(whole, from_state, reasons)
    data = format_.fill(original, document.encoding, filled)
    parsed = format_.read(original, document.encoding)
    _prove(expected_filled(parsed, filled), read_back_po(data, document.encoding))
    return Written(data, parsed.warnings), len(filled)


def _filled(
    whole: list[Segment], from_state: State, reasons: Mapping[int, str]
) -> dict[str, Filled]:
    return {
        segment.key: Filled(
            segment.source, segment.target, segment.state, reasons.get(segment.id, "")
        )
        for segment in whole
        if segment.state.rank >= from_state.rank
    }


def _reasons(standing: list[Comment]) -> dict[int, str]:
    """Why each segment was last sent back."""
    return {comment.segment_id: comment.text for comment in standing if comment.is_reason}


def _prove(meant: list[Entry], found: list[Entry]) -> None:
    if wrong := differences(meant, found):
        raise ExportError(
            "The file that was written does not read back as it was meant, so it was thrown away "
            "and nothing was replaced. " + " ".join(wrong)
        )
