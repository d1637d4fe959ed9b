"""Work off the interface thread, whose results come home on it."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.errors import Cancelled
from core.progress import Progress

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Job:
    """A piece of running work that the person can cancel."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.cancelled = False

    def cancel(self) -> None:
        """Stop the work at its next step; neither `done` nor `failed` is called any more."""
        self.cancelled = True
        self._progress.cancel()


class Jobs(QObject):
    """Starts work in threads. Callbacks are given at the start, so that no result can be missed.

    `workers` threads take the work in turn; with one, each piece sees what the last one left.
    """

    _came_home = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int = 1) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="job")
        self._running: set[Job] = set()
        self._closed = False
        self._came_home.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        reported: Callable[[float, str], None] | None = None,
    ) -> Job:
        """Run `work` in a thread; `done`, `failed` and `reported` are called on this one."""

        def report(share: float, text: str) -> None:
            if reported:
                self._send(job, lambda: reported(share, text))

        progress = Progress(report)
        job = Job(progress)

        def run() -> None:
            try:
                result = work(progress)
            except Cancelled:
                self._send(job, lambda: None, last=True)
            except Exception as error:  # the thread's end: whatever it is goes home to be shown
                if job.cancelled:
                    _log.info("a cancelled job ended with an error", exc_info=error)
                self._send(job, lambda error=error: failed(error), last=True)  # type: ignore[misc]
            else:
                self._send(job, lambda: done(result), last=True)

        self._running.add(job)
        self._executor.submit(run)
        return job

    @property
    def busy(self) -> bool:
        """Whether any work is still running or waiting."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel everything and wait for the threads to end."""
        self._closed = True
        for job in self._running:
            job.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _send(self, job: Job, act: Callable[[], None], *, last: bool = False) -> None:
        def at_home() -> None:
            if last:
                self._running.discard(job)
            if not job.cancelled:
                act()

        if not self._closed:
            self._came_home.emit(at_home)

    @Slot(object)
    def _run(self, act: Callable[[], None]) -> None:
        if not self._closed:
            act()
