"""What a person typed or judged is there whatever comes in between."""

from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.alignment.session import Stage, TextSide, Verdict
from core.errors import StoreError
from desktop import theme
from desktop.alignment.finish_dialog import FinishWish, To
from desktop.alignment.row_table import RowTable
from services import alignments
from services.alignments import OpenAlignment
from services.pairing import Pair
from tests.desktop.alignment.conftest import RULES, RULES_KK, Aligning
from tests.desktop.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
TARGET = TextSide.TARGET


@pytest.fixture
def reading(window: Window, aligned: Path, tmp_path: Path) -> Aligning:
    """The window of a project that is open to read only."""
    path = Path(copyfile(aligned, tmp_path / aligned.name))
    window.main.projects.open(path, read_only=True)
    window.wait()
    return Aligning(window)


# -- what is typed -------------------------------------------------------------------------------


def test_typing_while_another_pair_is_read(aligning: Aligning) -> None:
    store, first = aligning.outer.workspace.store, aligning.session.id
    other = alignments.add(store, Pair(RULES, RULES_KK)).id
    before = aligning.texts(0)[0]
    aligning.window.activateWindow()
    aligning.window.pairs.open(other)
    aligning.window.table.open_field()
    aligning.type("!")
    aligning.wait()
    assert aligning.session.id == other
    kept = alignments.resume(store, first).session
    assert kept.rows[0].source[0].text == f"{before}!"


def test_undo_takes_back_what_was_typed_and_redo_gives_it_back(aligning: Aligning) -> None:
    before = aligning.texts(0)[0]
    aligning.press(Key.Key_Return, CTRL)
    aligning.go_to(0)
    aligning.press(Key.Key_F2)
    aligning.type("!")
    aligning.window.actions_["undo"].trigger()
    assert not aligning.window.table.is_editing
    assert aligning.texts(0)[0] == before
    assert aligning.session.rows[0].verdict is Verdict.ACCEPTED
    aligning.window.actions_["redo"].trigger()
    assert aligning.texts(0)[0] == f"{before}!"


def test_undo_in_a_field_where_nothing_was_typed_only_closes_it(aligning: Aligning) -> None:
    aligning.press(Key.Key_Return, CTRL)
    aligning.press(Key.Key_F2)
    aligning.press(Key.Key_Z, CTRL)
    assert not aligning.window.table.is_editing
    assert aligning.session.rows[0].verdict is Verdict.ACCEPTED


def test_a_new_sentence_is_cut_at_the_caret_and_no_other(aligning: Aligning) -> None:
    before = aligning.texts(2)[0]
    aligning.go_to(2)
    aligning.press(Key.Key_Insert)
    aligning.type("Put in. Twice.")
    aligning.press(Key.Key_Left, CTRL)
    aligning.press(Key.Key_Left, CTRL)
    aligning.press(Key.Key_T, CTRL)
    assert [each.text for each in aligning.session.rows[2].source] == [before, "Put in.", "Twice."]
    assert aligning.spot.index == 2


def test_going_to_another_row_keeps_what_was_typed(aligning: Aligning) -> None:
    before = aligning.texts(0)[0]
    aligning.press(Key.Key_F2)
    aligning.type("!")
    aligning.press(Key.Key_Down, ALT)
    assert not aligning.window.table.is_editing
    assert aligning.spot.row == 1
    assert aligning.texts(0)[0] == f"{before}!"


def test_what_cannot_be_stored_stays_in_the_field(
    aligning: Aligning, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> OpenAlignment:
        raise StoreError("The disk is full.")

    before = aligning.texts(0)[0]
    aligning.press(Key.Key_F2)
    aligning.type("!")
    with monkeypatch.context() as patch:
        patch.setattr(alignments, "act", full)
        aligning.press(Key.Key_Return)
        assert aligning.window.messages._current
        assert aligning.window.table.is_editing
        assert aligning.texts(0)[0] == before
        table = aligning.window.table
        below = QPoint(table.columnViewportPosition(1) + 20, table.rowViewportPosition(3) + 10)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=below)
        assert table.is_editing
        aligning.press(Key.Key_Tab)
        assert table.is_editing
    aligning.window.table.keep()
    assert aligning.texts(0)[0] == f"{before}!"


# -- what was judged -----------------------------------------------------------------------------


def test_what_was_aligned_meanwhile_is_not_aligned_over_the_work(aligning: Aligning) -> None:
    store = aligning.outer.workspace.store
    aligning.window.pairs.align(aligning.session.id, "again")
    aligning.press(Key.Key_Return, CTRL)
    aligning.wait()
    assert aligning.session.rows[0].verdict is Verdict.ACCEPTED
    assert alignments.resume(store, aligning.session.id).session == aligning.session


def test_a_pair_that_is_removed_while_it_waits_does_not_come_back(aligning: Aligning) -> None:
    store, first = aligning.outer.workspace.store, aligning.session.id
    other = alignments.add(store, Pair(RULES, RULES_KK)).id
    aligning.window.pairs.align(first, "first")
    aligning.window.pairs.align(other, "other")
    aligning.window.pairs.remove(other)
    aligning.wait()
    assert [head.id for head in alignments.heads(store)] == [first]
    assert aligning.session.id == first
    assert aligning.window.messages._current is None


def test_nobody_works_on_a_pair_that_is_gone(aligning: Aligning) -> None:
    alignments.add(aligning.outer.workspace.store, Pair(RULES, RULES_KK))
    gone = aligning.session.id
    aligning.window.pairs.remove(gone)
    aligning.window.actions_["accept"].trigger()
    aligning.wait()
    assert aligning.session.id != gone


def test_a_pair_is_removed_while_a_sentence_is_typed(aligning: Aligning) -> None:
    alignments.add(aligning.outer.workspace.store, Pair(RULES, RULES_KK))
    gone = aligning.session.id
    aligning.go_to(0)
    aligning.press(Key.Key_F2)
    aligning.type("!")
    aligning.window.pairs.remove(gone)
    aligning.wait()
    assert aligning.session.id != gone
    assert aligning.window.messages._current is None


def test_the_window_counts_no_more_when_it_is_closed(aligning: Aligning) -> None:
    aligning.window.actions_["accept"].trigger()
    aligning.window.close()
    assert not aligning.window.is_busy


def test_when_all_rows_were_deleted_undo_brings_one_back_to_work_on(aligning: Aligning) -> None:
    for row in reversed(range(17)):
        aligning.go_to(row)
        aligning.window.actions_["delete"].trigger()
    for _ in range(17):
        aligning.go_to(0, TARGET)
        aligning.window.actions_["delete"].trigger()
    assert aligning.window.table.spot is None
    aligning.press(Key.Key_Z, CTRL)
    assert aligning.spot.row == 0
    aligning.press(Key.Key_Return, CTRL)
    assert aligning.session.rows[0].verdict is Verdict.ACCEPTED


# -- a project to read only ----------------------------------------------------------------------


def test_a_project_to_read_only_can_be_looked_at_but_not_typed_in(reading: Aligning) -> None:
    before = reading.session
    for key in (Key.Key_F2, Key.Key_Insert):
        reading.press(key)
        assert not reading.window.table.is_editing
        assert "read only" in reading.window.foot.said
    reading.press(Key.Key_Return, CTRL)
    found = reading.window.messages._current
    assert found
    assert "read only" in found.text
    reading.window.desk.insist()
    assert reading.session == before


def test_a_project_to_read_only_gives_its_pairs_to_files(reading: Aligning, tmp_path: Path) -> None:
    wish = FinishWish(To.TSV, 0.5, tmp_path / "out.tsv")
    reading.window.finishing.run(reading.outer.workspace, reading.session, wish)
    reading.wait()
    found = reading.window.messages._current
    assert found
    assert found.text == "Wrote 17 pairs to “out.tsv”."
    assert reading.session.stage is Stage.OPEN


# -- finishing -----------------------------------------------------------------------------------


def test_finishing_again_says_that_all_is_there(aligning: Aligning) -> None:
    wish = FinishWish(To.PROJECT_MEMORY, 0.5)
    for words in ("Put 17 pairs into the project’s memory.",
                  "All these pairs are in the project’s memory already."):  # fmt: skip
        aligning.window.finishing.run(aligning.outer.workspace, aligning.session, wish)
        aligning.wait()
        found = aligning.window.messages._current
        assert found
        assert found.text == words
    assert aligning.outer.workspace.status().units == 17


# -- the rest ------------------------------------------------------------------------------------


def test_esc_leaves_the_find_field_for_the_rows(aligning: Aligning) -> None:
    aligning.press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is aligning.window.controls.find_field
    aligning.press(Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), RowTable)


def test_an_error_while_painting_leaves_no_painter_behind(
    aligning: Aligning, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> theme.Tokens:
        raise RuntimeError("a bug")

    table = aligning.window.table
    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(theme, "tokens", fail)
            with pytest.raises(RuntimeError, match="a bug"):
                table.grab()
    assert not table.viewport().paintingActive()
    assert not table.grab().isNull()
