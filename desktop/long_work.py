"""Work on projects and files, one piece after another, with the busy bar showing how far it is."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from core.errors import ExpectedError
from core.progress import Progress
from desktop.jobs import Job, Jobs
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.message_bar import MessageKind

T = TypeVar("T")
Tell = Callable[..., None]
"""Shows a message: its kind, its text, and where wanted the words and the act of a button."""


class LongWork:
    """Runs what people wait for; what they cancel is theirs again once it has really ended."""

    def __init__(self, busy: BusyBar, tell: Tell, parent: QObject) -> None:
        self.jobs = Jobs(parent)
        self._busy, self._tell = busy, tell
        self._waiting: list[tuple[Job, str]] = []  # the first one is running
        busy.cancel_requested.connect(self._cancel)

    @property
    def busy(self) -> bool:
        """Whether any of it is running or waiting."""
        return bool(self._waiting)

    def run(
        self,
        text: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        dropped: Callable[[T | None], object] = lambda _result: None,
    ) -> Job:
        """Run `work` after what is running already; `text` says what it is. See Jobs.start."""

        def end(act: Callable[..., object], value: object) -> None:
            self._waiting.pop(0)
            self._show()
            act(value)

        job = self.jobs.start(
            work,
            partial(end, done),
            partial(end, failed or self.fail),
            self._busy.set_progress,
            partial(end, dropped),
        )
        self._waiting.append((job, text))
        if len(self._waiting) == 1:
            self._show()
        return job

    def fail(self, error: Exception) -> None:
        """Tell an expected error; any other one is a bug."""
        if not isinstance(error, ExpectedError):
            raise error
        self._tell(MessageKind.ERROR, str(error))

    def _show(self) -> None:
        if self._waiting:
            self._busy.start(self._waiting[0][1])
        else:
            self._busy.finish()

    def _cancel(self) -> None:
        if self._waiting:
            self._waiting[0][0].cancel()
