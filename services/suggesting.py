"""What memory has to offer for a segment."""

from core.document import Document
from core.history import Change
from core.memory.lookup import MemoryIndex
from core.memory.match import Match
from core.project import Project
from core.segment import Segment
from db.store import Store
from services import memory

THRESHOLD = 50
"""Per cent below which a match is no help."""


class ProjectMemory:
    """The index over a project's memory that the editor asks at every row."""

    def __init__(self, store: Store, project: Project) -> None:
        self._project = project
        self._index = MemoryIndex(memory.everything(store))

    def matches(self, segment: Segment, before: str, after: str, limit: int = 9) -> list[Match]:
        """The best matches for `segment`, without itself; `before`, `after`: neighbour sources."""
        own = memory.unit_uid(self._project, segment.id)
        found = self._index.find(
            segment.source, THRESHOLD, limit=limit + 1, before=before, after=after
        )
        return [match for match in found if match.unit.uid != own][:limit]

    def refresh(
        self, document: Document, segment: Segment, before: str, after: str, change: Change | None
    ) -> None:
        """Take in a changed segment: its unit comes when it is confirmed, and goes when not."""
        if segment.is_confirmed:
            self._index.add(
                memory.segment_unit(self._project, document, segment, before, after, change)
            )
        else:
            self._index.discard(memory.unit_uid(self._project, segment.id))
