"""What a project knows that helps to align two texts: its terms, and its memories."""

from collections.abc import Sequence

from core.alignment.known import Known
from core.errors import StoreError
from core.progress import Progress
from core.segment import Segment
from db import projects, terms
from db.store import Store
from services.matching import Matcher

_ASKED = 300
"""So many sentences, spread over a text, are looked for in the memories."""
_THRESHOLD = 50
_BEST = 3


def knowledge_of(store: Store, sources: Sequence[str], progress: Progress | None = None) -> Known:
    """The project's terms, and the units of its memories that are most like these sentences.

    Raises Cancelled.
    """
    sentences = _units_like(store, sources, progress or Progress())
    return Known(known_words(store), tuple(dict.fromkeys(sentences)))


def known_words(store: Store) -> tuple[tuple[str, str], ...]:
    """Every term in the project's source language with each in its target language."""
    with store.reading() as session:
        project = projects.only(session)
        languages = project.source_language, project.target_language
        return tuple(terms.pairs(session, project.id, *languages))


def _units_like(store: Store, sources: Sequence[str], progress: Progress) -> list[tuple[str, str]]:
    asked = list(dict.fromkeys(sources[:: max(1, len(sources) // _ASKED)]))
    matcher = Matcher(store, left_out=_do_without)
    try:
        found = [
            match
            for source in progress.track(asked, len(asked), "Looking into the memories")
            for match in matcher.matches(_segment(source), "", "", _THRESHOLD, _BEST)
        ]
    finally:
        matcher.close()
    return [(m.unit.source, m.unit.target) for m in found if not m.transliterated]


def _segment(source: str) -> Segment:
    return Segment(0, 0, 0, "", source)


def _do_without(_error: StoreError) -> None:
    """The editor tells of a memory that cannot be opened; texts align without it."""
