"""Looks for a text in the rows of an alignment, off the interface thread."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from core.alignment.editing import Spot
from core.alignment.session import AlignmentSession, Row, TextSide
from core.normal import normal_form
from core.progress import Progress
from desktop.alignment.desk import AlignmentDesk
from desktop.alignment.row_table import RowTable
from desktop.jobs import Job, Jobs


class Finder:
    """Goes to the next row with a text; a person who meanwhile went on is left where they are."""

    def __init__(
        self,
        desk: AlignmentDesk,
        table: RowTable,
        note: Callable[[str], object],
        parent: QObject,
    ) -> None:
        self._desk, self._table, self._note = desk, table, note
        self._jobs = Jobs(parent)  # a thread of its own: finding need not wait for an alignment
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a text is being looked for."""
        return self._jobs.busy

    def find(self, text: str, direction: int) -> None:
        """Go to the next row (1), or the one before (−1), that has the text on either side."""
        self._table.keep()
        wanted, session, spot = normal_form(text), self._desk.session, self._table.spot
        if self._job:
            self._job.cancel()
        if not wanted or session is None or spot is None:
            return

        def done(row: int | None) -> None:
            if self._desk.session is not session or self._table.spot != spot:
                return
            if row is None:
                self._note(f"“{text}” is in neither of the texts.")
            else:
                self._table.go_to(Spot(row, spot.side))

        work = partial(row_with, session, wanted, spot.row, direction)
        self._job = self._jobs.start(work, done, _fail)

    def close(self) -> None:
        """Stop looking."""
        self._jobs.close()


def row_with(
    session: AlignmentSession, wanted: str, start: int, direction: int, progress: Progress
) -> int | None:
    """The next row (1) or the one before (−1) with a text in its normal form, around the ends.

    The row at `start` is the last to come. Raises Cancelled.
    """
    rows = session.rows
    for step in progress.track(range(1, len(rows) + 1), len(rows)):
        number = (start + direction * step) % len(rows)
        if _has(rows[number], wanted):
            return number
    return None


def _has(row: Row, wanted: str) -> bool:
    return any(wanted in normal_form(row.text(side)) for side in TextSide)


def _fail(error: Exception) -> None:
    raise error
