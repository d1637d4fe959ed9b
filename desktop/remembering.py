"""Lets the memories of a project follow what is confirmed in it, while the person goes on."""

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.segment import Segment
from desktop.connections import Connections
from desktop.jobs import Jobs
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from services.remembering import Remembering


class MemoryFollower(QObject):
    """Sends what an open workspace stores to the memories that receive it."""

    failed = Signal(object)
    """An exception that a job ended with."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = Jobs(self)
        self._remembering: Remembering | None = None
        self._waiting: deque[tuple[Sequence[Segment], bool]] = deque()
        self._told: list[str] = []
        self._connections = Connections()
        self._connections.add(workspace.segments_stored, self._follow)

    @property
    def busy(self) -> bool:
        """Whether something is still being written."""
        return self._jobs.busy

    def close(self) -> None:
        """Write what still waits, and close the memories."""
        self._connections.end()
        self._jobs.close()
        self._say(self._send())
        if self._remembering:
            self._say(self._remembering.close())

    def _follow(self, changed: Sequence[Segment], to_memory: bool) -> None:
        self._waiting.append((changed, to_memory))
        self._jobs.start(lambda _progress: self._send(), self._say, self.failed.emit)

    def _send(self) -> list[str]:
        from services.remembering import Remembering

        told = []
        while self._waiting:
            changed, to_memory = self._waiting.popleft()
            if self._remembering is None:
                self._remembering = Remembering(self._workspace.store)
            told += self._remembering.follow(changed, send=to_memory)
        return told

    def _say(self, told: Sequence[str]) -> None:
        """Tell the person once what stays as it is from one change to the next."""
        for notice in told:
            if notice not in self._told:
                self._workspace.notice.emit(notice)
        self._told = list(told)
