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
        self._text = ""  # what is looked for
        self._then = 0  # the direction in which to go on from what is found; 0 for not at all

    @property
    def busy(self) -> bool:
        """Whether a text is being looked for."""
        return self._jobs.busy

    def find(self, text: str, direction: int) -> None:
        """Go to the next row (1), or the one before (−1), that has the text on either side.

        Whoever asks for it again before it is found goes on from there.
        """
        self._table.keep()
        if self._job and text == self._text:
            self._then = direction
            return
        if self._job:
            self._job.cancel()
        self._text, self._job, self._then = text, None, 0
        self._look(direction)

    def close(self) -> None:
        """Stop looking."""
        self._jobs.close()

    def _look(self, direction: int) -> None:
        wanted, session, spot = normal_form(self._text), self._desk.session, self._table.spot
        if wanted and session is not None:
            work = partial(row_with, session, wanted, spot.row if spot else 0, direction)
            done = partial(self._take, session, spot, direction)
            self._job = self._jobs.start(work, done, self._fail)

    def _take(
        self, session: AlignmentSession, spot: Spot | None, direction: int, row: int | None
    ) -> None:
        """Go to what was found in the rows as they were, by a person who was at `spot`."""
        self._job, now = None, self._desk.session
        if row is None and now is session:
            self._note(f"“{self._text}” is in neither of the texts.")
            return
        is_elsewhere = self._table.spot != spot or self._table.is_editing
        if now is None or now.id != session.id or is_elsewhere:
            return
        if row is None or now is not session:  # rows were judged or aligned anew
            self._look(direction)
            return
        self._table.go_to_row(row)
        if then := self._then:
            self._then = 0
            self._look(then)

    def _fail(self, error: Exception) -> None:
        self._job = None
        raise error


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
