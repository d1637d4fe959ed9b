"""Which units a memory file has already, found out without reading it."""

import sqlite3
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.memory.unit import TranslationUnit
from db import memory_units
from db.memory_rows import digest_of

_BATCH = 4096


def lacking(
    connection: sqlite3.Connection,
    units: Iterable[tuple[TranslationUnit, bool]],
    *,
    by_text: bool,
) -> Iterator[tuple[TranslationUnit, bool]]:
    """The units, and with each whether it was wanted and is not there yet.

    It is there when one is the same in everything, or `by_text` when one has the same texts in
    the same languages.
    """
    digests, ids = _known(connection)
    if not len(digests):
        yield from units
        return
    key = _texts if by_text else _whole
    rest = iter(units)
    while batch := list(islice(rest, _BATCH)):
        wanted = np.array([digest_of(unit) for unit, _ in batch], np.int64)
        # Digests only say which of the stored units are worth looking at.
        alike = memory_units.get(connection, _alike(digests, ids, wanted))
        there = {key(stored.unit) for stored in alike}
        for unit, is_wanted in batch:
            yield unit, is_wanted and not (there and key(unit) in there)


def _known(connection: sqlite3.Connection) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The digests of all units, in order, and their ids."""
    rows = connection.execute("SELECT digest, id FROM units")
    known = np.fromiter(rows, np.dtype([("digest", np.int64), ("id", np.int64)]))
    order = np.argsort(known["digest"])
    return known["digest"][order], known["id"][order]


def _alike(
    digests: NDArray[np.int64], ids: NDArray[np.int64], wanted: NDArray[np.int64]
) -> list[int]:
    """The ids of all units with one of the wanted digests."""
    firsts = np.searchsorted(digests, wanted, side="left")
    ends = np.searchsorted(digests, wanted, side="right")
    found = [ids[a:b] for a, b in zip(firsts, ends, strict=True) if a < b]
    return sorted(set(np.concatenate(found).tolist())) if found else []


def _texts(unit: TranslationUnit) -> Hashable:
    return unit.source, unit.target, unit.source_language, unit.target_language


def _whole(unit: TranslationUnit) -> Hashable:
    return unit
