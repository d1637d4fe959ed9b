"""Keeps the matches true to the current segment, and does what is wanted of them."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import ExpectedError
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Origin, OriginKind, Segment
from desktop.connections import Connections
from desktop.dialogs import show
from desktop.jobs import Job, Jobs
from desktop.panels.matches import MatchesPanel
from desktop.workspace import Workspace
from services import reviewing

if TYPE_CHECKING:
    from core.memory.match import Match
    from desktop.panels.unit_dialog import UnitDialog
    from services.suggesting import ProjectMemory
    from services.unit_changes import UnitChange

_PORTION = 100
"""Changed segments that memory takes in before it answers what was asked meanwhile."""


class MatchAssistant(QObject):
    """Connects one workspace with the panel, for as long as the workspace is open."""

    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(
        self, workspace: Workspace, panel: MatchesPanel, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._panel, self._window = workspace, panel, window
        self._jobs = Jobs(self)  # one thread: memory is read and asked there alone
        self._memory: ProjectMemory | None = None
        self._shown_for: int | None = None
        self._asked: Job | None = None
        self._changes: deque[Callable[[Progress], None]] = deque()  # not yet taken in
        self._connections = Connections()
        for signal, act in (
            (workspace.current_changed, lambda _segment: self._ask()),
            (workspace.segments_changed, self._refresh),
            (workspace.memory_changed, self._load),
            (workspace.units_changed, self._ask),
            (panel.chosen, self._insert),
            (panel.edit_wanted, self._edit_unit),
            (panel.delete_wanted, self._delete_unit),
        ):
            self._connections.add(signal, act)
        self._load()

    def close(self) -> None:
        """Stop everything that is under way, and let go of the panel and the files."""
        self._connections.end()
        self._jobs.close()
        if self._memory:
            self._memory.close()

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._jobs.busy

    def _load(self) -> None:
        store, project = self._workspace.store, self._workspace.project

        def load(_progress: Progress) -> None:
            from services.suggesting import ProjectMemory

            if self._memory:
                self._memory.close()
                self._memory = None
            self._memory = ProjectMemory(store, project)

        self._jobs.start(load, lambda _none: self._ask(), self.failed.emit)

    def _ask(self) -> None:
        if self._asked:
            self._asked.cancel()
        segment = self._workspace.current
        if segment is None:
            self._show(None, ((), ()))
            return
        before, after = self._workspace.neighbours(segment)

        def ask(_progress: Progress) -> "tuple[list[Match], list[str]]":
            if self._memory is None:
                return [], []
            found = self._memory.matches(segment, before, after)
            return found, self._memory.taken_notices()

        self._asked = self._jobs.start(ask, partial(self._show, segment), self.failed.emit)

    def _show(
        self, segment: Segment | None, answer: "tuple[Sequence[Match], Sequence[str]]"
    ) -> None:
        matches, notices = answer
        self._shown_for = segment.id if segment else None
        self._panel.show_matches(segment.source if segment else "", matches)
        for notice in notices:
            self._workspace.notice.emit(notice)

    def _refresh(self, changed: Sequence[Segment]) -> None:
        store, document = self._workspace.store, self._workspace.document
        if document is None:
            return
        opened = self._workspace.opened

        def refresh(some: Sequence[Segment], _progress: Progress) -> None:
            if self._memory is None:
                return
            past = reviewing.histories_of(store, [segment.id for segment in some])
            for segment in some:
                before, after = opened.neighbours(segment.id)
                self._memory.refresh(document, segment, before, after, past[segment.id][-1])

        is_under_way = bool(self._changes)
        self._changes += [
            partial(refresh, changed[start : start + _PORTION])
            for start in range(0, len(changed), _PORTION)
        ]
        if self._changes and not is_under_way:
            self._take_in()

    def _take_in(self) -> None:
        """Take in some changes; what is asked meanwhile is answered before the next ones."""

        def go_on(_none: None) -> None:
            self._changes.popleft()
            if self._changes:
                self._take_in()

        def fail(error: Exception) -> None:
            self._changes.clear()
            self.failed.emit(error)

        self._jobs.start(self._changes[0], go_on, fail)

    def _insert(self, match: "Match") -> None:
        segment = self._workspace.current
        if segment is None or segment.id != self._shown_for:
            return  # the matches of another segment are still shown
        of = match.memory or match.unit.document
        self._workspace.put(match.offer, Origin(OriginKind.MEMORY, min(match.score, 100), of))

    # -- the units of memory files ----------------------------------------------------------

    def _edit_unit(self, match: "Match") -> None:
        if file := self._writable(match):
            from desktop.panels.unit_dialog import UnitDialog

            dialog = UnitDialog(match, self._window)
            dialog.kept.connect(partial(self._keep, dialog, file, match))
            show(dialog)

    def _keep(
        self, dialog: "UnitDialog", file: Path, match: "Match", unit: TranslationUnit
    ) -> None:
        """Store an edited unit; where that fails, what was typed stays before the person."""
        from services.unit_changes import change_unit

        if self._do(partial(change_unit, file, match.unit_id, match.unit, unit)):
            dialog.accept()

    def _delete_unit(self, match: "Match") -> None:
        from services.unit_changes import delete_unit

        if file := self._writable(match):
            self._do(partial(delete_unit, file, match.unit_id, match.unit))

    def _do(self, act: Callable[[], "UnitChange"]) -> bool:
        """Change a unit; whether it could be."""
        if not self._workspace.flush():
            return False
        try:
            self._workspace.take_unit_change(act())
        except ExpectedError as error:
            self._workspace.problem.emit(str(error))
            self._ask()
            return False
        return True

    def _writable(self, match: "Match") -> Path | None:
        """The memory file that a match is from, where its units may be changed."""
        from services.memories import attached

        if not match.unit_id:
            self._workspace.notice.emit(
                "This match is a segment of the project, or came into it from outside: there is "
                "no unit of a memory to change."
            )
            return None
        for memory in attached(self._workspace.store):
            if memory.name == match.memory and memory.writable:
                return Path(memory.path)
        self._workspace.notice.emit(
            f"“{match.memory}” is attached to read only. Let it receive what is confirmed, and its "
            "units can be changed."
        )
        return None
