"""What a person can do to the rows of an alignment; each act is a step that can be taken back.

An act looks at a session and says which rows it replaces by which. It changes nothing by itself,
keeps the sentences of both sides in their order, and raises NotAllowedError where it makes no
sense, with a sentence that says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

import regex

from core.alignment.bead import Alignment, Moved
from core.alignment.session import (
    AlignmentSession,
    Cell,
    Row,
    Sentence,
    TextSide,
    Verdict,
    rows_of,
)
from core.errors import NotAllowedError


class StepKind(StrEnum):
    """What a step did."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    INSERT = "insert"
    DELETE = "delete"
    EDIT = "edit"
    LINK = "link"
    UNLINK = "unlink"
    ACCEPT = "accept"
    REJECT = "reject"
    REOPEN = "reopen"
    PINPOINT = "pinpoint"
    ACCEPT_ABOVE = "accept above"
    REALIGN = "realign"


Passages = tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The rows `before`, which stand from `first` on, were replaced by the rows `after`.

    `moved` are the session's moved passages before and after, where the step found them anew.
    """

    kind: StepKind
    first: int
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    moved: tuple[Passages, Passages] | None = None

    @property
    def undone(self) -> "Step":
        """The step that takes this one back."""
        back = (self.moved[1], self.moved[0]) if self.moved else None
        return Step(self.kind, self.first, self.after, self.before, back)


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps that were taken, of which the first `done` hold; the others were taken back."""

    steps: tuple[Step, ...] = ()
    done: int = 0

    @property
    def last(self) -> Step | None:
        """The step that can be taken back."""
        return self.steps[self.done - 1] if self.done else None

    @property
    def next(self) -> Step | None:
        """The step that can be taken again."""
        return self.steps[self.done] if self.done < len(self.steps) else None

    def with_step(self, step: Step) -> "Journal":
        """The journal after another step; what was taken back before it is forgotten."""
        return Journal((*self.steps[: self.done], step), self.done + 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence in a session: its row, side, and number in the cell (0 in an empty cell)."""

    row: int
    side: TextSide
    index: int = 0


def take(session: AlignmentSession, step: Step) -> AlignmentSession:
    """The session after a step. Raises ValueError for a step that was made for other rows."""
    end = step.first + len(step.before)
    if session.rows[step.first : end] != step.before:
        raise ValueError("the step was made for other rows")
    rows = session.rows[: step.first] + step.after + session.rows[end:]
    return replace(session, rows=rows, moved=step.moved[1] if step.moved else session.moved)


# -- grouping ------------------------------------------------------------------------------------


def merge(session: AlignmentSession, first: int, last: int) -> Step:
    """The rows from `first` to `last` become one."""
    if not 0 <= first < last < len(session.rows):
        raise NotAllowedError("There is no row below to join with.")
    return _step(
        session, StepKind.MERGE, first, last + 1, [_joined(session.rows[first : last + 1])]
    )


def split(session: AlignmentSession, spot: Spot) -> Step:
    """The sentence at `spot` and those after it go into a row of their own.

    The other side is parted after the same number of sentences.
    """
    row, at = session.rows[spot.row], spot.index
    if not 0 < at < len(row.cell(spot.side)):
        raise NotAllowedError(
            "The row is split above a sentence that is not the first of its cell. To cut the "
            "sentence itself, edit it (F2) and split where the caret is."
        )
    parts = Row(row.source[:at], row.target[:at]), Row(row.source[at:], row.target[at:])
    return _step(session, StepKind.SPLIT, spot.row, spot.row + 1, parts)


def link(session: AlignmentSession, row: int) -> Step:
    """A row with one side empty and the next one that lacks the other side become one.

    Only rows with one side lie between them; the nearest below is taken, else the one above.
    """
    rows = session.rows
    if rows[row].is_pair:
        raise NotAllowedError("Both sides of this row are there. Join it (Ctrl+J) with the next.")
    for direction in (1, -1):
        other = row + direction
        while 0 <= other < len(rows) and not rows[other].is_pair:
            if bool(rows[other].source) != bool(rows[row].source):
                first, last = sorted((row, other))
                whole = [_joined(rows[first : last + 1])]
                return _step(session, StepKind.LINK, first, last + 1, whole)
            other += direction
    raise NotAllowedError("There is nothing beside this row that it could be linked with.")


def unlink(session: AlignmentSession, row: int) -> Step:
    """The two sides of a row become rows of their own."""
    found = session.rows[row]
    if not found.is_pair:
        raise NotAllowedError("This row has nothing to unlink: one of its sides is empty.")
    parts = Row(found.source, ()), Row((), found.target)
    return _step(session, StepKind.UNLINK, row, row + 1, parts)


def move(session: AlignmentSession, spot: Spot, *, down: bool) -> Step:
    """The sentence at `spot`, and those between it and the edge, go to the row above or below.

    At the first and the last row they get a row of their own.
    """
    rows, side = session.rows, spot.side
    cell = rows[spot.row].cell(side)
    if not cell:
        raise NotAllowedError("There is no sentence here to move.")
    at = spot.index if down else spot.index + 1
    here = _with(rows[spot.row], side, cell[:at] if down else cell[at:])
    moved = cell[at:] if down else cell[:at]
    other = spot.row + (1 if down else -1)
    if not 0 <= other < len(rows):
        beyond = _with(Row((), ()), side, moved)
    elif down:
        beyond = _with(rows[other], side, moved + rows[other].cell(side))
    else:
        beyond = _with(rows[other], side, rows[other].cell(side) + moved)
    first, last = max(min(spot.row, other), 0), min(max(spot.row, other), len(rows) - 1)
    return _step(
        session, StepKind.MOVE, first, last + 1, [here, beyond] if down else [beyond, here]
    )


def pinpoint(session: AlignmentSession, source_row: int, target_row: int) -> Step:
    """The source of one row and the target of another become an accepted row; the rest shifts.

    Sentences between them are left alone. What follows shifts as far as the next accepted row.
    """
    first, last = sorted((source_row, target_row))
    rows = session.rows
    pinned = Row(rows[source_row].source, rows[target_row].target, None, Verdict.ACCEPTED)
    if not pinned.is_pair:
        raise NotAllowedError("Pick a sentence on each side: one of these cells is empty.")
    if first == last:
        return _step(session, StepKind.PINPOINT, first, first + 1, [pinned])
    if any(row.verdict is Verdict.ACCEPTED for row in rows[first : last + 1]):
        raise NotAllowedError(
            "A row between the two is accepted, and they cannot be paired across it. Take back "
            "its mark first."
        )
    end = _next_accepted(rows, last + 1)
    sources, targets = _cells(rows, TextSide.SOURCE, end), _cells(rows, TextSide.TARGET, end)
    if source_row < target_row:
        alone = [Row((), cell) for cell in targets[first:last]]
    else:
        alone = [Row(cell, ()) for cell in sources[first:last]]
    rest = zip_longest(sources[source_row + 1 :], targets[target_row + 1 :], fillvalue=())
    after = [*alone, pinned, *(Row(*pair) for pair in rest)]
    return _step(session, StepKind.PINPOINT, first, end, after)


def realigned(session: AlignmentSession, found: Alignment) -> Step:
    """The rows and moved passages become those that were found for the sentences as they are now.

    Accepted rows stay as they are. Raises NotAllowedError when that changes no row.
    """
    source, target = (session.sentences(side) for side in TextSide)
    fresh = rows_of(found.beads, source, target)
    kept = {
        (row.source, row.target): row for row in session.rows if row.verdict is Verdict.ACCEPTED
    }
    after = [kept.get((row.source, row.target), row) for row in fresh]
    step = _step(session, StepKind.REALIGN, 0, len(session.rows), after)
    moved = tuple(
        Moved(here, there, each.confidence)
        for each in found.moved
        if (here := _numbers(source, each.source)) and (there := _numbers(target, each.target))
    )
    return step if moved == session.moved else replace(step, moved=(session.moved, moved))


# -- sentences -----------------------------------------------------------------------------------


def cut(session: AlignmentSession, spot: Spot, at: int) -> Step:
    """The sentence becomes two, parted before its character `at`; both stay in their row.

    A letter of several characters, such as one with a combining mark, goes whole to the right.
    """
    found = _sentence(session, spot)
    at = _letter_start(found.text, at)
    left, right = found.text[:at].rstrip(), found.text[at:].lstrip()
    if not left or not right:
        raise NotAllowedError("Put the caret between two words to cut the sentence there.")
    # An edited sentence is no slice of its document any more; its halves keep their order in it.
    end = min(found.begin + len(left), found.end)
    begin = max(found.end - len(right), end)
    halves = (
        Sentence(left, found.number, found.begin, end),
        Sentence(right, found.number, begin, found.end),
    )
    return _in_cell(session, StepKind.SPLIT, spot, spot.index + 1, halves)


def insert(session: AlignmentSession, spot: Spot, text: str) -> Step:
    """A sentence that the document does not have comes in before `spot`."""
    if not text.strip():
        raise NotAllowedError("Nothing was typed, so nothing was inserted.")
    before = session.rows[spot.row].cell(spot.side)[: spot.index]
    place = before[-1].end if before else _end_before(session, spot)
    return _in_cell(session, StepKind.INSERT, spot, spot.index, (Sentence(text, -1, place, place),))


def delete(session: AlignmentSession, spot: Spot) -> Step:
    """The sentence goes out of the alignment; its document stays as it is."""
    _sentence(session, spot)
    return _in_cell(session, StepKind.DELETE, spot, spot.index + 1, ())


def edit(session: AlignmentSession, spot: Spot, text: str) -> Step:
    """The sentence gets another text."""
    found = _sentence(session, spot)
    if not text.strip():
        raise NotAllowedError("A sentence without text is no sentence. Delete it (Del) instead.")
    return _in_cell(session, StepKind.EDIT, spot, spot.index + 1, (replace(found, text=text),))


# -- saying what is right ------------------------------------------------------------------------


def judge(session: AlignmentSession, row: int, verdict: Verdict) -> Step:
    """A person says what a row is."""
    kinds = {
        Verdict.ACCEPTED: StepKind.ACCEPT,
        Verdict.REJECTED: StepKind.REJECT,
        Verdict.NONE: StepKind.REOPEN,
    }
    after = [replace(session.rows[row], verdict=verdict)]
    return _step(session, kinds[verdict], row, row + 1, after)


def accept_above(session: AlignmentSession, confidence: float) -> Step:
    """Every row that nobody judged and the aligner gives at least this confidence is accepted."""
    none, accepted = Verdict.NONE, Verdict.ACCEPTED
    after = [
        # Not by replace(), which takes five times as long: these may be tens of thousands.
        Row(row.source, row.target, row.confidence, accepted)
        if row.verdict is none and row.confidence is not None and row.confidence >= confidence
        else row
        for row in session.rows
    ]
    return _step(session, StepKind.ACCEPT_ABOVE, 0, len(after), after)


# -- parts ---------------------------------------------------------------------------------------


def _step(
    session: AlignmentSession, kind: StepKind, first: int, end: int, after: Iterable[Row]
) -> Step:
    """A step without the rows at its ends that stay as they are."""
    before, now = session.rows[first:end], [row for row in after if row.source or row.target]
    same = _common(before, now)
    below = _common(before[same:][::-1], now[same:][::-1])
    if same == len(before) == len(now):
        raise NotAllowedError("That leaves everything as it is.")
    return Step(
        kind, first + same, before[same : len(before) - below], tuple(now[same : len(now) - below])
    )


def _common(some: Sequence[Row], others: Sequence[Row]) -> int:
    """How many rows at the beginning are the same."""
    pairs = zip(some, others, strict=False)
    return next(
        (number for number, (a, b) in enumerate(pairs) if a is not b and a != b),
        min(len(some), len(others)),
    )


def _numbers(sentences: Sequence[Sentence], passage: tuple[int, int]) -> tuple[int, int] | None:
    """A passage by the numbers of its sentences as they were cut; None for what was put in."""
    numbers = [each.number for each in sentences[slice(*passage)] if each.number >= 0]
    return (numbers[0], numbers[-1] + 1) if numbers else None


def _joined(rows: Sequence[Row]) -> Row:
    return Row(
        tuple(sentence for row in rows for sentence in row.source),
        tuple(sentence for row in rows for sentence in row.target),
    )


def _with(row: Row, side: TextSide, cell: Cell) -> Row:
    """The row with other sentences on one side, which nobody has judged."""
    return Row(cell, row.target) if side is TextSide.SOURCE else Row(row.source, cell)


def _in_cell(session: AlignmentSession, kind: StepKind, spot: Spot, end: int, into: Cell) -> Step:
    """Sentences of a cell are replaced; grouping and verdict stand as long as both sides do."""
    row = session.rows[spot.row]
    cell = row.cell(spot.side)
    after = _with(row, spot.side, cell[: spot.index] + into + cell[end:])
    if after.is_pair == row.is_pair:
        after = replace(after, confidence=row.confidence, verdict=row.verdict)
    return _step(session, kind, spot.row, spot.row + 1, [after])


def _sentence(session: AlignmentSession, spot: Spot) -> Sentence:
    cell = session.rows[spot.row].cell(spot.side)
    if spot.index >= len(cell):
        raise NotAllowedError("There is no sentence here.")
    return cell[spot.index]


def _letter_start(text: str, at: int) -> int:
    """Where the letter begins, as a person sees it, that the character `at` belongs to."""
    starts = (letter.start() for letter in regex.finditer(r"\X", text))
    return max((start for start in starts if start <= at), default=0) if at < len(text) else at


def _end_before(session: AlignmentSession, spot: Spot) -> int:
    """Where the sentence that stands before the cell ends in its document."""
    above = (row.cell(spot.side) for row in reversed(session.rows[: spot.row]))
    return next((cell[-1].end for cell in above if cell), 0)


def _cells(rows: Sequence[Row], side: TextSide, end: int) -> list[Cell]:
    return [row.cell(side) for row in rows[:end]]


def _next_accepted(rows: Sequence[Row], start: int) -> int:
    return next(
        (n for n in range(start, len(rows)) if rows[n].verdict is Verdict.ACCEPTED), len(rows)
    )
