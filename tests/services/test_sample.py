from pathlib import Path

import platformdirs
import pytest

from core.errors import StoreError
from core.segment import State
from db import terms
from services import checking, projects, reviewing, sample
from tests.build import segments_of
from tests.services.contents import contents, files_in


def test_the_sample_is_half_way_through(tmp_path: Path) -> None:
    sample.make_sample(tmp_path / "sample.terjiman")
    store, project = projects.open_project(tmp_path / "sample.terjiman")
    assert (project.source_language, project.target_language) == ("en", "kk")
    found = projects.status(store)
    assert [one.document.name for one in found.documents] == [
        "Visiting rules.en.txt", "How to complain.en.txt", "Complaint form.po",
    ]  # fmt: skip
    assert all(found.counts[state] for state in State if state is not State.FINAL)
    [rejected] = [s for s in segments_of(store) if s.state is State.REJECTED]
    [reason] = reviewing.comments_of(store, rejected.id)
    assert reason.is_reason
    assert reason.person == sample.REVIEWER
    [slip] = checking.check_project(store)
    assert (slip.issue.check, slip.segment.state) == ("numbers", State.DRAFT)
    with store.reading() as session:
        termbase = terms.of_project(session, project.id)
    words = {tuple(term.text for term in concept.terms) for concept in termbase}
    assert ("ombudsman", "омбудсмен") in words
    store.close()


def test_the_person_s_own_sample_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "share" / "terjiman"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(folder))
    path = sample.sample_project()
    assert files_in(folder) == [path.name] == ["Sample.terjiman"]
    before = contents(path)
    assert sample.sample_project() == path
    assert contents(path) == before


def test_a_sample_half_made_is_not_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path))
    monkeypatch.setattr(sample, "_work_on", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sample.sample_project()
    assert "Sample.terjiman" not in files_in(tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path))
    assert sample.sample_project().exists()
    assert files_in(tmp_path) == ["Sample.terjiman"]


def test_a_folder_that_cannot_be_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    folder = str(tmp_path / "file" / "terjiman")
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: folder)
    with pytest.raises(StoreError, match="cannot be made"):
        sample.sample_project()
