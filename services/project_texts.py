"""The texts of a project, ready to look for phrases in them."""

from collections.abc import Sequence
from dataclasses import replace

from core.concordance import Hit, Phrase
from core.memory.concordance_index import FoldedUnits
from core.memory.phrases import hit_of
from db import concordance, documents, history, projects, segments
from db import memory as outside
from db.concordance import Seen, SegmentText
from db.store import Store
from services import memory


class ProjectTexts:
    """What is translated in a project and what came into its memory, for one thread at a time.

    Segments without a target are left out: they answer nothing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._confirmed, self._others, self._outside = FoldedUnits(), FoldedUnits(), FoldedUnits()
        self._seen = Seen()

    def find(self, phrase: Phrase, *, confirmed_only: bool) -> tuple[list[int], list[int]]:
        """The ids of segments, and of units from outside, that have the phrase; the last first."""
        self._follow()
        found = self._confirmed.find(phrase)
        if not confirmed_only:
            found = sorted(found + self._others.find(phrase), reverse=True)
        return found, self._outside.find(phrase)

    def hits(self, phrase: Phrase, segment_ids: Sequence[int]) -> list[Hit]:
        """The hits that these segments are."""
        with self._store.reading() as session:
            project = projects.only(session)
            found = segments.get(session, segment_ids)
            papers = {id_: documents.get(session, id_) for id_ in {s.document_id for s in found}}
            near = concordance.neighbours(session, found)
            past = history.of_segments(session, segment_ids)
        return [
            hit_of(
                phrase,
                memory.segment_unit(
                    project,
                    papers[segment.document_id],
                    segment,
                    *near[segment.id],
                    past[segment.id][-1] if past[segment.id] else None,
                ),
                segment_id=segment.id,
                document_id=segment.document_id,
            )
            for segment in found
        ]

    def hits_outside(self, phrase: Phrase, ids: Sequence[int]) -> list[Hit]:
        """The hits that these units from outside are."""
        with self._store.reading() as session:
            units = outside.get(session, ids)
        return [hit_of(phrase, units[id_]) for id_ in ids if id_ in units]

    def _follow(self) -> None:
        """Take in what is new since the last time."""
        with self._store.reading() as session:
            project_id, seen = projects.only(session).id, self._seen
            if not concordance.are_units_there(session, seen):
                self._outside, seen = FoldedUnits(), replace(seen, unit=0)
            for text in concordance.new_segments(session, project_id, seen):
                self._put(text)
            changed = concordance.changed_segments(session, seen)
            for text in concordance.segments(session, project_id, changed):
                self._put(text)
            for id_, *texts, source, target in concordance.new_units(session, project_id, seen):
                self._outside.put(id_, (source, target), *texts)
            self._seen = concordance.now(session)

    def _put(self, text: SegmentText) -> None:
        self._confirmed.discard(text.id)
        self._others.discard(text.id)
        if text.target:
            group = self._confirmed if text.is_confirmed else self._others
            languages = (text.source_language, text.target_language)
            group.put(text.id, languages, text.source, text.target)
