"""Acts on many segments are stored off the interface thread, one at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import ExpectedError
from core.progress import Progress
from desktop.jobs import Job, Jobs

AT_ONCE = 200
"""Segments of which an act is stored in less time than a person notices."""

T = TypeVar("T")


class LongActs(QObject):
    """Does acts: small ones at once, and large ones in a job, while no other act can be done."""

    changed = Signal(str)
    """Why no act can be done just now, as a sentence; empty as soon as one can."""
    progressed = Signal(float)
    """The share (0–1) of a large act that is done."""
    failed = Signal(object)
    """An exception that is a bug."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._then: list[Callable[[], object]] = []
        self._leave: Callable[[], object] = _stay
        self.reason = ""
        """The sentence that was told last."""

    def run(
        self,
        size: int,
        act: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[ExpectedError], object],
    ) -> None:
        """Do an act on `size` segments; `done` hears of its result, `failed` why it was not done.

        Both are called before this returns, unless the act is a large one. Neither is called for
        one that was cancelled in time.
        """
        if size > AT_ONCE:
            self._start(size, act, done, failed)
            return
        try:
            result = act(Progress())
        except ExpectedError as error:
            failed(error)
        else:
            done(result)

    def after(self, act: Callable[[], object]) -> None:
        """Call `act` when nothing is being stored any more."""
        if self.reason:
            self._then.append(act)
        else:
            act()

    def then_leave(self, leave: Callable[[], object]) -> None:
        """Call `leave` once what is being stored is; not where it cannot be, which is told."""
        self._leave = leave

    def cancel(self) -> None:
        """Do not do the act that is being stored, unless all of it is stored by now."""
        if self._job:
            self._job.cancel()

    def close(self) -> None:
        """Wait until what is being stored is stored and told."""
        self._leave = _stay
        self._jobs.finish()
        self._jobs.close()

    def _start(
        self,
        size: int,
        act: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[ExpectedError], object],
    ) -> None:
        def fail(error: Exception) -> None:
            self._leave = _stay
            if isinstance(error, ExpectedError):
                failed(error)
            else:
                self.failed.emit(error)

        def drop(late: T | None) -> None:
            if late is not None:  # all of it was stored before it could be cancelled
                done(late)

        self._tell(f"{size:,} segments are being stored. Try again in a moment.")
        self._job = self._jobs.start(
            act,
            partial(self._end, done),
            partial(self._end, fail),
            lambda share, _text: self.progressed.emit(share),
            partial(self._end, drop),
        )

    def _end(self, act: Callable[[T], object], value: T) -> None:
        self._job = None
        self._tell("")
        try:
            act(value)
        finally:
            then, self._then = self._then, []
            leave, self._leave = self._leave, _stay
            for each in (*then, leave):
                each()

    def _tell(self, reason: str) -> None:
        self.reason = reason
        self.changed.emit(reason)

    @property
    def busy(self) -> bool:
        """Whether an act is being stored."""
        return self._jobs.busy


def _stay() -> None:
    """What is done when nobody wants to leave."""
