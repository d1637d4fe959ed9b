from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.document import Document
from core.segment import State
from desktop.pictures import settle
from desktop.transfer.export_dialog import ExportDialog, ExportWish

CODE = Document(1, 0, "code.v2.txt", "text", "utf-8", "en", "kk")
FORM = Document(2, 1, "form.po", "po", "utf-8", "en", "kk")


def make(qtbot: QtBot, folder: Path, current: Document | None = None) -> ExportDialog:
    dialog = ExportDialog(folder, "Housing", [CODE, FORM], current)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_document_at_hand_is_offered_first(qtbot: QtBot, tmp_path: Path) -> None:
    assert make(qtbot, tmp_path, FORM).what.currentText() == "form.po"
    assert make(qtbot, tmp_path).what.currentText() == "The whole project"


@pytest.mark.parametrize(
    ("index", "state"),
    [(0, State.NEW), (1, State.TRANSLATED), (2, State.REVIEWED), (3, State.FINAL)],
)
def test_the_wish_holds_real_values(qtbot: QtBot, tmp_path: Path, index: int, state: State) -> None:
    """Qt gives values of an enumeration back as plain strings."""
    dialog = make(qtbot, tmp_path, CODE)
    dialog.format_.setCurrentIndex(1)
    dialog.from_state.setCurrentIndex(index)
    dialog.take(tmp_path / "out.po")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.wish == ExportWish("po", tmp_path / "out.po", state, "code.v2.txt")
    assert isinstance(dialog.wish.from_state, State)


@pytest.mark.parametrize(
    ("current", "kind", "name"),
    [(None, 0, "Housing.tmx"), (None, 1, "Housing.po"), (CODE, 0, "code.v2.tmx")],
)
def test_a_name_is_proposed(
    qtbot: QtBot, tmp_path: Path, current: Document | None, kind: int, name: str
) -> None:
    dialog = make(qtbot, tmp_path, current)
    dialog.format_.setCurrentIndex(kind)
    dialog.accept()
    assert dialog.isVisible(), "it waits for the place"
    (asking,) = dialog.findChildren(QFileDialog)
    assert Path(asking.selectedFiles()[0]) == tmp_path / name
    asking.fileSelected.emit(str(tmp_path / "else.tmx"))
    assert dialog.wish is not None
    assert dialog.wish.path == tmp_path / "else.tmx"


def test_cancelled_there_is_no_wish(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot, tmp_path)
    dialog.reject()
    assert dialog.wish is None


def test_levels_and_memory_are_for_tmx_alone(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make(qtbot, tmp_path)
    dialog.tags.setCurrentIndex(1)
    dialog.with_memory.setChecked(True)
    dialog.take(tmp_path / "out.tmx")
    assert dialog.wish == ExportWish("tmx", tmp_path / "out.tmx", State.NEW, None, 2, True)
    dialog = make(qtbot, tmp_path)
    dialog.tags.setCurrentIndex(1)
    dialog.with_memory.setChecked(True)
    dialog.what.setCurrentText("form.po")
    assert (dialog.tags.isVisible(), dialog.with_memory.isEnabled()) == (True, False)
    assert "whole project" in dialog.with_memory.text(), "that is why it is grey"
    dialog.take(tmp_path / "out.tmx")
    assert dialog.wish == ExportWish("tmx", tmp_path / "out.tmx", State.NEW, "form.po", 2)
    dialog = make(qtbot, tmp_path)
    settle()
    high = dialog.height()
    dialog.format_.setCurrentIndex(1)
    assert not dialog.tags.isVisible()
    assert not dialog.with_memory.isVisible()
    settle()
    assert dialog.height() < high, "no hole is left"
