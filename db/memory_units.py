"""Units in the open connection to a memory file: stored, found, changed, taken out."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any, TypeVar

from core.memory.index_units import Entry
from core.memory.memories import StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.segment import State
from db.memory_rows import COLUMNS, OWN, SHARED, Rows, Shared, condition, row_of, rows_of, unit_of

T = TypeVar("T")

_NAMES = ", ".join(COLUMNS)
_STORED = f"digest, {_NAMES}"
_MARKS = ", ".join("?" * (1 + len(COLUMNS)))
_RESTORE = f"INSERT INTO units (id, {_STORED}) VALUES (?, {_MARKS})"
_UPDATE = f"UPDATE units SET ({_STORED}) = ({_MARKS}) WHERE id = ?"
_SELECT = f"SELECT id, {_NAMES} FROM units"
_ENTRY = "SELECT id, source, source_language, target_language FROM units"
_RANKS = " ".join(f"WHEN '{state.value}' THEN {state.rank}" for state in State)
_DUPLICATES = f"""
    SELECT id FROM (
        SELECT id, row_number() OVER (
            PARTITION BY source, target, source_language, target_language
            ORDER BY
                CASE state {_RANKS} END DESC, iif(changed <> '', changed, created) DESC, id DESC
        ) AS place FROM units
    ) WHERE place > 1 ORDER BY id
"""
_GREATEST_ID = 2**63 - 1  # that SQLite can give
_AT_ONCE = 500
"""Values in one question: SQLite may be made to refuse more than 999."""
_TOGETHER, _APART = 200, 50
"""Units stored by one statement, with much or little in common, for the same reason."""


# -- looking ------------------------------------------------------------------------------------


def last_id(connection: sqlite3.Connection) -> int:
    """The greatest id that a unit ever had."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'units'").fetchone()
    return int(row[0]) if row else 0


def get(connection: sqlite3.Connection, ids: Sequence[int]) -> list[StoredUnit]:
    """The units with these ids, in this order, without those that are gone."""
    found = {stored.id: stored for stored in _among(connection, "id", ids)}
    return [found[number] for number in ids if number in found]


def chosen(
    connection: sqlite3.Connection,
    wanted: UnitFilter,
    after: int = 0,
    limit: int = -1,
    offset: int = 0,
    until: int = _GREATEST_ID,
) -> Iterator[StoredUnit]:
    """The wanted units with an id over `after`, up to `until`, in its order, from `offset` on."""
    where, values = condition(wanted)
    question = f"{_SELECT} WHERE id > ? AND id <= ? AND {where} ORDER BY id LIMIT ? OFFSET ?"
    return map(unit_of, connection.execute(question, [after, until, *values, limit, offset]))


def last_of_next(connection: sqlite3.Connection, after: int, many: int) -> int:
    """The greatest id of the next `many` units with one over `after`; 0 where there are none."""
    question = "SELECT max(id) FROM (SELECT id FROM units WHERE id > ? ORDER BY id LIMIT ?)"
    (last,) = connection.execute(question, (after, many)).fetchone()
    return int(last or 0)


def entries(
    connection: sqlite3.Connection, touched: Sequence[int], first_new: int, known: range
) -> Iterator[Entry]:
    """What an index keeps of the touched units that are still there, and of all new ones.

    Those new ones are left out whose ids are `known`.
    """
    for some in _batches(touched):
        yield from connection.execute(f"{_ENTRY} WHERE id IN ({_marks(some)})", some)
    new = f"{_ENTRY} WHERE id >= ? AND NOT (id >= ? AND id < ?) ORDER BY id"
    yield from connection.execute(new, (first_new, known.start, known.stop))


# -- changing -----------------------------------------------------------------------------------


def add(connection: sqlite3.Connection, units: Iterable[TranslationUnit]) -> range:
    """Store units, and return the ids that they have got."""
    return add_rows(connection, [rows_of(units)])


def add_rows(connection: sqlite3.Connection, batches: Iterable[Rows]) -> range:
    """Store units, given as rows, and return the ids that they have got."""
    first = last_id(connection) + 1
    for rows in batches:
        runs = [*rows.runs()]
        if len(runs) * _TOGETHER > len(rows):
            _add_each(connection, rows)
        else:
            own = rows.own()
            for shared, many in runs:
                _add_alike(connection, shared, [*islice(own, many)])
    ids = range(first, last_id(connection) + 1)
    if ids:
        # New units are known by their ids; this makes the moment another than the one before.
        connection.execute("INSERT INTO changes (unit_id) VALUES (NULL)")
        connection.execute("UPDATE memory SET units = units + ?", (len(ids),))
    return ids


def _add_alike(
    connection: sqlite3.Connection, shared: Shared, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Store units that have `shared` in common."""
    for some in _batches(rows, _TOGETHER):
        connection.execute(_insert_alike(len(some)), (*chain.from_iterable(some), *shared))


def _add_each(connection: sqlite3.Connection, rows: Rows) -> None:
    """Store units that have little in common."""
    whole = [(*own, *shared) for own, shared in zip(rows.own(), rows.shared, strict=True)]
    for some in _batches(whole, _APART):
        connection.execute(_insert(len(some)), [*chain.from_iterable(some)])


@cache
def _insert_alike(many: int) -> str:
    """The statement that stores so many units, given OWN of each, and SHARED of all."""
    own = ", ".join([f"({', '.join('?' * len(OWN))})"] * many)
    shared = ", ".join("?" * len(SHARED))
    # CROSS JOIN keeps the order.
    rows = f"SELECT * FROM (VALUES {own}) CROSS JOIN (SELECT {shared})"
    return f"INSERT INTO units ({_STORED}) {rows}"


@cache
def _insert(many: int) -> str:
    """The statement that stores so many units, given the row of each."""
    return f"INSERT INTO units ({_STORED}) VALUES {', '.join([f'({_MARKS})'] * many)}"


def change(connection: sqlite3.Connection, unit_id: int, unit: TranslationUnit) -> None:
    """Replace a unit."""
    connection.execute(_UPDATE, (*row_of(unit), unit_id))


def delete(connection: sqlite3.Connection, ids: Sequence[int]) -> list[StoredUnit]:
    """Take units out, and return those that were there."""
    found = get(connection, ids)
    connection.executemany("DELETE FROM units WHERE id = ?", [(stored.id,) for stored in found])
    return found


def restore(connection: sqlite3.Connection, units: Iterable[StoredUnit]) -> None:
    """Put units back under the ids that they had."""
    rows = [(stored.id, *row_of(stored.unit)) for stored in units]
    connection.executemany(_RESTORE, rows)
    ids = [row[:1] for row in rows]
    connection.executemany("INSERT INTO changes (unit_id) VALUES (?)", ids)
    connection.execute("UPDATE memory SET units = units + ?", (len(rows),))


def put(connection: sqlite3.Connection, units: Mapping[str, TranslationUnit | None]) -> None:
    """Let the unit with each of these uids be this one, or none."""
    there = defaultdict(list)
    for stored in _among(connection, "uid <> '' AND uid", list(units)):
        there[stored.unit.uid].append(stored)
    for uid, unit in units.items():
        kept = there[uid][:1] if unit else []
        delete(connection, [stored.id for stored in there[uid][len(kept) :]])
        if unit and not kept:
            add(connection, [unit])
        elif unit and kept[0].unit != unit:
            change(connection, kept[0].id, unit)


def delete_duplicates(connection: sqlite3.Connection) -> list[StoredUnit]:
    """Take out all but one of the units that say the same, and return them.

    The one that is furthest reviewed stays, of several the newest.
    """
    return delete(connection, [number for (number,) in connection.execute(_DUPLICATES)])


def _among(
    connection: sqlite3.Connection, column: str, values: Sequence[int] | Sequence[str]
) -> Iterator[StoredUnit]:
    for some in _batches(values):
        rows = connection.execute(f"{_SELECT} WHERE {column} IN ({_marks(some)})", some)
        yield from map(unit_of, rows)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _batches(items: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
