"""The alignment window: every act by key, stored, taken back, resumed; pairs in a queue."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QPushButton

import resources
from core.alignment.session import Stage, TextSide, Verdict
from desktop import theme
from desktop.alignment.actions import ACTIONS
from desktop.alignment.pairs_dialog import PairsDialog
from desktop.alignment.queue_panel import words_of
from desktop.alignment.window import _ROWS, AlignmentWindow
from desktop.pictures import settle
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.message_bar import MessageKind
from services import alignments
from tests.desktop.alignment.conftest import RULES, RULES_KK, Aligning, write
from tests.desktop.test_accessibility import name, reachable
from tests.desktop.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
SOURCE, TARGET = TextSide.SOURCE, TextSide.TARGET


def stored(aligning: Aligning) -> None:
    """What is on the screen is in the file."""
    opened = alignments.resume(aligning.outer.workspace.store, aligning.session.id)
    assert opened.session == aligning.session
    assert aligning.window.model.rowCount() == len(aligning.session.rows)


# -- the window ----------------------------------------------------------------------------------


def test_an_empty_window_says_what_it_is_for(bare: Aligning) -> None:
    hint = bare.window._pages.currentWidget()
    assert isinstance(hint, EmptyHint)
    assert "Old documents" in hint.accessibleName()
    assert not bare.window.queue.isVisibleTo(bare.window)
    enabled = {n for n, action in bare.window.actions_.items() if action.isEnabled()}
    assert enabled == {"add", "words", "close", "guide"}


def test_keys_are_unique_and_none_is_altgr(aligning: Aligning) -> None:
    keys = [QKeySequence(each).toString() for row in ACTIONS for each in row.keys]
    assert "" not in keys
    assert max(Counter(keys).values()) == 1
    assert [key for key in keys if "Ctrl" in key and "Alt" in key] == []
    found = Counter(
        key.toString()
        for action in aligning.window.findChildren(QAction)
        for key in action.shortcuts()
    )
    assert [key for key, times in found.items() if times > 1] == []


def test_everything_that_takes_the_focus_has_a_name(aligning: Aligning) -> None:
    assert [type(w).__name__ for w in reachable(aligning.window) if not name(w).strip()] == []
    model = aligning.window.model
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [model.data(model.index(0, column), role) for column in range(model.columnCount())]
    assert said[0] == "1"
    assert str(said[2]).endswith("% sure")
    assert said[4] == "Not judged yet"


def test_every_act_has_a_key_and_every_button_tells_it(aligning: Aligning) -> None:
    assert [row.name for row in ACTIONS if row.name != "-" and not row.keys] == []
    keys = {QKeySequence(key).toString() for row in ACTIONS for key in row.keys[:1]}
    window = aligning.window
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisibleTo(window)]
    told = [b.toolTip() for b in buttons if b.parent() in (window.controls, window.queue)]
    assert len(told) == 8
    for tip in told:
        assert tip.rpartition("(")[2].rstrip(")") in keys, tip
    aligning.press(Key.Key_J, CTRL)
    assert "Undo joining (Ctrl+Z)" in [button.toolTip() for button in buttons]


def test_closing_the_project_closes_the_window(aligning: Aligning) -> None:
    aligning.outer.main.show_welcome()
    settle()
    assert aligning.outer.main.workspace is None
    assert aligning.outer.main.findChildren(AlignmentWindow) == []


# -- acts by key ---------------------------------------------------------------------------------


def test_accepting_goes_on_to_the_next(aligning: Aligning) -> None:
    aligning.press(Key.Key_Return, CTRL)
    assert aligning.session.rows[0].verdict is Verdict.ACCEPTED
    assert aligning.spot.row == 1
    aligning.press(Key.Key_Return, CTRL | SHIFT)
    assert aligning.session.progress().rejected == 1
    aligning.press(Key.Key_Return, CTRL | SHIFT)
    assert aligning.session.rows[1].verdict is Verdict.NONE
    stored(aligning)


def test_grouping(aligning: Aligning) -> None:
    texts = [aligning.texts(row) for row in range(4)]
    aligning.press(Key.Key_J, CTRL)
    assert aligning.texts(0) == tuple(" ".join(pair) for pair in zip(*texts[:2], strict=True))
    aligning.press(Key.Key_Down)
    assert (aligning.spot.row, aligning.spot.index) == (0, 1)
    aligning.press(Key.Key_T, CTRL)
    assert [aligning.texts(row) for row in range(4)] == texts
    assert aligning.spot.row == 1
    aligning.press(Key.Key_Down, CTRL | SHIFT)
    assert aligning.texts(1) == ("", texts[1][1])
    assert aligning.spot.row == 2, "one stays with the sentence"
    aligning.press(Key.Key_Up, CTRL | SHIFT)
    aligning.press(Key.Key_U, CTRL)
    assert aligning.texts(1) == (texts[1][0], "")
    aligning.press(Key.Key_L, CTRL)
    assert [aligning.texts(row) for row in range(4)] == texts
    stored(aligning)
    for _ in range(7):
        aligning.press(Key.Key_Z, CTRL)
    assert not aligning.window.actions_["undo"].isEnabled()
    assert aligning.session.rows[0].confidence is not None
    aligning.press(Key.Key_Y, CTRL)
    assert aligning.session.rows[0].confidence is None
    stored(aligning)


def test_a_sentence_is_edited_in_its_place(aligning: Aligning) -> None:
    before = aligning.texts(2)[1]
    aligning.go_to(2, TARGET)
    aligning.press(Key.Key_F2)
    assert aligning.window.table.is_editing
    aligning.type("\u00a0соңы")
    aligning.press(Key.Key_Return)
    assert not aligning.window.table.is_editing
    assert aligning.texts(2)[1] == f"{before}\u00a0соңы"
    stored(aligning)
    aligning.press(Key.Key_Return)
    aligning.type("dropped")
    aligning.press(Key.Key_Escape)
    assert aligning.texts(2)[1] == f"{before}\u00a0соңы"
    aligning.press(Key.Key_Z, CTRL)
    assert aligning.texts(2)[1] == before


def test_what_is_typed_is_kept_when_one_goes_elsewhere(aligning: Aligning) -> None:
    before = aligning.texts(0)
    aligning.press(Key.Key_F2)
    aligning.type("!")
    aligning.press(Key.Key_Tab)
    assert aligning.texts(0) == (f"{before[0]}!", before[1])
    assert aligning.spot.side is TARGET
    aligning.press(Key.Key_F2)
    aligning.type("?")
    aligning.close()
    aligning.open()
    assert aligning.texts(0) == (f"{before[0]}!", f"{before[1]}?")


def test_a_sentence_is_cut_at_the_caret(aligning: Aligning) -> None:
    aligning.go_to(2)
    aligning.press(Key.Key_F2)
    aligning.press(Key.Key_Home)
    for _ in range(3):
        aligning.press(Key.Key_Right, CTRL)
    aligning.press(Key.Key_T, CTRL)
    first, second = aligning.session.rows[2].source
    assert f"{first.text} {second.text}".startswith("1. These")
    assert aligning.spot.index == 1
    stored(aligning)


def test_inserting_and_deleting(aligning: Aligning) -> None:
    aligning.go_to(1, TARGET)
    aligning.press(Key.Key_Insert)
    aligning.type("Жаңа сөйлем.")
    aligning.press(Key.Key_Return)
    assert [s.number for s in aligning.session.rows[1].target] == [1, -1]
    assert aligning.spot.index == 1
    aligning.press(Key.Key_Delete)
    assert len(aligning.session.rows[1].target) == 1
    aligning.press(Key.Key_Insert)
    aligning.press(Key.Key_Return)
    assert len(aligning.session.rows[1].target) == 1, "nothing was typed"
    stored(aligning)


def test_pinpoint(aligning: Aligning) -> None:
    source, target = aligning.texts(3)[0], aligning.texts(4)[1]
    aligning.go_to(3)
    aligning.press(Key.Key_Space)
    assert aligning.window.foot.said.startswith("Picked.")
    aligning.press(Key.Key_Down)
    assert aligning.window.foot.said == ""
    aligning.press(Key.Key_Right)
    aligning.press(Key.Key_Space)
    row = aligning.spot.row
    assert aligning.texts(row) == (source, target)
    assert aligning.session.rows[row].verdict is Verdict.ACCEPTED
    assert aligning.window.table.marked is None
    stored(aligning)


def test_realigning_keeps_what_is_accepted(aligning: Aligning) -> None:
    aligning.go_to(3)
    aligning.press(Key.Key_Space)
    aligning.go_to(4, TARGET)
    aligning.press(Key.Key_Space)
    pinned = next(r for r in aligning.session.rows if r.verdict is Verdict.ACCEPTED)
    assert aligning.session.rows[9].confidence is None
    aligning.press(Key.Key_R, CTRL)
    assert pinned in aligning.session.rows
    assert aligning.session.rows[9].confidence is not None
    stored(aligning)
    aligning.press(Key.Key_Z, CTRL)
    assert aligning.session.rows[9].confidence is None
    aligning.press(Key.Key_Z, CTRL)
    aligning.press(Key.Key_R, CTRL)
    assert "Nothing changes" in aligning.window.foot.said


def test_rows_that_changed_while_aligning_stay(aligning: Aligning) -> None:
    aligning.press(Key.Key_U, CTRL)
    aligning.window.realign()
    aligning.window.actions_["accept"].trigger()
    now = aligning.session
    aligning.wait()
    assert aligning.session == now
    assert "meanwhile" in aligning.window.foot.said


def test_accepting_all_that_are_sure(aligning: Aligning) -> None:
    aligning.press(Key.Key_U, CTRL)
    aligning.press(Key.Key_A, CTRL | SHIFT)
    assert [row.verdict for row in aligning.session.rows[:2]] == [Verdict.NONE] * 2
    assert aligning.session.progress().accepted == 16
    aligning.wait()
    assert not aligning.window.actions_["accept_sure"].isEnabled()
    assert aligning.window.controls.doubts.text() == "2 doubtful left"
    aligning.go_to(9)
    aligning.press(Key.Key_Down, CTRL)
    assert aligning.spot.row == 0, "around the end"
    aligning.press(Key.Key_Up, CTRL)
    assert aligning.spot.row == 1
    aligning.press(Key.Key_Z, CTRL)
    assert aligning.session.progress().accepted == 0


def test_what_makes_no_sense_is_said_and_changes_nothing(aligning: Aligning) -> None:
    before = aligning.session
    aligning.press(Key.Key_L, CTRL)
    assert aligning.window.foot.said.startswith("Both sides")
    aligning.press(Key.Key_T, CTRL)
    assert "F2" in aligning.window.foot.said
    assert aligning.session == before
    assert aligning.window.messages.isHidden()


def test_going(aligning: Aligning) -> None:
    aligning.press(Key.Key_End, CTRL)
    assert aligning.spot.row == 16
    aligning.press(Key.Key_Home, CTRL)
    aligning.press(Key.Key_Down, ALT)
    assert aligning.spot.row == 1
    aligning.press(Key.Key_Up, ALT)
    aligning.press(Key.Key_PageDown)
    assert aligning.spot.row > 5
    aligning.press(Key.Key_Left)
    assert aligning.spot.side is TARGET
    aligning.press(Key.Key_G, CTRL)
    aligning.dialog().accept()
    assert aligning.spot.row > 5


def test_finding_goes_round_both_texts(aligning: Aligning) -> None:
    aligning.press(Key.Key_F, CTRL)
    QTest.keyClicks(aligning.window.controls.find_field, "ARTICLE")
    rows = []
    for _ in range(5):
        aligning.press(Key.Key_Return)
        rows.append(aligning.spot.row)
    assert rows == [1, 5, 10, 14, 1]
    aligning.press(Key.Key_Return, SHIFT)
    assert aligning.spot.row == 14
    aligning.window.controls.find_field.setText("30 минут")
    aligning.press(Key.Key_Return)
    assert aligning.spot.row == 8
    aligning.window.controls.find_field.setText("nowhere")
    aligning.press(Key.Key_Return)
    assert aligning.window.foot.said == "“nowhere” is in neither of the texts."


def test_keys_of_the_rows_do_nothing_in_the_queue(aligning: Aligning) -> None:
    before = aligning.session
    aligning.window.queue.list.setFocus()
    for key in (Key.Key_Delete, Key.Key_Space, Key.Key_Return):
        aligning.press(key)
    assert aligning.session == before
    assert aligning.window.table.marked is None


@pytest.mark.parametrize("dark", [False, True])
def test_it_can_be_painted_whatever_the_rows_are(
    aligning: Aligning, qapp: QApplication, dark: bool
) -> None:
    theme.apply(qapp, dark)
    for key in (Key.Key_J, Key.Key_U):
        aligning.press(key, CTRL)
    aligning.press(Key.Key_Space)
    aligning.press(Key.Key_Return, CTRL | SHIFT)
    aligning.press(Key.Key_F2)
    image = aligning.window.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 60) == theme.tokens().base


# -- pairs ---------------------------------------------------------------------------------------


def test_many_pairs_are_shown_before_they_are_aligned(bare: Aligning, tmp_path: Path) -> None:
    lines = RULES.read_text("utf-8").splitlines(), RULES_KK.read_text("utf-8").splitlines()
    files = [
        write(tmp_path, f"{kind}_{tag}.txt", text)
        for kind in ("law", "rules")
        for tag, text in zip(("en", "kk"), lines, strict=True)
    ]
    alone = write(tmp_path, "alone_en.txt", lines[0])
    bare.add(*files, alone)
    dialog = bare.dialog()
    assert isinstance(dialog, PairsDialog)
    assert dialog.list.topLevelItemCount() == 2
    (align,) = (b for b in dialog.findChildren(QPushButton) if b.text() == "Align 2 pairs")
    align.click()
    bare.wait()
    queue = bare.window.queue
    assert queue.model.rowCount() == 2
    assert [queue.model.head(n).stage for n in range(2)] == [Stage.OPEN] * 2
    assert bare.session.source_name == "law_en.txt"
    bare.press(Key.Key_PageDown, CTRL)
    assert bare.session.source_name == "rules_en.txt"
    queue.list.setCurrentIndex(queue.model.index(0))
    bare.wait()
    assert bare.session.source_name == "law_en.txt"


def test_files_can_be_dropped(bare: Aligning) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (RULES, RULES_KK)])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none
    )
    bare.window.dropEvent(event)
    bare.wait()
    assert len(bare.session.rows) == 17


def test_files_without_a_counterpart_are_told(bare: Aligning) -> None:
    bare.add(RULES)
    found = bare.window.messages._current
    assert found
    assert found.kind is MessageKind.WARNING
    assert "Visiting rules.en.txt” (in English) has no counterpart" in found.text


def test_texts_that_are_no_translations_ask_first(bare: Aligning, tmp_path: Path) -> None:
    complaint = resources.path("sample/How to complain.en.txt").read_text("utf-8").splitlines()
    kazakh = sorted(RULES_KK.read_text("utf-8").splitlines(), key=lambda line: line[::-1])
    bare.add(write(tmp_path, "a_en.txt", complaint), write(tmp_path, "a_kk.txt", kazakh))
    assert bare.session.stage is Stage.DOUBTED
    hint = bare.window._pages.currentWidget()
    assert isinstance(hint, EmptyHint)
    assert "do not look like translations" in hint.accessibleName()
    assert not bare.window.actions_["accept_sure"].isEnabled()
    assert words_of(bare.window.queue.model.head(0)) == "Hardly a translation"
    hint.action_requested.emit()
    assert bare.window.queue.model.head(0).stage is Stage.OPEN
    assert bare.window._pages.currentIndex() == _ROWS


def test_a_wrong_language_is_said_and_can_be_insisted_on(bare: Aligning, tmp_path: Path) -> None:
    text = RULES.read_text("utf-8").splitlines()
    bare.add(write(tmp_path, "a_en.txt", text), write(tmp_path, "a_kk.txt", text))
    assert bare.window.messages._action.text() == "Align all the same"
    assert bare.window.desk.session is None
    bare.window.messages._action.click()
    bare.wait()
    assert bare.session.stage is Stage.OPEN


def test_what_waits_is_aligned_when_the_window_opens(window: Window, tmp_path: Path) -> None:
    from services.pairing import Pair

    window.new(tmp_path / "p.terjiman", "en", "kk")
    alignments.add(window.workspace.store, Pair(RULES, RULES_KK))
    aligning = Aligning(window)
    assert aligning.session.stage is Stage.OPEN
    assert aligning.window._pages.currentIndex() == _ROWS


def test_a_pair_is_removed_after_a_question(aligning: Aligning) -> None:
    aligning.window.actions_["remove"].trigger()
    box = aligning.dialog()
    assert isinstance(box, QMessageBox)
    next(b for b in box.buttons() if b.text() == "Remove").click()
    aligning.wait()
    assert alignments.heads(aligning.outer.workspace.store) == []
    assert isinstance(aligning.window._pages.currentWidget(), EmptyHint)
