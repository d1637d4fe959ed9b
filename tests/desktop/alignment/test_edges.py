"""What stands at the edges of an alignment: nothing, one side only, one pair that is none."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

import resources
from core.alignment import editing
from core.alignment.editing import Spot
from core.alignment.session import Stage, TextSide, Verdict
from core.errors import NotAllowedError, StoreError
from desktop.alignment.desk import AlignmentDesk
from desktop.alignment.finish_dialog import FinishDialog
from desktop.alignment.pairs_dialog import PairsDialog
from desktop.alignment.window import _ROWS
from services import alignments, projects
from tests.desktop.alignment.conftest import NONE, RULES, RULES_KK, Aligning, write

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
SOURCE, TARGET = TextSide.SOURCE, TextSide.TARGET
KEYS = (
    (Key.Key_J, CTRL), (Key.Key_T, CTRL), (Key.Key_L, CTRL), (Key.Key_U, CTRL), (Key.Key_R, CTRL),
    (Key.Key_Up, CTRL | SHIFT), (Key.Key_Down, CTRL | SHIFT), (Key.Key_Down, CTRL),
    (Key.Key_A, CTRL | SHIFT), (Key.Key_Z, CTRL), (Key.Key_Y, CTRL), (Key.Key_Space, NONE),
    (Key.Key_Delete, NONE), (Key.Key_Return, CTRL), (Key.Key_Z, CTRL),
)  # fmt: skip


def press_all(aligning: Aligning) -> None:
    for key, modifiers in KEYS:
        aligning.press(key, modifiers)
    aligning.window.grab()


@pytest.mark.parametrize(
    ("source", "target"),
    [("", ""), ("", "Бір сөйлем."), ("One sentence.", ""), ("One.", "Бір."), (" \n", "\n\n")],
)
def test_texts_with_hardly_anything(
    bare: Aligning, tmp_path: Path, source: str, target: str
) -> None:
    bare.add(write(tmp_path, "a_en.txt", [source]), write(tmp_path, "a_kk.txt", [target]))
    if bare.session.stage is Stage.DOUBTED:
        bare.window.desk.insist()
        bare.wait()
    begun = bare.session
    assert bare.window._pages.currentIndex() == _ROWS
    press_all(bare)
    assert alignments.resume(bare.outer.workspace.store, begun.id).session == bare.session
    while bare.window.desk.undo_name:
        bare.press(Key.Key_Z, CTRL)
    assert bare.session == begun
    bare.window.actions_["finish"].trigger()
    dialog = bare.dialog()
    assert isinstance(dialog, FinishDialog)
    dialog.to.setCurrentIndex(0)
    assert not dialog._finish.isEnabled() or all(row.is_pair for row in begun.rows)
    dialog.reject()


def test_joining_and_moving_at_the_edges(aligning: Aligning) -> None:
    begun = aligning.session
    aligning.press(Key.Key_End, CTRL)
    aligning.press(Key.Key_J, CTRL)
    assert aligning.window.foot.said == "There is no row below to join with."
    aligning.press(Key.Key_Down, CTRL | SHIFT)
    assert aligning.texts(17) == (begun.rows[16].text(SOURCE), "")
    assert aligning.spot.row == 17
    aligning.press(Key.Key_Home, CTRL)
    aligning.press(Key.Key_Tab)
    aligning.press(Key.Key_Up, CTRL | SHIFT)
    assert aligning.texts(0) == ("", begun.rows[0].text(TARGET))
    assert aligning.spot.row == 0
    for _ in range(2):
        aligning.press(Key.Key_Z, CTRL)
    assert aligning.session == begun


def test_a_letter_of_several_characters_is_never_cut(aligning: Aligning) -> None:
    letter = "и\u0306"  # й, as some programs write it
    aligning.go_to(2, TARGET)
    aligning.press(Key.Key_Insert)
    aligning.type(f"а{letter} {letter}а 👩\u200d⚖\ufe0f б")
    aligning.press(Key.Key_Home)
    for _ in range(2):
        aligning.press(Key.Key_Right)
    aligning.press(Key.Key_T, CTRL)
    texts = [each.text for each in aligning.session.rows[2].target[1:]]
    assert texts == [f"а{letter}", f"{letter}а 👩\u200d⚖\ufe0f б"]
    for caret in range(1, 10):
        spot = Spot(2, TARGET, 2)
        try:
            step = editing.cut(aligning.session, spot, caret)
        except NotAllowedError:
            continue
        now = editing.take(aligning.session, step).rows[2].target[2:]
        assert not now[1].text.startswith(("\u0306", "\u200d", "\ufe0f", "⚖")), caret


def test_pinpointing_far_away_and_back(aligning: Aligning) -> None:
    begun = aligning.session
    source, target = begun.rows[0].text(SOURCE), begun.rows[16].text(TARGET)
    aligning.press(Key.Key_Space)
    aligning.press(Key.Key_End, CTRL)
    aligning.press(Key.Key_Tab)
    aligning.press(Key.Key_Space)
    assert aligning.texts(aligning.spot.row) == (source, target)
    assert len(aligning.session.rows) == 33
    for side in TextSide:
        assert tuple(aligning.session.sentences(side)) == begun.cut(side)
    aligning.press(Key.Key_Z, CTRL)
    assert aligning.session == begun


def test_realigning_when_nothing_is_accepted(aligning: Aligning) -> None:
    aligning.press(Key.Key_R, CTRL)
    assert aligning.window.foot.said == "Nothing changes: the alignment stays as it is."
    for _ in range(3):
        aligning.press(Key.Key_J, CTRL)
    joined = aligning.session
    aligning.press(Key.Key_R, CTRL)
    assert len(aligning.session.rows) == 17
    aligning.press(Key.Key_Z, CTRL)
    assert aligning.session == joined


def test_realigning_when_everything_is_accepted(aligning: Aligning) -> None:
    aligning.press(Key.Key_A, CTRL | SHIFT)
    accepted = aligning.session
    aligning.press(Key.Key_R, CTRL)
    assert aligning.session == accepted
    assert aligning.window.foot.said.startswith("Nothing changes")


def test_right_after_going_on_all_of_it_can_be_taken_back(aligning: Aligning) -> None:
    begun = aligning.session
    aligning.press(Key.Key_J, CTRL)
    aligning.press(Key.Key_R, CTRL)
    aligning.press(Key.Key_A, CTRL | SHIFT)
    done = aligning.session
    aligning.close()
    aligning.open()
    assert aligning.session == done
    for _ in range(3):
        aligning.press(Key.Key_Z, CTRL)
    assert aligning.session == begun
    aligning.close()
    aligning.open()
    for _ in range(3):
        aligning.press(Key.Key_Y, CTRL)
    assert aligning.session == done
    assert not aligning.window.actions_["redo"].isEnabled()


def test_a_second_window_on_the_project_looks_and_changes_nothing(
    aligning: Aligning, tmp_path: Path
) -> None:
    aligning.press(Key.Key_Return, CTRL)
    path = aligning.outer.workspace.path
    store, _project = projects.open_project(path, read_only=True)
    other = AlignmentDesk(store)
    other.show(alignments.resume(store, aligning.session.id))
    said: list[Exception] = []
    other.refused.connect(said.append)
    assert other.session == aligning.session
    other.act(lambda session: editing.judge(session, 1, Verdict.ACCEPTED))
    other.undo()
    assert [type(each) for each in said] == [StoreError, StoreError]
    store.close()
    assert alignments.resume(aligning.outer.workspace.store, 1).session == aligning.session
    assert path.parent == tmp_path


def test_a_queue_in_which_one_pair_is_none(bare: Aligning, tmp_path: Path) -> None:
    english, kazakh = (path.read_text("utf-8").splitlines() for path in (RULES, RULES_KK))
    complaint = resources.path("sample/How to complain.en.txt").read_text("utf-8").splitlines()
    backwards = sorted(kazakh, key=lambda line: line[::-1])
    files = [
        write(tmp_path, f"{name}_{tag}.txt", text)
        for name, texts in (("a", (complaint, backwards)), ("b", (english, kazakh)))
        for tag, text in zip(("en", "kk"), texts, strict=True)
    ]
    bare.add(*files)
    dialog = bare.dialog()
    assert isinstance(dialog, PairsDialog)
    dialog.accept()
    bare.wait()
    heads = alignments.heads(bare.outer.workspace.store)
    assert [head.stage for head in heads] == [Stage.DOUBTED, Stage.OPEN]
    for key in ("accept", "accept_sure", "finish", "realign"):
        assert not bare.window.actions_[key].isEnabled()
    bare.press(Key.Key_PageDown, CTRL)
    assert bare.session.source_name == "b_en.txt"
    bare.press(Key.Key_A, CTRL | SHIFT)
    bare.press(Key.Key_PageUp, CTRL)
    assert bare.session.progress().accepted == 0
    bare.window.actions_["remove"].trigger()
    box = bare.dialog()
    assert isinstance(box, QMessageBox)
    next(each for each in box.buttons() if each.text() == "Remove").click()
    bare.wait()
    assert bare.session.source_name == "b_en.txt"
    assert bare.session.progress().accepted > 10


def test_there_are_words_where_no_row_is_left(bare: Aligning, tmp_path: Path) -> None:
    bare.add(write(tmp_path, "a_en.txt", [""]), write(tmp_path, "a_kk.txt", [""]))
    bare.window.desk.insist()
    bare.wait()
    table = bare.window.table
    image = table.viewport().grab().toImage()
    colours = {image.pixelColor(x, image.height() // 3).name() for x in range(image.width())}
    middle = range(image.height() // 2 - 10, image.height() // 2 + 10)
    across = {image.pixelColor(x, y).name() for x in range(image.width()) for y in middle}
    assert len(across) > len(colours) == 1
