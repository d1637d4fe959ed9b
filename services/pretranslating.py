"""Fills what has no translation yet from memory, as one act over any number of documents."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core import review
from core.document import Document
from core.history import Act, ChangeKind
from core.memory.analysis import Band, band
from core.memory.match import EXACT, Match
from core.memory.memories import AttachedMemory
from core.people import Person
from core.progress import Progress
from core.segment import Segment, State
from db import documents, history, projects, segments
from db.store import Store
from services.clock import now
from services.matching import Matcher
from services.memory import with_neighbours

THRESHOLD = 75
"""The per cent under which a match is usually quicker to translate anew than to mend."""

_LOADED, _MATCHED = 0.2, 0.95
"""The shares of the work that are done when the memories are ready, and all are asked."""

_KIND = ChangeKind.PRETRANSLATE


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """What a person wants filled, and how.

    Matches below `threshold` are not used. `exact` is the state that exact ones give, draft or
    translated; all others give drafts. With `over_drafts` drafts are filled anew. `memories` are
    the files to ask, None for those that the project has attached; `own` adds the project's own
    memory. `document_id` and `segment_ids` narrow it down.
    """

    threshold: int = THRESHOLD
    exact: State = State.DRAFT
    over_drafts: bool = False
    own: bool = True
    memories: Sequence[AttachedMemory] | None = None
    document_id: int | None = None
    segment_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of one document: segments by the band of the match they got, or none.

    `repaired` of them got a match whose numbers were replaced.
    """

    document: Document
    bands: Mapping[Band, int]
    repaired: int = 0

    @property
    def filled(self) -> int:
        """How many segments got a target."""
        return sum(self.bands.values()) - self.bands.get(Band.NONE, 0)


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """The act, and what came of each document with anything to fill."""

    act: Act
    documents: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The best match of each segment to fill, or None."""

    document: Document
    matches: list[tuple[Segment, Match | None]]


def pretranslate(
    store: Store, wanted: Pretranslation, person: Person, progress: Progress | None = None
) -> Pretranslated:
    """Fill what `wanted` says, stored in one transaction with its history.

    What somebody changes meanwhile stays as they made it. Raises StoreError, and Cancelled;
    nothing is stored then.
    """
    progress = progress or Progress()
    progress.step(0, "Reading memory")
    matcher = Matcher(store, wanted.memories, own=wanted.own)
    try:
        found = _found(store, wanted, matcher, progress.part(_LOADED, _MATCHED))
    finally:
        matcher.close()
    progress.step(_MATCHED, "Storing")
    return _stored(store, wanted, found, person, progress.part(_MATCHED, 1.0))


def _found(
    store: Store, wanted: Pretranslation, matcher: Matcher, progress: Progress
) -> list[_Found]:
    with store.reading() as session:
        papers = documents.of_project(session, projects.only(session).id)
        texts = [
            (paper, segments.of_document(session, paper.id))
            for paper in papers
            if wanted.document_id in (None, paper.id)
        ]
    total, done = sum(len(whole) for _, whole in texts), 0
    found = []
    for paper, whole in texts:
        part = progress.part(done / max(1, total), (done + len(whole)) / max(1, total))
        rows = part.track(with_neighbours(whole), len(whole), paper.name)
        found.append(_Found(paper, list(_matched(wanted, matcher, rows))))
        done += len(whole)
    return found


def _matched(
    wanted: Pretranslation, matcher: Matcher, rows: Iterator[tuple[str, Segment, str]]
) -> Iterator[tuple[Segment, Match | None]]:
    for before, segment, after in rows:
        chosen = wanted.segment_ids is None or segment.id in wanted.segment_ids
        if chosen and review.may_fill(segment, over_drafts=wanted.over_drafts):
            threshold = min(wanted.threshold, EXACT)  # 101 and 102 are exact with neighbours
            best = matcher.matches(segment, before, after, threshold, limit=1)
            # It has to be good enough after its penalties, too.
            yield segment, next((m for m in best if m.score >= wanted.threshold), None)


def _stored(
    store: Store,
    wanted: Pretranslation,
    found: Sequence[_Found],
    person: Person,
    progress: Progress,
) -> Pretranslated:
    steps = [
        (segment, _filled(segment, match, wanted.exact))
        for one in found
        for segment, match in one.matches
        if match
    ]
    with store.transaction() as session:
        current = segments.get(session, [segment.id for segment, _ in steps])
        steps = [step for step, here in zip(steps, current, strict=True) if step[0] == here]
        changes = [(before, after) for before, after in steps if before != after]
        stored = history.keep(session, _KIND, changes, person, now(), progress=progress)
    act = Act(_KIND, tuple(before for before, _ in changes), tuple(stored))
    filled = {segment.id for segment, _ in steps}
    return Pretranslated(act, tuple(_counted(one, filled) for one in found if one.matches))


def _filled(segment: Segment, match: Match, exact: State) -> Segment:
    state = exact if match.score >= EXACT else State.DRAFT
    return review.filled(segment, match.offer, match.origin, state)


def _counted(found: _Found, filled: Container[int]) -> Filled:
    used = [match if segment.id in filled else None for segment, match in found.matches]
    bands = Counter(band(match.score) if match else Band.NONE for match in used)
    return Filled(found.document, bands, sum(bool(match and match.repaired) for match in used))
