"""Large files are read by another process, and nobody notices but by the time it takes."""

import os
import sys
from contextlib import closing
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from core.errors import Cancelled, EncodingError, UnreadableFileError
from core.memory.report import Finding, ImportChoices
from core.memory.unit import TranslationUnit
from core.progress import Progress
from services import row_files
from services.memories import create_memory
from services.memory_transfer import import_files
from services.row_files import RowFiles
from services.tmx_files import write_tmx

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = [DATA / "formats" / "inline.tmx", DATA / "texts" / "form.po"]
CHOICES = ImportChoices([("en", "kk"), ("en", "ru")], keep_empty=True)
COURT = TranslationUnit("Court", "Сот", "en", "kk")


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_files, "_LARGE", 0)


def read(
    *paths: Path, choices: ImportChoices = CHOICES, progress: Progress | None = None
) -> tuple[list[tuple[Any, ...]], tuple[Finding, ...]]:
    source = RowFiles(paths, choices)
    with source.reading(progress or Progress()) as batches:
        rows = [row for rows in batches for row in zip(rows.own(), rows.shared, strict=True)]
    assert source.count == len(rows)
    assert active_children() == []
    return rows, source.findings


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of which the other process does not send everything at once."""
    units = (replace(COURT, source=f"Court {number}") for number in range(20_000))
    write_tmx(units, tmp_path / "large.tmx", "en")
    return tmp_path / "large.tmx"


def test_the_same_comes_as_without_a_process(monkeypatch: pytest.MonkeyPatch, large: Path) -> None:
    told: list[tuple[float, str]] = []
    apart = read(*FILES, large, progress=Progress(lambda *step: told.append(step)))
    there = list(told)
    told.clear()
    monkeypatch.setattr(row_files, "_LARGE", sys.maxsize)
    here = read(*FILES, large, progress=Progress(lambda *step: told.append(step)))
    assert apart == here
    assert len(here[0]) > 20_000
    assert here[1]
    assert set(there) - {(0.0, "")} == set(told) - {(0.0, "")}  # which says that nothing came yet
    assert there == sorted(there, key=lambda step: step[0])


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"<tmx><body>", UnreadableFileError, r"^“bad\.tmx”.* line 1"),
        (b"\xff\xfe<\x00", UnreadableFileError, r"^“bad\.tmx”"),
        (b'<?xml version="1.0" encoding="utf-8"?><tmx>\xff', EncodingError, r"^“bad\.tmx”"),
        (None, UnreadableFileError, r"^“bad\.tmx”: It cannot be read"),
    ],
)
def test_errors_are_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    error: type[Exception],
    sentence: str,
) -> None:
    bad = tmp_path / "bad.tmx"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(error, match=sentence) as apart:
        read(*FILES, bad)
    monkeypatch.setattr(row_files, "_LARGE", sys.maxsize)
    with pytest.raises(error) as here:
        read(*FILES, bad)
    assert str(apart.value) == str(here.value)
    assert not hasattr(apart.value, "__notes__")
    assert active_children() == []


def test_cancelling_stores_nothing(large: Path) -> None:
    def report(done: float, _text: str) -> None:
        if done >= 0.3:
            progress.cancel()

    progress = Progress(report)
    with closing(create_memory(large.with_suffix(".memory"))) as memory:
        with pytest.raises(Cancelled):
            import_files(memory, [large], progress=progress)
        assert memory.count() == 0
        assert active_children() == []
        assert import_files(memory, [large]).units == 20_000
        assert [match.unit.source for match in memory.find("Court 7", threshold=100)] == ["Court 7"]


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file that never gives anything."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(tmp_path / "endless.tmx")
    return tmp_path / "endless.tmx"


def test_cancelling_waits_for_nothing(endless: Path) -> None:
    progress = Progress(lambda *_: progress.cancel())
    with pytest.raises(Cancelled):
        read(endless, progress=progress)
    assert active_children() == []


def test_a_process_that_is_gone_is_told(endless: Path) -> None:
    def report(_done: float, _text: str) -> None:
        for process in active_children():
            process.kill()

    with pytest.raises(UnreadableFileError, match="was ended from outside"):
        read(endless, progress=Progress(report))


def test_a_bug_is_raised_where_the_units_are_wanted() -> None:
    wrong: Any = [None]
    with pytest.raises(TypeError) as raised:
        read(*FILES, choices=ImportChoices(wrong))
    assert any("in _send" in note for note in raised.value.__notes__)
    assert active_children() == []
