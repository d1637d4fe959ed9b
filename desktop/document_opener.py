"""Opens other documents of a project: what is worked on first at once, the rest when it is read."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import ExpectedError
from core.progress import Progress
from desktop.jobs import Job, Jobs
from services import projects
from services.projects import OpenDocument

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_AT_ONCE = 2_000
"""Segments that are read in less time than a person notices."""

Then = Callable[[], object]


def nothing() -> None:
    """What is to be done once a document is open, where that was all."""


class DocumentOpener(QObject):
    """Reads the documents of one workspace for whoever wants another one."""

    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._then: Then = nothing

    @property
    def busy(self) -> bool:
        """Whether a document is still being read."""
        return self._jobs.busy

    def close(self) -> None:
        """Read nothing any more."""
        self._jobs.close()

    def open(self, document_id: int, then: Then = nothing) -> None:
        """Open a document; `then` is called when all of it is there.

        What was typed is stored first. Where it cannot be, nothing is opened. A document whose
        rest could not be read is read again.
        """
        workspace = self._workspace
        if not workspace.flush():
            return
        is_open = self._is_open(document_id)
        if not is_open:
            self._leave()
            is_large = self._is_large(document_id)
            look = projects.first_look if is_large else projects.open_document
            workspace.show_document(look(workspace.store, document_id), is_whole=not is_large)
        self._then = then
        if not workspace.opened.is_whole and self._job is None:
            self._read(document_id)
        self._go_on()

    def _is_open(self, document_id: int) -> bool:
        document = self._workspace.document
        return document is not None and document.id == document_id

    def _is_large(self, document_id: int) -> bool:
        return any(
            found.document.id == document_id and sum(found.counts.values()) > _AT_ONCE
            for found in self._workspace.status().documents
        )

    def _leave(self) -> None:
        """What is still being read of the document before is not wanted any more."""
        if self._job:
            self._job.cancel()
        self._job, self._then = None, nothing

    def _read(self, document_id: int) -> None:
        store = self._workspace.store

        def read(_progress: Progress) -> OpenDocument:
            return projects.open_document(store, document_id)

        self._job = self._jobs.start(read, self._complete, partial(self._fail, document_id))

    def _complete(self, found: OpenDocument) -> None:
        self._job = None
        if self._is_open(found.document.id):
            self._workspace.complete(found)
            self._go_on()

    def _go_on(self) -> None:
        """Do what was to be done, once all of the open document is there."""
        if self._workspace.opened.is_whole:
            then, self._then = self._then, nothing
            then()

    def _fail(self, document_id: int, error: Exception) -> None:
        self._job, self._then = None, nothing
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)
        elif self._is_open(document_id):
            self._workspace.problem.emit(str(error))
