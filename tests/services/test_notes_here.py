"""What this computer remembers of a project comes back as it was, or is forgotten."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExportError
from core.project import Project
from services import notes_here

PROJECT = Project(1, "acts", "en", "kk", "2026-01-01T00:00:00Z", uid="somewhere/../else")


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where notes are kept meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(made := tmp_path_factory.mktemp("settings")))
        yield made


@given(st.text() | st.binary().map(os.fsdecode))
def test_what_is_kept_comes_back(text: str) -> None:
    notes_here.keep("places", PROJECT, text)
    assert notes_here.read("places", PROJECT) == text


def test_what_is_forgotten_twice_is_forgotten() -> None:
    for text in ("here", "", ""):
        notes_here.keep("places", PROJECT, text)
        assert notes_here.read("places", PROJECT) == text


def test_what_cannot_be_read_is_nothing(folder: Path) -> None:
    notes_here.keep("places", PROJECT, "here")
    (note,) = (path for path in folder.rglob("*") if path.is_file())
    note.write_bytes(b"\xff\xfe")
    assert notes_here.read("places", PROJECT) == ""


def test_what_cannot_be_forgotten_is_told(folder: Path) -> None:
    notes_here.keep("places", PROJECT, "here")
    (note,) = (path for path in folder.rglob("*") if path.is_file())
    note.unlink()
    note.mkdir()
    with pytest.raises(ExportError, match="cannot be removed"):
        notes_here.keep("places", PROJECT, "")
    note.rmdir()
