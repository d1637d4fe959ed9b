"""Keeps the docks true to the current segment: asks services in jobs, drops stale answers.

Checks and machine translation are imported in their jobs: neither is needed for the window to be
there.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.document import Document
from core.engine import Suggestion
from core.errors import ExpectedError
from core.progress import Progress
from core.qa.issue import Issue
from core.segment import Segment
from desktop.connections import Connections
from desktop.jobs import Job, Jobs
from desktop.match_assistant import MatchAssistant
from desktop.panels.panels import Panels
from desktop.workspace import Workspace
from services import reviewing

_RECHECKED_AT_ONCE = 20
"""Segments whose checks take no time that a person would notice."""


class Assistants(QObject):
    """Connects one workspace with the panels, for as long as the workspace is open."""

    marks_changed = Signal(object, object)
    """Ids of segments with issues, ids of segments with comments."""
    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(self, workspace: Workspace, panels: Panels, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._panels = workspace, panels
        self._matches = MatchAssistant(workspace, panels.matches, parent, self)
        self._matches.failed.connect(self.failed)
        self._check_jobs = Jobs(self)
        self._network_jobs = Jobs(self)
        self._issues: dict[int, Sequence[Issue]] = {}
        self._commented: set[int] = set()
        self._check_job: Job | None = None
        self._machine_job: Job | None = None
        self._connections = Connections()
        self._connect()
        self._show_machine_state()

    def close(self) -> None:
        """Stop everything that is under way, let go of the panels, and leave them empty."""
        self._connections.end()
        self._matches.close()
        for jobs in (self._check_jobs, self._network_jobs):
            jobs.close()
        self._panels.clear()

    @property
    def busy(self) -> bool:
        """Whether any answer is still awaited."""
        jobs = (self._check_jobs, self._network_jobs)
        return self._matches.busy or any(each.busy for each in jobs)

    def _connect(self) -> None:
        workspace, panels = self._workspace, self._panels
        for signal, act in (
            (workspace.document_opened, self._on_document),
            (workspace.current_changed, self._on_current),
            (workspace.segments_changed, self._on_segments),
            (workspace.reshaped, self._on_reshaped),
            (workspace.comments_changed, self._on_comments),
            (workspace.settings_changed, self._cancel_machine),
            (panels.machine.asked, self.ask_machine),
            (panels.machine.cancelled, self._cancel_machine),
            (panels.machine.chosen, self._insert_suggestion),
            (panels.comments.written, self._comment),
            (panels.history.restore_wanted, workspace.restore),
        ):
            self._connections.add(signal, act)

    # -- machine ----------------------------------------------------------------------------

    def ask_machine(self) -> None:
        """Ask the project's engine for the current segment."""
        segment, project = self._workspace.current, self._workspace.project
        settings = self._workspace.engine_settings()
        self._cancel_machine()
        if segment is None or not settings.on:
            return
        self._panels.machine.show_busy()
        source, target = project.source_language, project.target_language

        def ask(progress: Progress) -> Suggestion:
            from services.machine_translation import translate

            return translate(settings, segment.source, source, target, progress)

        self._machine_job = self._network_jobs.start(
            ask, self._panels.machine.show_answer, self._on_machine_failed
        )

    def _cancel_machine(self) -> None:
        if self._machine_job:
            self._machine_job.cancel()
            self._machine_job = None
        self._show_machine_state()

    def _show_machine_state(self) -> None:
        if self._workspace.engine_settings().on:
            self._panels.machine.show_ready()
        else:
            self._panels.machine.show_off()

    def _on_machine_failed(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._panels.machine.show_problem(str(error))
        else:
            self._show_machine_state()
            self.failed.emit(error)

    def _insert_suggestion(self, suggestion: Suggestion) -> None:
        self._workspace.put(suggestion.target, suggestion.origin)

    # -- issues -----------------------------------------------------------------------------

    def check_document(self) -> None:
        """Look for mistakes in the open document."""
        document, segments = self._workspace.document, list(self._workspace.segments)
        if self._check_job:
            self._check_job.cancel()
        if document is None:
            return

        def check(progress: Progress) -> dict[int, Sequence[Issue]]:
            from services.checking import issues_of

            return {
                segment.id: issues
                for segment in progress.track(segments, len(segments))
                if (issues := issues_of(document, segment))
            }

        def take(found: dict[int, Sequence[Issue]]) -> None:
            self._issues = found
            pairs = zip(segments, self._workspace.segments, strict=True)
            self._recheck(document, [now for was, now in pairs if now != was])
            self._show_issues()

        self._check_job = self._check_jobs.start(check, take, self.failed.emit)

    def _recheck(self, document: Document, changed: Sequence[Segment]) -> bool:
        """Look at these segments again; whether anything is another now."""
        from services.checking import issues_of

        found = {segment.id: issues_of(document, segment) for segment in changed}
        before = {id_: self._issues.get(id_, []) for id_ in found}
        for id_, issues in found.items():
            self._issues.pop(id_, None)
            if issues:
                self._issues[id_] = issues
        return found != before

    def _show_issues(self) -> None:
        found = {id_: self._workspace.segment(id_) for id_ in self._issues}
        self._panels.issues.show_issues(found, self._issues)
        self._tell_marks()

    def _tell_marks(self) -> None:
        self.marks_changed.emit(frozenset(self._issues), frozenset(self._commented))

    # -- comments and history ---------------------------------------------------------------

    def _comment(self, text: str) -> None:
        if self._workspace.comment(text):
            self._panels.comments.clear_draft()

    def _show_thread(self, segment: Segment | None) -> None:
        store, panels = self._workspace.store, self._panels
        if segment is None:
            panels.comments.show_thread(None, ())
            panels.history.show_changes(None, ())
            return
        panels.comments.show_thread(segment.id, reviewing.comments_of(store, segment.id))
        panels.history.show_changes(segment, reviewing.history_of(store, segment.id))

    # -- what the workspace tells -----------------------------------------------------------

    def _on_document(self, document: Document) -> None:
        self._issues = {}
        self._panels.documents.set_current(document.id)
        self._commented = reviewing.commented_segments(self._workspace.store)
        self._show_issues()
        self.check_document()

    def _on_reshaped(self) -> None:
        here = {segment.id for segment in self._workspace.segments}
        self._issues = {id_: found for id_, found in self._issues.items() if id_ in here}
        self.check_document()

    def _on_current(self, segment: Segment | None) -> None:
        self._cancel_machine()
        self._show_thread(segment)

    def _on_segments(self, changed: Sequence[Segment]) -> None:
        document = self._workspace.document
        if document is None:
            return
        if len(changed) > _RECHECKED_AT_ONCE:
            self.check_document()
        elif self._recheck(document, changed):
            self._show_issues()
        current = self._workspace.current
        if current and any(segment.id == current.id for segment in changed):
            self._show_thread(current)

    def _on_comments(self, segment_id: int) -> None:
        self._commented = reviewing.commented_segments(self._workspace.store)
        self._tell_marks()
        current = self._workspace.current
        if current and current.id == segment_id:
            self._show_thread(current)
