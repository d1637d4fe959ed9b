"""Keeps the docks true to the current segment: asks services in jobs, drops stale answers.

Memory, checks and machine translation are imported in their jobs: none of them is needed for the
window to be there.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.document import Document
from core.engine import Suggestion
from core.errors import ExpectedError
from core.progress import Progress
from core.qa.issue import Issue
from core.segment import Origin, OriginKind, Segment
from desktop.jobs import Job, Jobs
from desktop.panels.panels import Panels
from desktop.workspace import Workspace
from services import projects, reviewing

if TYPE_CHECKING:
    from core.memory.match import Match
    from services.suggesting import ProjectMemory


class Assistants(QObject):
    """Connects one workspace with the panels, for as long as the workspace is open."""

    marks_changed = Signal(object, object)
    """Ids of segments with issues, ids of segments with comments."""
    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(self, workspace: Workspace, panels: Panels, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._panels = workspace, panels
        self._local = Jobs(self)  # one thread: the index of memory is not to be shared
        self._network = Jobs(self, workers=2)
        self._memory: ProjectMemory | None = None
        self._issues: dict[int, Sequence[Issue]] = {}
        self._commented: set[int] = set()
        self._machine_job: Job | None = None
        self._connect()
        self._load_memory()
        self.show_machine_state()

    def close(self) -> None:
        """Stop everything that is under way."""
        self._local.close()
        self._network.close()

    @property
    def busy(self) -> bool:
        """Whether any answer is still awaited."""
        return self._local.busy or self._network.busy

    def _connect(self) -> None:
        workspace, panels = self._workspace, self._panels
        workspace.document_opened.connect(self._on_document)
        workspace.current_changed.connect(self._on_current)
        workspace.segments_changed.connect(self._on_segments)
        workspace.comments_changed.connect(self._on_comments)
        workspace.memory_changed.connect(self._load_memory)
        workspace.settings_changed.connect(self.show_machine_state)
        panels.matches.chosen.connect(self._insert_match)
        panels.machine.asked.connect(self.ask_machine)
        panels.machine.cancelled.connect(self._cancel_machine)
        panels.machine.chosen.connect(self._insert_suggestion)
        panels.comments.written.connect(workspace.comment)
        panels.history.restore_wanted.connect(workspace.restore)

    # -- memory -----------------------------------------------------------------------------

    def _load_memory(self) -> None:
        store, project = self._workspace.store, self._workspace.project

        def load(_progress: Progress) -> "ProjectMemory":
            from services.suggesting import ProjectMemory

            return ProjectMemory(store, project)

        self._local.start(load, self._on_memory, self.failed.emit)

    def _on_memory(self, memory: "ProjectMemory") -> None:
        self._memory = memory
        self._ask_memory()

    def _ask_memory(self) -> None:
        segment, memory = self._workspace.current, self._memory
        if segment is None or memory is None:
            self._panels.matches.show_matches("", ())
            return
        before, after = self._workspace.neighbours(segment)

        def show(matches: "list[Match]") -> None:
            if self._is_current(segment):
                self._panels.matches.show_matches(segment.source, matches)

        self._local.start(
            lambda _progress: memory.matches(segment, before, after), show, self.failed.emit
        )

    def _refresh_memory(self, document: Document, changed: Sequence[Segment]) -> None:
        memory, workspace = self._memory, self._workspace
        if memory is None:
            return
        steps = [(segment, *workspace.neighbours(segment)) for segment in changed]

        def refresh(_progress: Progress) -> None:
            for segment, before, after in steps:
                history = reviewing.history_of(workspace.store, segment.id)
                memory.refresh(document, segment, before, after, history[-1])

        self._local.start(refresh, lambda _none: None, self.failed.emit)

    def _insert_match(self, match: "Match") -> None:
        origin = Origin(OriginKind.MEMORY, min(match.score, 100), match.unit.document)
        self._workspace.put(match.unit.target, origin)

    # -- machine ----------------------------------------------------------------------------

    def show_machine_state(self) -> None:
        """Show whether machine translation is allowed in the project."""
        if projects.engine_settings(self._workspace.store).on:
            self._panels.machine.show_ready()
        else:
            self._panels.machine.show_off()

    def ask_machine(self) -> None:
        """Ask the project's engine for the current segment."""
        segment, project = self._workspace.current, self._workspace.project
        settings = projects.engine_settings(self._workspace.store)
        if segment is None or not settings.on:
            return
        self._cancel_machine()
        self._panels.machine.show_busy()
        source, target = project.source_language, project.target_language

        def ask(progress: Progress) -> Suggestion:
            from services.machine_translation import translate

            return translate(settings, segment.source, source, target, progress)

        self._machine_job = self._network.start(
            ask, self._panels.machine.show_answer, self._on_machine_failed
        )

    def _cancel_machine(self) -> None:
        if self._machine_job:
            self._machine_job.cancel()
            self._machine_job = None
            self.show_machine_state()

    def _on_machine_failed(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._panels.machine.show_problem(str(error))
        else:
            self.show_machine_state()
            self.failed.emit(error)

    def _insert_suggestion(self, suggestion: Suggestion) -> None:
        self._workspace.put(suggestion.target, suggestion.origin)

    # -- issues, comments, history ----------------------------------------------------------

    def check_document(self) -> None:
        """Look for mistakes in the open document."""
        document, segments = self._workspace.document, list(self._workspace.segments)
        if document is None:
            return

        def check(progress: Progress) -> dict[int, Sequence[Issue]]:
            from services.checking import issues_of

            return {
                segment.id: issues
                for segment in progress.track(segments, len(segments))
                if (issues := issues_of(document, segment))
            }

        def show(found: dict[int, Sequence[Issue]]) -> None:
            if self._workspace.document == document:
                self._issues = found
                self._show_issues()

        self._local.start(check, show, self.failed.emit)

    def _recheck(self, document: Document, changed: Sequence[Segment]) -> None:
        from services.checking import issues_of

        for segment in changed:
            found = issues_of(document, segment)
            self._issues.pop(segment.id, None)
            if found:
                self._issues[segment.id] = found
        self._show_issues()

    def _show_issues(self) -> None:
        by_id = {segment.id: segment for segment in self._workspace.segments}
        self._panels.issues.show_issues(by_id, self._issues)
        self._tell_marks()

    def _tell_marks(self) -> None:
        self.marks_changed.emit(frozenset(self._issues), frozenset(self._commented))

    def _show_thread(self, segment: Segment | None) -> None:
        store = self._workspace.store
        found = reviewing.comments_of(store, segment.id) if segment else []
        self._panels.comments.set_enabled(enabled=segment is not None)
        self._panels.comments.show_comments(found)
        changes = reviewing.history_of(store, segment.id) if segment else []
        self._panels.history.show_changes(segment, changes)

    # -- what the workspace tells -----------------------------------------------------------

    def _on_document(self, document: Document) -> None:
        self._issues = {}
        self._panels.documents.set_current(document.id)
        self._commented = reviewing.commented_segments(self._workspace.store)
        self._show_issues()
        self.check_document()

    def _on_current(self, segment: Segment | None) -> None:
        self._cancel_machine()
        self.show_machine_state()
        self._show_thread(segment)
        self._ask_memory()

    def _on_segments(self, changed: Sequence[Segment]) -> None:
        document = self._workspace.document
        if document is None:
            return
        self._refresh_memory(document, changed)
        self._recheck(document, changed)
        if any(self._is_current(segment) for segment in changed):
            self._show_thread(self._workspace.current)

    def _on_comments(self, segment_id: int) -> None:
        self._commented = reviewing.commented_segments(self._workspace.store)
        self._tell_marks()
        current = self._workspace.current
        if current and current.id == segment_id:
            self._show_thread(current)

    def _is_current(self, segment: Segment) -> bool:
        current = self._workspace.current
        return current is not None and current.id == segment.id
