"""Storing and finding alignments in progress: how they began, and every step since.

A step is one row of its own, so that an act on a text of any length is stored at once; what
stands now comes from taking the steps again. Sentences that nobody changed are kept by number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from core.alignment.bead import Moved
from core.alignment.editing import Journal, Step, StepKind
from core.alignment.session import (
    AlignmentHead,
    AlignmentSession,
    Cell,
    Progressed,
    Row,
    Sentence,
    Stage,
    TextSide,
    Verdict,
)
from core.errors import ConflictError, DamagedStoreError
from db.models import AlignmentRow, AlignmentStepRow, AlignmentTextRow, UnitRow

_JUDGING = (StepKind.ACCEPT, StepKind.REJECT, StepKind.REOPEN, StepKind.ACCEPT_ABOVE)
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Original:
    """The file that the source was cut from."""

    data: bytes
    format: str
    encoding: str


def add(
    session: Session, project_id: int, work: AlignmentSession, original: Original | None = None
) -> AlignmentSession:
    """Store an alignment as its work begins; its id is given here."""
    row = AlignmentRow(
        project_id=project_id,
        source_name=work.source_name,
        target_name=work.target_name,
        source_language=work.source_language,
        target_language=work.target_language,
        **_state(work),
    )
    session.add(row)
    session.flush()
    session.add(
        AlignmentTextRow(
            alignment_id=row.id,
            source=[sentence.text for sentence in work.source],
            target=[sentence.text for sentence in work.target],
            source_places=_places(work.source),
            target_places=_places(work.target),
            original=original.data if original else None,
            format=original.format if original else "",
            encoding=original.encoding if original else "",
            **_begin(work),
        )
    )
    return replace(work, id=row.id)


def begin_again(session: Session, work: AlignmentSession) -> None:
    """Store the rows of `work` as those it begins with; its steps are forgotten.

    Raises ConflictError when it was removed.
    """
    _row(session, work.id)
    session.execute(delete(AlignmentStepRow).where(AlignmentStepRow.alignment_id == work.id))
    texts = update(AlignmentTextRow).where(AlignmentTextRow.alignment_id == work.id)
    session.execute(texts.values(**_begin(work)))
    session.execute(_of(work.id).values(done=0, **_state(work)))


def set_stage(session: Session, alignment_id: int, stage: Stage) -> None:
    """Store how far the work is."""
    session.execute(_of(alignment_id).values(stage=stage))


def remove(session: Session, alignment_id: int) -> None:
    """Forget an alignment."""
    session.execute(delete(AlignmentRow).where(AlignmentRow.id == alignment_id))


def add_step(session: Session, after: AlignmentSession, step: Step, number: int) -> None:
    """Store a step as the one with this number, from 0, and what it led to.

    Steps from that number on had been taken back, and are forgotten. Raises ConflictError when the
    alignment was removed.
    """
    _row(session, after.id)
    later = AlignmentStepRow.number >= number
    mine = AlignmentStepRow.alignment_id == after.id
    session.execute(delete(AlignmentStepRow).where(mine, later))
    session.execute(
        insert(AlignmentStepRow).values(
            alignment_id=after.id,
            number=number,
            kind=step.kind,
            first=step.first,
            removed=len(step.before),
            rows=_plain_step(step, after),
        )
    )
    set_done(session, after, number + 1)


def set_done(session: Session, work: AlignmentSession, done: int) -> None:
    """Store that the first `done` steps hold, and what they lead to.

    Raises ConflictError when the alignment was removed.
    """
    _row(session, work.id)
    session.execute(_of(work.id).values(done=done, stage=work.stage, **_progress(work)))


def heads(session: Session, project_id: int) -> list[AlignmentHead]:
    """All alignments of a project in short, in the order they were begun."""
    wanted = select(
        AlignmentRow.id,
        AlignmentRow.source_name,
        AlignmentRow.target_name,
        AlignmentRow.stage,
        AlignmentRow.confidence,
        AlignmentRow.rows,
        AlignmentRow.accepted,
        AlignmentRow.rejected,
    ).where(AlignmentRow.project_id == project_id)
    return [
        AlignmentHead(*row[:5], Progressed(*row[5:]))
        for row in session.execute(wanted.order_by(AlignmentRow.id))
    ]


def is_waiting(session: Session, alignment_id: int) -> bool:
    """Whether an alignment is still there and was not aligned yet."""
    row = session.get(AlignmentRow, alignment_id)
    return row is not None and row.stage is Stage.WAITING


def waiting_beside(
    session: Session, first: AlignmentSession, most: int
) -> Iterator[AlignmentSession]:
    """The others that wait and are between the same languages, up to `most` sentences in all."""
    row, sentences = AlignmentRow, len(first.source) + len(first.target)
    wanted = select(row.id).where(
        row.project_id == session.get_one(row, first.id).project_id,
        row.id != first.id,
        row.stage == Stage.WAITING,
        row.source_language == first.source_language,
        row.target_language == first.target_language,
    )
    for alignment_id in session.scalars(wanted.order_by(row.id)).all():
        other, _journal = load(session, alignment_id)
        sentences += len(other.source) + len(other.target)
        if sentences > most:
            return
        yield other


def load(session: Session, alignment_id: int) -> tuple[AlignmentSession, Journal]:
    """An alignment as it stands now, with all its steps.

    Raises ConflictError when it was removed, and DamagedStoreError.
    """
    row = _row(session, alignment_id)
    texts = session.get_one(AlignmentTextRow, alignment_id)
    found = select(AlignmentStepRow).where(AlignmentStepRow.alignment_id == alignment_id)
    stored = session.scalars(found.order_by(AlignmentStepRow.number)).all()
    try:
        return _replayed(_begun(row, texts), stored, row.done)
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise DamagedStoreError(
            f"The alignment of “{row.source_name}” is damaged. Remove it and align the documents "
            "anew, or restore the project from a backup."
        ) from error


def original(session: Session, alignment_id: int) -> Original | None:
    """The file that the source was cut from; None when it is a document of the project.

    Raises ConflictError when the alignment was removed.
    """
    _row(session, alignment_id)
    columns = (AlignmentTextRow.original, AlignmentTextRow.format, AlignmentTextRow.encoding)
    wanted = select(*columns).where(AlignmentTextRow.alignment_id == alignment_id)
    data, format_, encoding = session.execute(wanted).one()
    return None if data is None else Original(data, format_, encoding)


def unit_ids(session: Session, project_id: int, document: str) -> list[int]:
    """Those units of the project's memory that came from a document of this name."""
    wanted = select(UnitRow.id).where(UnitRow.project_id == project_id)
    return list(session.scalars(wanted.where(UnitRow.document == document)))


def _row(session: Session, alignment_id: int) -> AlignmentRow:
    row = session.get(AlignmentRow, alignment_id)
    if row is None:
        raise ConflictError("This alignment is no longer there: somebody removed it meanwhile.")
    return row


def _of(alignment_id: int) -> Any:
    return update(AlignmentRow).where(AlignmentRow.id == alignment_id)


def _begin(work: AlignmentSession) -> dict[str, Any]:
    return {"beads": _plain(work.rows, work), "moved": _plain_moved(work.moved)}


def _state(work: AlignmentSession) -> dict[str, Any]:
    return {"confidence": work.confidence, "stage": work.stage, **_progress(work)}


def _progress(work: AlignmentSession) -> dict[str, int]:
    found = work.progress()
    return {"rows": found.rows, "accepted": found.accepted, "rejected": found.rejected}


# -- values and what is stored of them -----------------------------------------------------------


def _replayed(
    begun: AlignmentSession, stored: Sequence[AlignmentStepRow], done: int
) -> tuple[AlignmentSession, Journal]:
    rows, moved, steps = list(begun.rows), begun.moved, []
    now = begun
    for number, row in enumerate(stored):
        if number != row.number:
            raise ValueError("a step is missing")
        end = row.first + row.removed
        before = tuple(rows[row.first : end])
        if len(before) != row.removed:
            raise ValueError("a step reaches beyond the rows")
        after, found = _after(row.rows, before, begun)
        steps.append(
            Step(row.kind, row.first, before, after, None if found is None else (moved, found))
        )
        rows[row.first : end] = after
        moved = moved if found is None else found
        if number == done - 1:
            now = replace(begun, rows=tuple(rows), moved=moved)
    return now, Journal(tuple(steps), done)


def _begun(row: AlignmentRow, texts: AlignmentTextRow) -> AlignmentSession:
    work = AlignmentSession(
        row.id,
        row.source_name,
        row.target_name,
        row.source_language,
        row.target_language,
        _sentences(texts.source, texts.source_places),
        _sentences(texts.target, texts.target_places),
        stage=row.stage,
        confidence=row.confidence,
        moved=_moved(texts.moved),
    )
    return replace(work, rows=_rows(texts.beads, work))


def _places(sentences: Cell) -> list[list[int]]:
    return [[sentence.begin, sentence.end] for sentence in sentences]


def _sentences(texts: Sequence[str], places: Sequence[Sequence[int]]) -> Cell:
    known = places or [(0, 0)] * len(texts)  # the first schema had none
    pairs = zip(texts, known, strict=True)
    return tuple(Sentence(text, n, *place) for n, (text, place) in enumerate(pairs))


def _plain(rows: Sequence[Row], work: AlignmentSession) -> list[list[Any]]:
    """Rows for JSON: a sentence as its number where it is as it was cut, else with all it has."""

    def cell(row: Row, side: TextSide) -> list[Any]:
        cut = work.cut(side)
        return [
            each.number
            if each.number >= 0 and (cut[each.number] is each or cut[each.number] == each)
            else [each.text, each.number, each.begin, each.end]
            for each in row.cell(side)
        ]

    return [
        [cell(row, TextSide.SOURCE), cell(row, TextSide.TARGET), row.confidence, row.verdict.value]
        for row in rows
    ]


def _plain_moved(moved: Sequence[Moved]) -> list[list[Any]]:
    return [[each.source, each.target, each.confidence] for each in moved]


def _moved(plain: Sequence[Any]) -> tuple[Moved, ...]:
    return tuple(Moved((a, b), (c, d), sure) for (a, b), (c, d), sure in plain)


def _plain_step(step: Step, work: AlignmentSession) -> Any:
    """The rows after a step for JSON; of those that were only judged, the verdicts alone.

    Else to accept 20,000 rows at once would take a tenth of a second to store. Beside them the
    moved passages, where they were found anew.
    """
    if step.moved:
        return {"rows": _plain(step.after, work), "moved": _plain_moved(step.moved[1])}
    if step.kind in _JUDGING:
        return [row.verdict for row in step.after]
    return _plain(step.after, work)


def _after(
    plain: Any, before: Sequence[Row], work: AlignmentSession
) -> tuple[tuple[Row, ...], tuple[Moved, ...] | None]:
    """What `_plain_step` made, of the rows before."""
    if isinstance(plain, dict):
        return _rows(plain["rows"], work), _moved(plain["moved"])
    if not plain or not isinstance(plain[0], str):
        return _rows(plain, work), None
    judged = (
        Row(row.source, row.target, row.confidence, _VERDICTS[verdict])
        for row, verdict in zip(before, plain, strict=True)
    )
    return tuple(judged), None


def _rows(plain: Sequence[Sequence[Any]], work: AlignmentSession) -> tuple[Row, ...]:
    """What `_plain` made; a row of the first schema has no verdict."""
    return tuple(
        Row(
            _cell(source, work.source),
            _cell(target, work.target),
            sure,
            _VERDICTS[verdict[0]] if verdict else Verdict.NONE,
        )
        for source, target, sure, *verdict in plain
    )


def _cell(plain: Sequence[Any], cut: Cell) -> Cell:
    return tuple(cut[each] if isinstance(each, int) else Sentence(*each) for each in plain)
