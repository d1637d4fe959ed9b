"""Which units a memory file has already, found out without reading it."""

import sqlite3
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from db import memory_units
from db.memory_rows import Rows, rows_of


def lacking(
    connection: sqlite3.Connection, batches: Iterable[Rows], *, by_text: bool
) -> Iterator[Rows]:
    """Those of the rows in each batch whose units are not there yet.

    A unit is there when one is the same in everything, or `by_text` when one has the same texts in
    the same languages.
    """
    digests, ids = _known(connection)
    if not len(digests):
        yield from batches
        return
    for rows in batches:
        # Digests only say which of the stored units are worth looking at.
        wanted = np.array(rows.digests, np.int64)
        alike = memory_units.get(connection, _alike(digests, ids, wanted))
        there = {*rows_of(stored.unit for stored in alike).kinds(by_text=by_text)}
        yield rows.only([kind not in there for kind in rows.kinds(by_text=by_text)])


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
