"""What all memories of a project have to offer for a segment."""

from core.document import Document
from core.errors import StoreError
from core.history import Change
from core.memory.match import Match
from core.project import Project
from core.segment import Segment
from db.store import Store
from services import memory
from services.matching import Matcher

THRESHOLD = 50
"""Per cent below which a match is no help."""


class ProjectMemory:
    """The memories that the editor asks at every row; for one thread at a time.

    Those are the project's own and the files that it uses. A file that cannot be opened or
    read is left out, and said.
    """

    def __init__(self, store: Store, project: Project) -> None:
        self._project = project
        self._left_out: list[str] = []
        self._matcher = Matcher(store, left_out=self._leave_out)

    def close(self) -> None:
        """Close the files."""
        self._matcher.close()

    def matches(self, segment: Segment, before: str, after: str, limit: int = 9) -> list[Match]:
        """The best matches for `segment`, without itself; `before`, `after`: neighbour sources."""
        return self._matcher.matches(segment, before, after, THRESHOLD, limit)

    def refresh(
        self, document: Document, segment: Segment, before: str, after: str, change: Change | None
    ) -> None:
        """Take in a changed segment: its unit comes when it is confirmed, and goes when not."""
        if segment.is_confirmed:
            self._matcher.take_in(
                memory.segment_unit(self._project, document, segment, before, after, change)
            )
        else:
            self._matcher.forget(memory.unit_uid(self._project, segment.id))

    def taken_notices(self) -> list[str]:
        """What the person should know since this was asked, as sentences."""
        told, self._left_out = self._left_out, []
        return told + self._matcher.taken_notices()

    def _leave_out(self, error: StoreError) -> None:
        self._left_out.append(f"{error} Until then there are no matches from this memory.")
