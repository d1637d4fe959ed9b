"""Progress of long work: reports steps, can be cancelled, and knows no observer by name."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import TypeVar

from core.errors import Cancelled

T = TypeVar("T")


class Progress:
    """Tells an observer how far work is, and tells the work whether to go on.

    `report` is called with the share done (0–1) and a short text; it may be called from
    another thread than the one that made the Progress.
    """

    def __init__(self, report: Callable[[float, str], None] | None = None) -> None:
        self._report = report
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    def step(self, done: float, text: str = "") -> None:
        """Report that the share `done` (0–1) is finished.

        Raises Cancelled when the person has cancelled.
        """
        if self._cancelled.is_set():
            raise Cancelled
        if self._report:
            self._report(min(max(done, 0.0), 1.0), text)

    def track(self, items: Iterable[T], total: int, text: str = "") -> Iterator[T]:
        """Yield `items`, reporting about a hundred times on the way to `total`."""
        every = max(1, total // 100)
        for number, item in enumerate(items):
            if number % every == 0:
                self.step(number / max(1, total), text)
            yield item

    def part(self, start: float, end: float) -> "Progress":
        """A Progress for one stage of this work, whose 0–1 is this one's `start`–`end`."""
        child = Progress(lambda done, text: self.step(start + (end - start) * done, text))
        child._cancelled = self._cancelled
        return child
