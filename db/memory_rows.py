"""Units as rows of a memory file, there and back, and the question that a filter of them asks."""

import json
from collections.abc import Hashable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from core.errors import DamagedStoreError
from core.memory.memories import StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.normal import normal_form
from core.segment import Origin, OriginKind, State

COLUMNS = (
    "source", "target", "source_language", "target_language", "uid", "state", "origin_kind",
    "origin_score", "origin_detail", "author", "created", "changed_by", "changed", "document",
    "context_before", "context_after", "notes", "props",
)  # fmt: skip
"""The columns of a unit; before them goes `digest`, which says what texts it has."""

Row = tuple[Any, ...]
"""The digest of a unit, and the values of COLUMNS."""

_STATES = {state.value: state for state in State}
_ORIGINS = {kind.value: kind for kind in OriginKind}
_NOTHING = "[]"


@lru_cache(1 << 12)
def _json(values: tuple[Any, ...]) -> str:
    """Values as JSON; those of one file are much the same from unit to unit."""
    return json.dumps(values, ensure_ascii=False)


def _digest(source: str, target: str, source_language: str, target_language: str) -> int:
    """A number that units with the same texts in the same languages share, and hardly others."""
    texts = f"{source}\0{target}\0{source_language}\0{target_language}"
    digest = blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def row_of(unit: TranslationUnit) -> Row:
    """The row of a unit."""
    return row_from(
        unit.source,
        unit.target,
        unit.source_language,
        unit.target_language,
        unit.uid,
        unit.state,
        unit.origin,
        unit.author,
        unit.created,
        unit.changed_by,
        unit.changed,
        unit.document,
        unit.context_before,
        unit.context_after,
        unit.notes,
        unit.props,
    )


def row_from(
    source: str,
    target: str,
    source_language: str,
    target_language: str,
    uid: str,
    state: State,
    origin: Origin,
    author: str,
    created: str,
    changed_by: str,
    changed: str,
    document: str,
    before: str,
    after: str,
    notes: tuple[str, ...],
    props: tuple[tuple[str, str], ...],
) -> Row:
    """The row of a unit, given the values of that."""
    return (
        _digest(source, target, source_language, target_language),
        source,
        target,
        source_language,
        target_language,
        uid,
        state.value,
        origin.kind.value,
        origin.score,
        origin.detail,
        author,
        created,
        changed_by,
        changed,
        document,
        before,
        after,
        _json(notes) if notes else _NOTHING,
        _json(props) if props else _NOTHING,
    )


def kind_of(row: Row, *, by_text: bool) -> Hashable:
    """What rows share that are the same in everything, or in their texts and languages."""
    return row[1:5] if by_text else row


def unit_of(row: tuple[Any, ...]) -> StoredUnit:
    """The unit of a row: its id, and its COLUMNS. Raises DamagedStoreError."""
    try:
        unit = TranslationUnit(
            source=row[1],
            target=row[2],
            source_language=row[3],
            target_language=row[4],
            uid=row[5],
            state=_STATES[row[6]],
            origin=Origin(_ORIGINS[row[7]], row[8], row[9]),
            author=row[10],
            created=row[11],
            changed_by=row[12],
            changed=row[13],
            document=row[14],
            context_before=row[15],
            context_after=row[16],
            notes=() if row[17] == _NOTHING else tuple(json.loads(row[17])),
            props=() if row[18] == _NOTHING else tuple((k, v) for k, v in json.loads(row[18])),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise DamagedStoreError(
            f"The memory is damaged: its unit {row[0]} cannot be understood ({error}). "
            "Restore it from a backup, or import it anew."
        ) from error
    return StoredUnit(row[0], unit)


def condition(wanted: UnitFilter) -> tuple[str, list[Any]]:
    """What stands after WHERE for the units that are wanted, and its parameters."""
    parts = [*_conditions(wanted)]
    return " AND ".join([part for part, _ in parts]) or "1", [v for _, some in parts for v in some]


def _conditions(wanted: UnitFilter) -> Iterator[tuple[str, list[Any]]]:
    if wanted.source_language:
        yield "is_language(source_language, ?)", [wanted.source_language]
    if wanted.target_language:
        yield "is_language(target_language, ?)", [wanted.target_language]
    if wanted.from_state:
        states = [state.value for state in State if state.rank >= wanted.from_state.rank]
        yield f"state IN ({', '.join('?' * len(states))})", states
    if wanted.author:
        yield "? IN (author, changed_by)", [wanted.author]
    if wanted.document:
        yield "document = ?", [wanted.document]
    moment = "iif(changed <> '', changed, created)"
    if wanted.since:
        yield f"{moment} >= ?", [wanted.since]
    if wanted.until:
        yield f"substr({moment}, 1, ?) BETWEEN '1' AND ?", [len(wanted.until), wanted.until]
    if text := normal_form(wanted.text):
        yield "(instr(normal_form(source), ?) OR instr(normal_form(target), ?))", [text, text]
