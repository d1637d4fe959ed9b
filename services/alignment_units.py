"""Rows of an alignment as units of a memory, and which of its units they replace."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from core.alignment.session import AlignmentSession, Row, Sentence, TextSide, Verdict
from core.memory.memories import StoredUnit
from core.memory.unit import TranslationUnit
from core.people import Person
from core.segment import Origin, OriginKind, State
from services.clock import now

SOURCE_PLACE = "x-source-sentences"
"""The prop with the numbers of the sentences in the source document, from 1."""
TARGET_PLACE = "x-target-sentences"


def wanted_rows(session: AlignmentSession, confidence: float | None) -> list[Row]:
    """The pairs that count as right.

    These are the accepted ones and, with a `confidence`, those that nobody rejected and the
    aligner gives at least that much.
    """
    return [row for row in session.rows if row.is_pair and is_wanted(row, confidence)]


def is_wanted(row: Row, confidence: float | None) -> bool:
    """Whether a row counts as right; see `wanted_rows`."""
    if row.verdict is not Verdict.NONE or confidence is None:
        return row.verdict is Verdict.ACCEPTED
    return row.confidence is not None and row.confidence >= confidence


def units_of(
    session: AlignmentSession, confidence: float | None, person: Person, project_uid: str = ""
) -> list[TranslationUnit]:
    """The wanted pairs as units of origin *alignment*, with their places in the documents.

    What a person accepted is translated, all else a draft. For a memory that several projects may
    use, `project_uid` tells the alignment from one like it in a copy of the project.
    """
    at, made, origin = now(), [], _origin(session, project_uid)
    wanted = set(map(id, wanted_rows(session, confidence)))
    # The neighbours are those of the source document, where what stands alone across is not.
    with_source = [row for row in session.rows if row.source]
    sources = ["", *(row.text(TextSide.SOURCE) for row in with_source), ""]
    for number, row in enumerate(with_source):
        if id(row) in wanted:
            unit = _unit(session, row, origin, person, at)
            before, after = sources[number], sources[number + 2]
            made.append(replace(unit, context_before=before, context_after=after))
    return made


def renewal(
    session: AlignmentSession,
    units: Sequence[TranslationUnit],
    there: Sequence[StoredUnit],
    project_uid: str = "",
) -> tuple[list[TranslationUnit], list[int]]:
    """Those of the `units` that a memory lacks, and the ids of those of its units they replace.

    Replaced is what came from this alignment and whose row is another by now, or rejected. What
    somebody changed in the memory since stays as it is, and its row does not come again. The units
    were made by `units_of` for the same `project_uid`.
    """
    origin, wanted = _origin(session, project_uid), {unit.uid: unit for unit in units}
    own = [each for each in there if each.unit.uid.startswith(origin)]
    corrected = {each.unit.uid for each in own if each.unit.changed_by}
    known = {_bare(each.unit) for each in there}
    new = [each for each in units if each.uid not in corrected and _bare(each) not in known]
    standing = {_uid(origin, row) for row in session.rows if row.verdict is not Verdict.REJECTED}

    def is_stale(unit: TranslationUnit) -> bool:
        if unit.changed_by:
            return False
        if unit.uid in wanted:
            return _bare(unit) != _bare(wanted[unit.uid])
        return unit.uid not in standing

    return new, [each.id for each in own if is_stale(each.unit)]


def _bare(unit: TranslationUnit) -> TranslationUnit:
    """What a unit says, whoever put it there and whenever."""
    return replace(unit, author="", created="", uid="")


def _origin(session: AlignmentSession, project_uid: str) -> str:
    """What the uids of all units of an alignment begin with."""
    texts = (each.text for side in TextSide for each in session.cut(side))
    names = project_uid, str(session.id), session.source_name, session.target_name
    return f"{_digest(*names, *texts)}-"


def _uid(origin: str, row: Row) -> str:
    """Names the unit of a row, as long as the row says the same of the same sentences."""
    places = (place for _name, place in _props(row))
    return f"{origin}{_digest(row.text(TextSide.SOURCE), row.text(TextSide.TARGET), *places)}"


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=6).hexdigest()


def _unit(
    session: AlignmentSession, row: Row, origin: str, person: Person, at: str
) -> TranslationUnit:
    accepted = row.verdict is Verdict.ACCEPTED
    return TranslationUnit(
        source=row.text(TextSide.SOURCE),
        target=row.text(TextSide.TARGET),
        source_language=session.source_language,
        target_language=session.target_language,
        uid=_uid(origin, row),
        state=State.TRANSLATED if accepted else State.DRAFT,
        origin=Origin(OriginKind.ALIGNMENT, score(row), session.target_name),
        author=person.name,
        created=at,
        document=session.source_name,
        props=_props(row),
    )


def _props(row: Row) -> tuple[tuple[str, str], ...]:
    return (SOURCE_PLACE, places(row.source)), (TARGET_PLACE, places(row.target))


def score(row: Row) -> int:
    """The confidence in per cent; a person who grouped a row is sure of it."""
    return 100 if row.confidence is None else round(row.confidence * 100)


def places(cell: Sequence[Sentence]) -> str:
    """The numbers of sentences in their document, from 1; nothing for what a person put in."""
    numbers = dict.fromkeys(each.number + 1 for each in cell if each.number >= 0)
    return " ".join(map(str, numbers))
