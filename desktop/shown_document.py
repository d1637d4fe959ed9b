"""The open document: a part of it at once where it is long, and the whole when it is read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from core.document import Document
from core.errors import ExpectedError
from core.progress import Progress
from core.segment import Segment
from desktop.jobs import Job, Jobs
from desktop.open_segments import OpenSegments
from services import projects
from services.projects import OpenDocument
from services.store import Store

_AT_ONCE = 2_000
"""Segments that are read in less time than a person notices."""

Then = Callable[[], object]


def nothing() -> None:
    """What is to be done once a document is there, where that was all."""


class ShownDocument(QObject):
    """What is open of one project: reads it, keeps it true, and tells who shows it."""

    opened = Signal(object)
    """Document, after `segments` was filled."""
    reshaped = Signal()
    """Other segments make it up: some were joined, or the rest of it was read."""
    changed = Signal(object)
    """tuple[Segment, ...] as they are now, all of this document."""
    problem = Signal(str)
    """An expected error, as a sentence."""
    failed = Signal(object)
    """An exception that is a bug."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.segments = OpenSegments()
        self._store = store
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._then: Then = nothing

    @property
    def busy(self) -> bool:
        """Whether anything is still being read."""
        return self._jobs.busy

    def close(self) -> None:
        """Read nothing any more."""
        self._jobs.close()

    def open(self, document_id: int, size: int, then: Then = nothing) -> None:
        """Show a document of `size` segments; `then` is called when all of it is there.

        Where it cannot be read, that is told, and the one before stays.
        """
        if not self._is_open(document_id):
            look = projects.open_document if size <= _AT_ONCE else projects.first_look
            found = self._read_now(look, document_id)
            if found is None:
                return
            self.show(found, is_whole=size <= _AT_ONCE)
        self.when_whole(then)

    def show(self, found: OpenDocument, *, is_whole: bool = True) -> None:
        """Go on with a document that was read already, as a whole or in part."""
        self._leave()
        self.document = found.document
        self.segments = OpenSegments(found.segments, is_whole=is_whole)
        self.opened.emit(found.document)
        self._tell_of_damage(found)

    def when_whole(self, then: Then) -> None:
        """Call `then` as soon as all of the document is there, in the place of any other `then`.

        A document whose rest could not be read is read again.
        """
        self._then = then
        if not self.segments.is_whole and self._job is None:
            self._read()
        self._go_on()

    def read_again(self) -> None:
        """Show what others made of it."""
        if self.document is None:
            return
        if not self.segments.is_whole or len(self.segments.all) > _AT_ONCE:
            self._read()
        elif found := self._read_now(projects.open_document, self.document.id):
            self._receive(found)

    def take(self, now: Sequence[Segment], *, reshapes: bool) -> bool:
        """Show what segments of whatever documents are now; whether all of them are there.

        With `reshapes`, some of them were joined, or taken apart again.
        """
        here = [s for s in now if self.document and s.document_id == self.document.id]
        if here and reshapes:
            self._reshape(here)
        changed = self.segments.update(here)
        self.changed.emit(changed)
        return len(changed) == len(now)

    def _is_open(self, document_id: int) -> bool:
        return self.document is not None and self.document.id == document_id

    def _leave(self) -> None:
        """What is still being read is not wanted any more."""
        if self._job:
            self._job.cancel()
        self._job, self._then = None, nothing

    def _read_now(
        self, look: Callable[[Store, int], OpenDocument], document_id: int
    ) -> OpenDocument | None:
        try:
            return look(self._store, document_id)
        except ExpectedError as error:
            self.problem.emit(str(error))
            return None

    def _read(self) -> None:
        """Read all of the open document as it is from now on; what was begun before is old."""
        assert self.document
        if self._job:
            self._job.cancel()
        store, document_id = self._store, self.document.id

        def read(_progress: Progress) -> OpenDocument:
            return projects.open_document(store, document_id)

        self._job = self._jobs.start(read, self._receive, self._fail)

    def _receive(self, found: OpenDocument) -> None:
        """All of the open document was read."""
        self._job = None
        before, self.segments = self.segments, self.segments.completed(found.segments)
        if not before.is_whole:
            self.reshaped.emit()
            self._tell_of_damage(found)
        self.changed.emit(tuple(self.segments.newer_than(before)))
        self._go_on()

    def _go_on(self) -> None:
        """Do what was to be done, once all of the document is there."""
        if self.segments.is_whole:
            then, self._then = self._then, nothing
            then()

    def _fail(self, error: Exception) -> None:
        self._job, self._then = None, nothing
        if isinstance(error, ExpectedError):
            self.problem.emit(str(error))
        else:
            self.failed.emit(error)

    def _reshape(self, here: Sequence[Segment]) -> None:
        self.segments = self.segments.reshaped(here)
        if self._job:
            self._read()
        self.reshaped.emit()

    def _tell_of_damage(self, found: OpenDocument) -> None:
        if found.damaged:
            places = ", ".join(str(position + 1) for position in found.damaged[:20])
            self.problem.emit(
                f"The text of some segments of “{found.document.name}” changed on disk without "
                f"Terjiman: {places}. Compare them with a backup."
            )
