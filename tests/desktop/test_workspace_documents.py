"""Acts that reach beyond the open document, and the settings that they follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.memory.settings import MatchingSettings, Propagation
from core.people import Person
from core.segment import Segment, State
from desktop.workspace import Workspace
from services import projects
from tests.build import add_document, make_project, make_segment


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """A project with one document, open at its first segment."""
    assert qapp
    store = make_project(tmp_path, [make_segment("One right."), make_segment("Two duties.")])
    made = Workspace(store, projects.project_of(store), Person("Aigul"))
    made.show_document(projects.open_document(store, 1))
    made.set_current(made.segments[0])
    yield made
    made.close()


def stored(workspace: Workspace, document: int) -> list[Segment]:
    return list(projects.open_document(workspace.store, document).segments)


def test_an_act_in_several_documents_is_told_and_taken_back(workspace: Workspace) -> None:
    elsewhere = add_document(workspace.store, [make_segment("One right.")], "again.txt")
    shown: list[tuple[int, ...]] = []
    told: list[tuple[int, ...]] = []
    memory: list[None] = []
    workspace.segments_changed.connect(lambda now: shown.append(tuple(s.id for s in now)))
    workspace.segments_stored.connect(lambda now: told.append(tuple(s.id for s in now)))
    workspace.memory_changed.connect(lambda: memory.append(None))
    workspace.keep_matching(MatchingSettings(propagation=Propagation.TRANSLATED))
    memory.clear()  # other settings make other matches
    workspace.type(1, "Одно право.")
    assert workspace.confirm()
    [repetition] = stored(workspace, elsewhere.id)
    assert (repetition.target, repetition.state) == ("Одно право.", State.TRANSLATED)
    assert (shown, told) == ([(1,)], [(1, repetition.id)])
    assert len(memory) == 1
    workspace.undo()
    assert workspace.document
    assert workspace.document.id == 1
    assert stored(workspace, elsewhere.id)[0].target == ""
    assert told[1:] == [(1, repetition.id)]
    assert len(memory) == 2


def test_settings_of_matches_are_kept_once(workspace: Workspace) -> None:
    memory: list[None] = []
    workspace.memory_changed.connect(lambda: memory.append(None))
    off = MatchingSettings(propagation=Propagation.OFF)
    workspace.keep_matching(off)
    workspace.keep_matching(off)
    assert workspace.matching_settings() == off
    assert len(memory) == 1
