"""Looks for the segments that a filter wants, off the interface thread."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.errors import ExpectedError
from core.filtering import Marks, SegmentFilter, select
from core.progress import Progress
from core.segment import Segment
from desktop.jobs import Job, Jobs


class FilterSearch(QObject):
    """Looks for one filter at a time; what was looked for before is dropped."""

    found = Signal(object, object)
    """A SegmentFilter, and the places (from 0) of the segments that it wants."""
    failed = Signal(str)
    """Why a filter cannot be applied, as a sentence."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self.wanted: SegmentFilter | None = None
        """The filter that is looked for just now."""

    @property
    def busy(self) -> bool:
        """Whether a thread is still looking, be it for what nobody wants any more."""
        return self._jobs.busy

    def start(self, segments: Sequence[Segment], wanted: SegmentFilter, marks: Marks) -> None:
        """Look for what `wanted` lets through of these segments as they are now."""
        self.stop()
        self.wanted = wanted
        as_now = tuple(segments)  # people work on while the thread looks

        def look(progress: Progress) -> list[int]:
            return select(progress.track(as_now, len(as_now)), wanted, marks)

        self._job = self._jobs.start(look, self._take, self._fail)

    def stop(self) -> None:
        """Look for nothing any more."""
        if self._job:
            self._job.cancel()
        self._job = self.wanted = None

    def _take(self, places: list[int]) -> None:
        wanted, self._job, self.wanted = self.wanted, None, None
        self.found.emit(wanted, places)

    def _fail(self, error: Exception) -> None:
        self._job = self.wanted = None
        if not isinstance(error, ExpectedError):
            raise error
        self.failed.emit(str(error))
