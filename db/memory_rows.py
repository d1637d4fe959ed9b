"""Units as rows of a memory file, there and back, and the question that a filter of them asks."""

import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import compress, groupby, repeat
from struct import unpack
from typing import Any

from core.errors import DamagedStoreError
from core.memory.memories import StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.normal import normal_form, normal_forms
from core.segment import Origin, OriginKind, State

OWN = ("digest", "source", "target", "uid")
"""The columns in which nearly all units differ; `digest` says what texts a unit has."""

SHARED = (
    "source_language", "target_language", "state", "origin_kind", "origin_score", "origin_detail",
    "author", "created", "changed_by", "changed", "document", "context_before", "context_after",
    "notes", "props",
)  # fmt: skip
"""The columns that many units of a file have in common."""

COLUMNS = (*OWN[1:], *SHARED)
"""The columns of a unit; before them goes its digest."""

Row = tuple[Any, ...]
"""The digest of a unit, and the values of COLUMNS."""

Shared = tuple[Any, ...]
"""The values of SHARED."""

_STATES = {state.value: state for state in State}
_ORIGINS = {kind.value: kind for kind in OriginKind}
_NOTHING = "[]"
_BYTES = 8
"""Of a digest."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of units, column by column; those in sequence with equal `shared` are stored at once.

    Beside them goes what an index wants: the `normal_forms` of the sources.
    """

    digests: Sequence[int]
    sources: Sequence[str]
    targets: Sequence[str]
    uids: Sequence[str]
    shared: Sequence[Shared]
    normals: bytes

    def __len__(self) -> int:
        return len(self.digests)

    def own(self) -> Iterator[tuple[int, str, str, str]]:
        """The values of OWN, unit by unit."""
        return zip(self.digests, self.sources, self.targets, self.uids, strict=True)

    def runs(self) -> Iterator[tuple[Shared, int]]:
        """The values of SHARED, and how many units in sequence have them."""
        return ((shared, len([*some])) for shared, some in groupby(self.shared))

    def kinds(self, *, by_text: bool) -> Iterator[Hashable]:
        """What units share that are the same in everything, or in their texts and languages."""
        if by_text:
            languages = [shared[:2] for shared in self.shared]
            return zip(self.sources, self.targets, languages, strict=True)
        return zip(self.sources, self.targets, self.uids, self.shared, strict=True)

    def hashes(self, *, by_text: bool) -> Iterator[int]:
        """A hash of each of the `kinds`, of this process, in half of the time."""
        shared: list[int] = []
        for values, many in self.runs():
            shared += [hash(values[:2] if by_text else values)] * many
        uids = repeat("") if by_text else self.uids
        return map(hash, zip(self.sources, self.targets, uids, shared, strict=False))

    def only(self, wanted: Sequence[bool]) -> "Rows":
        """Those of them that are wanted."""
        if all(wanted):
            return self
        return Rows(
            [*compress(self.digests, wanted)],
            [*compress(self.sources, wanted)],
            [*compress(self.targets, wanted)],
            [*compress(self.uids, wanted)],
            [*compress(self.shared, wanted)],
            b"".join(compress(self.normals.splitlines(keepends=True), wanted)),
        )


class RowsBuilder:
    """Puts rows together."""

    def __init__(self) -> None:
        self._sources: list[str] = []
        self._targets: list[str] = []
        self._uids: list[str] = []
        self._shared: list[Shared] = []

    def __len__(self) -> int:
        return len(self._sources)

    def add(
        self, shared: Shared, uids: Sequence[str], sources: Sequence[str], targets: Sequence[str]
    ) -> None:
        """Units follow that have these values in common."""
        self._uids += uids
        self._sources += sources
        self._targets += targets
        self._shared += [shared] * len(sources)

    def rows(self) -> Rows:
        """The rows of all units so far."""
        digests = _digests(self._sources, self._targets, self._shared)
        normals = normal_forms(self._sources)
        return Rows(digests, self._sources, self._targets, self._uids, self._shared, normals)


@lru_cache(1 << 12)
def _json(values: tuple[Any, ...]) -> str:
    """Values as JSON; those of one file are much the same from unit to unit."""
    return json.dumps(values, ensure_ascii=False)


def _digests(
    sources: Sequence[str], targets: Sequence[str], shared: Sequence[Shared]
) -> tuple[int, ...]:
    """Numbers that units with the same texts in the same languages share, and hardly others."""
    units = zip(sources, targets, shared, strict=True)
    texts = [f"{source}\0{target}\0{of[0]}\0{of[1]}" for source, target, of in units]
    digests = [
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
        for text in texts
    ]
    return unpack(f"<{len(digests)}q", b"".join(digests))


def row_of(unit: TranslationUnit) -> Row:
    """The row of a unit."""
    shared = shared_of(unit)
    (digest,) = _digests([unit.source], [unit.target], [shared])
    return (digest, unit.source, unit.target, unit.uid, *shared)


def rows_of(units: Iterable[TranslationUnit]) -> Rows:
    """The rows of units."""
    built = RowsBuilder()
    for unit in units:
        built.add(shared_of(unit), [unit.uid], [unit.source], [unit.target])
    return built.rows()


def shared_of(unit: TranslationUnit) -> Shared:
    """The values of SHARED of a unit."""
    return shared_from(
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


def shared_from(
    _source: str,
    _target: str,
    source_language: str,
    target_language: str,
    _uid: str,
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
) -> Shared:
    """The same, given the values of a unit."""
    return (
        source_language,
        target_language,
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


def unit_of(row: tuple[Any, ...]) -> StoredUnit:
    """The unit of a row: its id, and its COLUMNS. Raises DamagedStoreError."""
    try:
        unit = TranslationUnit(
            source=row[1],
            target=row[2],
            uid=row[3],
            source_language=row[4],
            target_language=row[5],
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
    if name := normal_form(wanted.author):
        yield "(instr(normal_form(author), ?) OR instr(normal_form(changed_by), ?))", [name, name]
    if name := normal_form(wanted.document):
        yield "instr(normal_form(document), ?)", [name]
    moment = "iif(changed <> '', changed, created)"
    if wanted.since:
        yield f"{moment} >= ?", [wanted.since]
    if wanted.until:
        yield f"substr({moment}, 1, ?) BETWEEN '1' AND ?", [len(wanted.until), wanted.until]
    if text := normal_form(wanted.text):
        yield "(instr(normal_form(source), ?) OR instr(normal_form(target), ?))", [text, text]
