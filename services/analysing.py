"""How much of a project's text memory knows already."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from core.document import Document
from core.memory.analysis import Amount, Analysis, Band, ProjectAnalysis, band_of, sorted_out
from core.memory.match import EXACT, MIN_THRESHOLD, Match
from core.memory.memories import AttachedMemory
from core.progress import Progress
from core.segment import Segment
from db import documents, projects, segments
from db.store import Store
from services import tables
from services.matching import Matcher
from services.memory import with_neighbours

_LOADED = 0.2
"""The share of the work that is done when the memories are ready."""


def analyse(
    store: Store,
    memories: Sequence[AttachedMemory] | None = None,
    progress: Progress | None = None,
) -> ProjectAnalysis:
    """Sort what is not confirmed yet by the best match that the memories have for it.

    Without `memories` those are asked that the project has attached; its own always is. Raises
    StoreError, and Cancelled.
    """
    progress = progress or Progress()
    texts = _texts(store)
    progress.step(0, "Reading memory")
    matcher = Matcher(store, memories)
    try:
        return _analysed(texts, matcher, progress.part(_LOADED, 1))
    finally:
        matcher.close()


def _texts(store: Store) -> list[tuple[Document, list[Segment]]]:
    with store.reading() as session:
        found = documents.of_project(session, projects.only(session).id)
        return [(document, segments.of_document(session, document.id)) for document in found]


def _analysed(
    texts: Sequence[tuple[Document, list[Segment]]], matcher: Matcher, progress: Progress
) -> ProjectAnalysis:
    seen: set[str] = set()
    total, done = sum(len(whole) for _, whole in texts), 0
    found = []
    for document, whole in texts:
        part = progress.part(done / max(1, total), (done + len(whole)) / max(1, total))
        rows = part.track(with_neighbours(whole), len(whole), document.name)
        kinds = (
            (_band(matcher, before, segment, after, seen), segment.source)
            for before, segment, after in rows
            if not segment.locked
        )
        found.append((document, sorted_out(kinds)))
        done += len(whole)
    return ProjectAnalysis(tuple(found))


def _band(
    matcher: Matcher, before: str, segment: Segment, after: str, seen: set[str]
) -> Band | None:
    if segment.is_confirmed:
        return None
    if segment.source in seen:
        return Band.REPETITION
    seen.add(segment.source)
    return band_of(_best(matcher, before, segment, after))


def _best(matcher: Matcher, before: str, segment: Segment, after: str) -> list[Match]:
    # What is identical is found in a tenth of the time that it takes to find all that is alike;
    # where nothing is taken off it, nothing else can be better.
    exact = matcher.matches(segment, before, after, EXACT, limit=1)
    if exact and exact[0].score >= EXACT and not exact[0].penalties:
        return exact
    return matcher.matches(segment, before, after, MIN_THRESHOLD, limit=1)


def export(found: ProjectAnalysis, name: str, path: Path) -> None:
    """Write an analysis to a CSV or HTML file: a row for each band of each document, and of all.

    Raises ExportError.
    """
    parts = [(document.name, analysis) for document, analysis in found.documents]
    rows = [row for title, part in [*parts, ("All", found.total)] for row in _rows(title, part)]
    head = ("document", "match", "segments", "words", "characters")
    tables.write(path, f"Match analysis: {name}", head, rows)


def _rows(document: str, found: Analysis) -> Iterator[tuple[str | int, ...]]:
    amounts: dict[str, Amount] = {band.value: found.bands[band] for band in Band}
    for title, of in {**amounts, "total": found.total, "confirmed": found.confirmed}.items():
        yield document, title, of.segments, of.words, of.characters
