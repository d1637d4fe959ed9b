"""Which units are there already is told without a mistake, whatever their digests are."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from core.batches import batched
from core.memory.unit import TranslationUnit
from db import memory_file, memory_rows, memory_units
from db.memory_file import MemoryFile
from db.memory_rows import rows_of

COURT = TranslationUnit("Court", "Сот", "en", "kk", author="asel")
LAW = TranslationUnit("Law", "Заң", "en", "kk")
SIGNED = replace(COURT, author="bota")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[MemoryFile]:
    with closing(memory_file.create(tmp_path / "law.memory", "Law", "")) as made:
        yield made


def add(file: MemoryFile, *units: TranslationUnit) -> None:
    with file.transaction() as connection:
        memory_units.add(connection, units)


def lacking(file: MemoryFile, *units: TranslationUnit, by_text: bool = False) -> list[bool]:
    """Whether each is lacking; they come in batches of two."""
    batches = list(map(rows_of, batched(units, 2)))
    lacking = file.lacking(batches, by_text=by_text)
    found = [kind for rows in lacking for kind in rows.kinds(by_text=False)]
    kinds = [kind for rows in batches for kind in rows.kinds(by_text=False)]
    assert found == [kind for kind in kinds if kind in found]
    return [kind in found for kind in kinds]


def test_an_empty_memory_lacks_everything(file: MemoryFile) -> None:
    assert lacking(file, COURT, LAW, SIGNED) == [True, True, True]


def test_the_same_in_everything_or_in_its_texts(file: MemoryFile) -> None:
    add(file, COURT)
    units = (COURT, SIGNED, LAW, replace(COURT, target_language="ky"))
    assert lacking(file, *units) == [False, True, True, True]
    assert lacking(file, *units, by_text=True) == [False, False, True, True]


def test_what_is_changed_and_put_back_is_known_by_what_it_is_now(file: MemoryFile) -> None:
    add(file, COURT)
    with file.transaction() as connection:
        memory_units.change(connection, 1, LAW)
    assert lacking(file, COURT, LAW) == [True, False]
    with file.transaction() as connection:
        gone = memory_units.delete(connection, [1])
    assert lacking(file, LAW) == [True]
    with file.transaction() as connection:
        memory_units.restore(connection, gone)
    assert lacking(file, LAW) == [False]


def test_units_with_one_digest_are_still_told_apart(file: MemoryFile) -> None:
    with patch.object(memory_rows, "_digests", lambda sources, *_: (7,) * len(sources)):
        add(file, COURT, SIGNED)
        assert lacking(file, LAW, SIGNED, COURT, LAW) == [True, False, False, True]
