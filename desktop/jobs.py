"""Work off the interface thread, whose results come home on it."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.errors import Cancelled
from core.progress import Progress

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Job:
    """A piece of running work that the person can cancel."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.cancelled = False

    def cancel(self) -> None:
        """Stop the work at its next step; neither `done` nor `failed` is called any more."""
        self.cancelled = True
        self.progress.cancel()


class Jobs(QObject):
    """Starts work in a thread. Callbacks are given at the start, so that no result can be missed.

    One thread does the work in turn, so that each piece sees what the last one left.
    """

    _came_home = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="job")
        self._running: dict[Job, Future[None]] = {}
        self._home: deque[Callable[[], object]] = deque()
        self._came_home.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        reported: Callable[[float, str], None] | None = None,
        dropped: Callable[[T | None], object] = lambda _result: None,
    ) -> Job:
        """Run `work` in a thread; all the others are called on this one.

        At the end that is `done` with the result, or `failed` with the exception; for a job that
        was cancelled `dropped` with the result that came too late, or None.
        """

        def report(share: float, text: str) -> None:
            if reported:
                self._send(lambda: None if job.cancelled else reported(share, text))

        job = Job(Progress(report))
        self._running[job] = self._executor.submit(self._work, job, work, done, failed, dropped)
        return job

    @property
    def busy(self) -> bool:
        """Whether any work is still running or waiting."""
        return bool(self._running)

    def stop(self, job: Job) -> None:
        """Cancel a job and wait until it has ended."""
        job.cancel()
        if job in self._running:
            wait([self._running[job]])
        while job in self._running:
            self._receive()

    def finish(self) -> None:
        """Wait until everything has ended and come home."""
        while self._running:
            wait(list(self._running.values()))
            self._receive()

    def close(self) -> None:
        """Cancel everything and wait for the threads to end."""
        for job in self._running:
            job.cancel()
        self._executor.shutdown(wait=True)
        while self._home:
            self._receive()

    def _work(
        self,
        job: Job,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        dropped: Callable[[T | None], object],
    ) -> None:
        """What the thread does."""
        act: Callable[[], object] = _nothing
        drop = partial(dropped, None)
        try:
            if not job.cancelled:
                result = work(job.progress)
                act, drop = partial(done, result), partial(dropped, result)
        except Cancelled:
            pass
        except Exception as error:  # the thread's end: whatever it is goes home to be shown
            act = partial(failed, error)
            if job.cancelled:
                _log.error("a cancelled job ended with an error", exc_info=error)
        self._send(partial(self._end, job, act, drop))

    def _end(self, job: Job, act: Callable[[], object], drop: Callable[[], object]) -> None:
        del self._running[job]
        (drop if job.cancelled else act)()

    def _send(self, act: Callable[[], object]) -> None:
        self._home.append(act)
        self._came_home.emit()

    @Slot()
    def _receive(self) -> None:
        if self._home:  # it may have been received by one who could not wait
            self._home.popleft()()


def _nothing() -> None:
    """What is left to do after cancelled work."""
