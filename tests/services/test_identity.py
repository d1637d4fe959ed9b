"""A copy of a project is another project; a project that moves stays the same."""

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.memory.memories import AttachedMemory
from core.project import Project
from services import editing, memories, projects
from services.memories import create_memory, open_memory
from services.remembering import Remembering
from tests.build import TRANSLATOR, make_project, make_segment, segments_of


@pytest.fixture
def original(tmp_path: Path) -> Path:
    store = make_project(tmp_path, [make_segment("Law."), make_segment("Court.")])
    store.close()
    return store.path


def opened(path: Path, *, read_only: bool = False) -> Project:
    store, project = projects.open_project(path, read_only=read_only)
    assert projects.project_of(store) == project
    store.close()
    return project


def test_every_project_has_an_identity(original: Path, tmp_path: Path) -> None:
    other = make_project(tmp_path, name="other.terjiman")
    assert opened(original).uid
    assert opened(original).uid != projects.project_of(other).uid
    other.close()


def test_a_copy_is_another_project_once_and_for_all(original: Path, tmp_path: Path) -> None:
    before = opened(original)
    copy = Path(shutil.copy(original, tmp_path / "next year.terjiman"))
    own = opened(copy)
    assert own.uid not in ("", before.uid)
    assert opened(copy) == own
    assert opened(original) == before


def test_a_copy_is_known_while_the_original_is_open(original: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(original, tmp_path / "next year.terjiman"))
    store, before = projects.open_project(original)
    assert opened(copy).uid != before.uid
    store.close()


def test_a_project_that_was_moved_is_the_same(original: Path, tmp_path: Path) -> None:
    before = opened(original)
    moved = original.rename(tmp_path / "moved.terjiman")
    assert opened(moved) == before
    make_project(tmp_path).close()  # another one in the old place
    assert opened(moved.rename(tmp_path / "moved again.terjiman")) == before


def test_a_file_by_another_name_is_the_same(original: Path, tmp_path: Path) -> None:
    before = opened(original)
    (tmp_path / "link.terjiman").hardlink_to(original)
    assert opened(tmp_path / "link.terjiman") == before


def test_what_is_only_read_is_left_as_it_is(original: Path, tmp_path: Path) -> None:
    before = opened(original)
    copy = Path(shutil.copy(original, tmp_path / "copy.terjiman"))
    data = copy.read_bytes()
    assert opened(copy, read_only=True) == before
    assert copy.read_bytes() == data


def test_nothing_fails_where_nothing_can_be_remembered(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    assert opened(original).uid


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_names_of_folders_need_not_be_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode("Закон".encode("cp866"))
    folder.mkdir()
    store, project = projects.create(folder / "acts.terjiman", "en", "kk")
    store.close()
    assert opened(store.path) == project
    copy = Path(shutil.copy(store.path, folder / "next year.terjiman"))
    assert opened(copy).uid != project.uid


def test_a_copy_takes_nothing_out_of_the_memory_of_its_original(
    original: Path, tmp_path: Path
) -> None:
    create_memory(path := tmp_path / "acts.tjmem").close()
    store, _ = projects.open_project(original)
    memories.attach(store, AttachedMemory(str(path), "acts", writable=True))
    store.close()
    copy = Path(shutil.copy(original, tmp_path / "next year.terjiman"))
    for project, target in ((original, "Закон."), (copy, "Новый закон.")):
        store, _ = projects.open_project(project)
        following = Remembering(store)
        act = editing.confirm(store, segments_of(store)[0], target, TRANSLATOR)
        assert following.follow(act.after) == []
        following.close()
        store.close()
    with closing(open_memory(path)) as memory:
        assert [stored.unit.target for stored in memory.units()] == ["Закон.", "Новый закон."]
