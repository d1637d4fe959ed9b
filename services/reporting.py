"""What there is to tell about a project beyond the count of its segments."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.document import LanguageRun, language_runs
from core.segment import Segment, State
from core.statistics import count_states
from db import documents, projects, segments
from db.store import Store


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Words of the sources of one document by state, without locked ones, and its languages."""

    by_state: Mapping[State, int]
    locked: int
    runs: tuple[LanguageRun, ...]

    @property
    def total(self) -> int:
        """Words in all states."""
        return sum(self.by_state.values())


def words_by_state(store: Store) -> dict[int, WordCounts]:
    """Source words by state, for each document id."""
    with store.reading() as session:
        return {
            document.id: _count(segments.of_document(session, document.id))
            for document in documents.of_project(session, projects.only(session).id)
        }


def _count(whole: list[Segment]) -> WordCounts:
    open_ = [segment for segment in whole if not segment.locked]
    return WordCounts(count_states(open_).words, len(whole) - len(open_), language_runs(whole))
