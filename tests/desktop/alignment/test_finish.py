"""Finishing an alignment: into memories, documents and files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.alignment.session import Stage
from desktop import shown_document
from desktop.alignment.finish_dialog import FinishDialog, To
from services import alignments, projects
from tests.desktop.alignment.conftest import RULES, RULES_KK, Aligning, write
from tests.desktop.test_accessibility import name, reachable


def finish(aligning: Aligning, to: To, path: Path | None = None) -> None:
    aligning.window.actions_["finish"].trigger()
    dialog = aligning.dialog()
    assert isinstance(dialog, FinishDialog)
    words = [dialog.to.itemData(n) for n in range(dialog.to.count())]
    dialog.to.setCurrentIndex(words.index(next(w for w in words if w and w[0] == to.value)))
    dialog.take(path)
    aligning.wait()


def said(aligning: Aligning) -> str:
    found = aligning.window.messages._current
    assert found
    return found.text


def test_into_the_projects_memory(aligning: Aligning) -> None:
    for _ in range(3):
        aligning.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    finish(aligning, To.PROJECT_MEMORY)
    assert said(aligning) == "Put 3 pairs into the project’s memory."
    assert aligning.session.stage is Stage.FINISHED
    aligning.wait()
    assert aligning.window.queue.model.head(0).stage is Stage.FINISHED
    assert aligning.outer.workspace.status().units == 3


def test_into_a_document_that_opens_in_the_editor(aligning: Aligning) -> None:
    finish(aligning, To.DOCUMENT)
    assert "ready for review" in said(aligning)
    document = aligning.outer.workspace.document
    assert document
    assert document.name == "Visiting rules.en.txt"
    assert all(segment.target for segment in aligning.outer.workspace.segments)


@pytest.mark.parametrize("to", [To.MEMORY_FILE, To.TMX, To.TSV, To.XLSX])
def test_into_a_file(aligning: Aligning, tmp_path: Path, to: To) -> None:
    path = tmp_path / "out.file"
    finish(aligning, to, path)
    assert said(aligning) == "Wrote 17 pairs to “out.file”."
    assert path.stat().st_size > 500


def test_a_long_document_is_shown_in_part_at_once(
    aligning: Aligning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_document, "_AT_ONCE", 1)
    workspace = aligning.outer.workspace
    shown: list[bool] = []
    workspace.document_opened.connect(lambda _document: shown.append(workspace.opened.is_whole))
    finish(aligning, To.DOCUMENT)
    aligning.outer.wait()
    assert shown == [False]
    assert workspace.document
    found = projects.open_document(workspace.store, workspace.document.id)
    assert tuple(workspace.segments) == found.segments


def test_all_open_pairs_are_finished_at_once(aligning: Aligning, tmp_path: Path) -> None:
    lines = RULES.read_text("utf-8").splitlines(), RULES_KK.read_text("utf-8").splitlines()
    aligning.add(write(tmp_path, "b_en.txt", lines[0]), write(tmp_path, "b_kk.txt", lines[1]))
    aligning.window.actions_["finish"].trigger()
    dialog = aligning.dialog()
    assert isinstance(dialog, FinishDialog)
    assert dialog.of_all.isVisibleTo(dialog)
    dialog.of_all.setChecked(True)
    assert dialog._count.text() == "17 pairs, and those of the others"
    dialog.take(None)
    aligning.wait()
    assert said(aligning) == "Put 34 pairs into the project’s memory."
    heads = alignments.heads(aligning.outer.workspace.store)
    assert [head.stage for head in heads] == [Stage.FINISHED] * 2
    assert aligning.session.stage is Stage.FINISHED
    aligning.window.actions_["finish"].trigger()
    dialog = aligning.dialog()
    assert isinstance(dialog, FinishDialog)
    assert not dialog.of_all.isVisibleTo(dialog), "nothing else is open"
    dialog.reject()


def test_the_dialog_counts(aligning: Aligning) -> None:
    aligning.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    aligning.window.actions_["finish"].trigger()
    dialog = aligning.dialog()
    assert isinstance(dialog, FinishDialog)
    assert dialog._count.text() == "1 pair"
    assert not dialog.confidence.isVisibleTo(dialog)
    dialog.which.setCurrentIndex(1)
    assert dialog._count.text() == "17 pairs"
    assert [type(w).__name__ for w in reachable(dialog) if not name(w).strip()] == []
    dialog.reject()
