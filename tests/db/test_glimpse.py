"""The first look at a project shows what opening it will show, or nothing at all."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.segment import State
from db import sqlite
from db.glimpse import glimpse, uid_of
from services import projects
from tests.build import make_project, make_segment

ROUND = 100


def make(folder: Path, states: Sequence[State]) -> Path:
    made = [make_segment(f"Article {n}.", f"Статья {n}.", s) for n, s in enumerate(states)]
    store = make_project(folder, made)
    store.close()
    return store.path


@pytest.mark.parametrize(
    "states",
    [
        pytest.param([State.NEW] * 5, id="short"),
        pytest.param([State.NEW] * 500, id="work begins at the top"),
        pytest.param([State.FINAL] * 300 + [State.REJECTED] * 200, id="work goes on far down"),
        pytest.param([State.TRANSLATED, State.REVIEWED, State.FINAL] * 100, id="all is done"),
    ],
)
def test_it_is_what_opening_shows_there(tmp_path: Path, states: list[State]) -> None:
    path = make(tmp_path, states)
    found = glimpse(path)
    opened = projects.open_with_document(path)
    opened.store.close()
    assert found
    assert opened.first
    assert found.project == opened.project
    assert found.document == opened.first.document
    start = next((n for n, state in enumerate(states) if state in (State.NEW, State.REJECTED)), 0)
    assert found.segments == opened.first.segments[max(0, start - ROUND) : start + ROUND + 1]


def test_it_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = make(tmp_path, [State.NEW])
    before = path.read_bytes()
    assert glimpse(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_project_without_documents_has_none(tmp_path: Path) -> None:
    assert glimpse(make(tmp_path, [])) is None


def test_whatever_is_no_sound_project_has_none(tmp_path: Path) -> None:
    path = make(tmp_path, [State.NEW])
    whole = path.read_bytes()
    text, cut, newer, torn = (tmp_path / name for name in ("text", "cut", "newer", "torn"))
    text.write_text("Article 1.", encoding="utf-8")
    cut.write_bytes(whole[: len(whole) // 2])
    version = (sqlite.SCHEMA_VERSION + 1).to_bytes(4, "big")
    newer.write_bytes(whole[:60] + version + whole[64:])
    torn.write_bytes(whole.replace("Статья 0.".encode() + b"new", "Статья 0.".encode() + b"now"))
    assert torn.read_bytes() != whole
    for file in (text, cut, newer, torn, tmp_path / "nothing"):
        assert glimpse(file) is None, file


def test_the_identity_is_also_told_by_files_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path, [State.NEW])
    uid = uid_of(path)
    assert len(uid) == 16
    monkeypatch.setattr(sqlite, "SCHEMA_VERSION", sqlite.SCHEMA_VERSION + 1)
    assert uid_of(path) == uid
    assert glimpse(path) is None
    assert uid_of(tmp_path / "none.terjiman") == ""
