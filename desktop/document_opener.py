"""Opens other documents of a project: what is worked on first at once, the rest when it is read."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.errors import ExpectedError
from core.progress import Progress
from desktop.jobs import Job, Jobs
from desktop.workspace import Workspace
from services import projects
from services.projects import OpenDocument

_AT_ONCE = 2_000
"""Segments that are read in less time than a person notices."""

Then = Callable[[], object]


def _nothing() -> None:
    """What is to be done once a document is open, where that was all."""


class DocumentOpener(QObject):
    """Connects one workspace with whoever wants another document, for as long as it is open."""

    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._then: Then = _nothing

    @property
    def busy(self) -> bool:
        """Whether a document is still being read."""
        return self._jobs.busy

    def close(self) -> None:
        """Read nothing any more."""
        self._jobs.close()

    def open(self, document_id: int, then: Then = _nothing) -> None:
        """Open a document; `then` is called when all of it is there.

        What was typed is stored first. Where it cannot be, nothing is opened.
        """
        workspace = self._workspace
        if not workspace.flush():
            return
        is_open = workspace.document is not None and workspace.document.id == document_id
        if not is_open and self._is_large(document_id):
            workspace.show_document(
                projects.first_look(workspace.store, document_id), is_whole=False
            )
            self._read(document_id)
        elif not is_open:
            workspace.open_document(document_id)
        self._then = then
        self._go_on()

    def _is_large(self, document_id: int) -> bool:
        return any(
            found.document.id == document_id and sum(found.counts.values()) > _AT_ONCE
            for found in self._workspace.status().documents
        )

    def _read(self, document_id: int) -> None:
        store = self._workspace.store
        if self._job:
            self._job.cancel()

        def read(_progress: Progress) -> OpenDocument:
            return projects.open_document(store, document_id)

        self._job = self._jobs.start(read, self._complete, self._fail)

    def _complete(self, found: OpenDocument) -> None:
        document = self._workspace.document
        if document is not None and document.id == found.document.id:
            self._workspace.complete(found)
            self._go_on()

    def _go_on(self) -> None:
        """Do what was to be done, once all of the open document is there."""
        if self._workspace.opened.is_whole:
            then, self._then = self._then, _nothing
            then()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._workspace.problem.emit(str(error))
        else:
            self.failed.emit(error)
