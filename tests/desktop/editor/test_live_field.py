"""The field keeps texts as they are, and leaves keys to the window that are not its own."""

import gc

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.live_field import LiveField
from tests.desktop.editor.test_transcript import texts

Key = Qt.Key
Mod = Qt.KeyboardModifier


@pytest.fixture
def field(qtbot: QtBot) -> LiveField:
    field = LiveField()
    qtbot.addWidget(field)
    field.resize(300, 200)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.setFocus()
    return field


def claims(field: LiveField, key: Key, modifiers: Mod = Mod.NoModifier, text: str = "") -> bool:
    """Whether the field takes the key before the actions of its window get it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
    event.setAccepted(False)
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def press(field: LiveField, text: str) -> None:
    """Press a key that gives `text`."""
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, Mod.NoModifier, text)
    QApplication.sendEvent(field, event)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts)
def test_what_is_loaded_comes_out(field: LiveField, text: str) -> None:
    field.load(text)
    assert field.text() == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts, texts)
def test_what_is_put_in_place_comes_out(field: LiveField, before: str, after: str) -> None:
    field.load(before)
    field.replace(after)
    uses_crlf = before.count("\r\n") == before.count("\n") > 0
    if not uses_crlf and not any(
        char in after for char in "\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8"
    ):
        assert field.text() == after


def test_typing_changes_just_what_is_typed(qtbot: QtBot, field: LiveField) -> None:
    field.load("1\u00a0000\u202fсом\u2028Oʻz\tbek")
    field.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(field.edited):
        press(field, "ö")  # what no key of QTest's has
    assert field.text() == "1\u00a0000\u202fсом\u2028Oʻz\tbekö"


def test_loading_is_no_edit(qtbot: QtBot, field: LiveField) -> None:
    with qtbot.assertNotEmitted(field.edited):
        field.load("one")
        field.load("two")


@pytest.mark.parametrize("modifiers", [Mod.NoModifier, Mod.ShiftModifier])
def test_enter_makes_a_line_break(field: LiveField, modifiers: Mod) -> None:
    field.load("ab")
    field.moveCursor(QTextCursor.MoveOperation.Right)
    QTest.keyClick(field, Key.Key_Return, modifiers)
    assert field.text() == "a\nb"


def test_composed_letters_arrive_once_and_whole(qtbot: QtBot, field: LiveField) -> None:
    with qtbot.assertNotEmitted(field.edited):
        QApplication.sendEvent(field, QInputMethodEvent("¨", []))
    assert field.text() == ""
    done = QInputMethodEvent()
    done.setCommitString("ä")
    with qtbot.waitSignal(field.edited):
        QApplication.sendEvent(field, done)
    assert field.text() == "ä"


# Clipboard


def test_copying_keeps_no_break_spaces(field: LiveField) -> None:
    field.load("1\u00a0March\nnext\u2028line")
    field.selectAll()
    data = field.createMimeDataFromSelection()
    gc.collect()
    assert data.text() == "1\u00a0March\nnext\u2028line"
    assert not data.hasHtml()
    QTest.keyClick(field, Key.Key_C, Mod.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text(QClipboard.Mode.Clipboard) == "1\u00a0March\nnext\u2028line"


def test_pasting_is_plain_text(field: LiveField) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///etc/hostname'>")
    data.setText("bold\u00a0text\r\nnext")
    field.insertFromMimeData(data)
    assert field.text() == "bold\u00a0text\nnext"


def test_files_are_not_dropped_into_the_text(field: LiveField) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.docx")])
    assert not field.canInsertFromMimeData(data)


def test_source_is_read_and_copied_but_not_changed(qtbot: QtBot, field: LiveField) -> None:
    field.set_editable(False)
    field.load("one two")
    with qtbot.waitSignal(field.refused):
        QTest.keyClicks(field, "x")
    for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_Return, Key.Key_Space):
        with qtbot.waitSignal(field.refused):
            QTest.keyClick(field, key)
    QTest.keyClick(field, Key.Key_Right, Mod.ControlModifier | Mod.ShiftModifier)
    assert field.selected_text().strip() == "one"
    assert field.text() == "one two"


# Keys


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_Return, Mod.ControlModifier),
        (Key.Key_Return, Mod.ControlModifier | Mod.ShiftModifier),
        (Key.Key_K, Mod.ControlModifier),
        (Key.Key_1, Mod.ControlModifier),
        (Key.Key_9, Mod.ControlModifier),
        (Key.Key_Insert, Mod.ControlModifier),
        (Key.Key_S, Mod.ControlModifier | Mod.ShiftModifier),
        (Key.Key_Space, Mod.ControlModifier | Mod.ShiftModifier),
        (Key.Key_P, Mod.ControlModifier | Mod.ShiftModifier),
        (Key.Key_Up, Mod.ControlModifier),
        (Key.Key_Down, Mod.ControlModifier),
        (Key.Key_Up, Mod.AltModifier),
        (Key.Key_Down, Mod.AltModifier),
        (Key.Key_PageUp, Mod.AltModifier),
        (Key.Key_Delete, Mod.AltModifier),
        (Key.Key_E, Mod.ControlModifier),
        (Key.Key_M, Mod.ControlModifier),
        (Key.Key_J, Mod.ControlModifier),
        (Key.Key_T, Mod.ControlModifier),
        (Key.Key_G, Mod.ControlModifier),
        (Key.Key_F, Mod.ControlModifier),
        (Key.Key_H, Mod.ControlModifier),
        (Key.Key_Comma, Mod.ControlModifier),
        (Key.Key_F3, Mod.NoModifier),
        (Key.Key_F3, Mod.ShiftModifier),
        (Key.Key_F8, Mod.NoModifier),
        (Key.Key_F9, Mod.NoModifier),
        (Key.Key_Escape, Mod.NoModifier),
    ],
)
def test_keys_of_the_window_are_let_through(field: LiveField, key: Key, modifiers: Mod) -> None:
    field.load("some text")
    assert not claims(field, key, modifiers)


@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Key.Key_A, Mod.NoModifier, "a"),
        (Key.Key_A, Mod.ShiftModifier, "A"),
        (Key.Key_Return, Mod.NoModifier, "\r"),
        (Key.Key_Home, Mod.NoModifier, ""),
        (Key.Key_Left, Mod.ShiftModifier, ""),
        (Key.Key_Tab, Mod.NoModifier, "\t"),
        (Key.Key_C, Mod.ControlModifier, "\x03"),
        (Key.Key_V, Mod.ControlModifier, "\x16"),
        (Key.Key_A, Mod.ControlModifier, "\x01"),
        (Key.Key_Left, Mod.ControlModifier, ""),
        (Key.Key_Home, Mod.ControlModifier, ""),
        (Key.Key_Q, Mod.ControlModifier | Mod.AltModifier, "@"),  # AltGr on Windows
        (Key.Key_E, Mod.GroupSwitchModifier, "€"),
    ],
)
def test_keys_of_every_text_field_are_its_own(
    field: LiveField, key: Key, modifiers: Mod, text: str
) -> None:
    assert claims(field, key, modifiers, text)


def test_undo_is_its_own_only_while_there_is_something_to_undo(field: LiveField) -> None:
    field.load("before")
    assert not claims(field, Key.Key_Z, Mod.ControlModifier)
    QTest.keyClicks(field, "x")
    assert claims(field, Key.Key_Z, Mod.ControlModifier)
    assert not claims(field, Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)
    QTest.keyClick(field, Key.Key_Z, Mod.ControlModifier)
    assert field.text() == "before"
    assert not claims(field, Key.Key_Z, Mod.ControlModifier)
    assert claims(field, Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)
    field.load("another")
    assert not claims(field, Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)


def test_arrows_leave_at_the_first_and_last_line_only(qtbot: QtBot, field: LiveField) -> None:
    field.load("one\ntwo\nthree")
    with qtbot.waitSignal(field.row_wanted) as up:
        QTest.keyClick(field, Key.Key_Up)
    assert up.args is not None
    assert up.args[0] == -1
    with qtbot.assertNotEmitted(field.row_wanted):
        QTest.keyClick(field, Key.Key_Down)
        QTest.keyClick(field, Key.Key_Down)
        QTest.keyClick(field, Key.Key_Up)
        QTest.keyClick(field, Key.Key_Down)
    with qtbot.waitSignal(field.row_wanted) as down:
        QTest.keyClick(field, Key.Key_Down)
    assert down.args is not None
    assert down.args[0] == 1


def test_wrapped_lines_count_as_lines(qtbot: QtBot, field: LiveField) -> None:
    field.load("word " * 40)
    with qtbot.assertNotEmitted(field.row_wanted):
        QTest.keyClick(field, Key.Key_Down)
    with qtbot.assertNotEmitted(field.row_wanted):
        QTest.keyClick(field, Key.Key_Up)
    with qtbot.waitSignal(field.row_wanted):
        QTest.keyClick(field, Key.Key_Up)


def test_selecting_with_shift_does_not_leave(qtbot: QtBot, field: LiveField) -> None:
    field.load("one line")
    with qtbot.assertNotEmitted(field.row_wanted):
        QTest.keyClick(field, Key.Key_Down, Mod.ShiftModifier)


def test_the_caret_enters_at_its_column(field: LiveField) -> None:
    field.load("aaaa aaaa\nbbbb bbbb\ncccc cccc")
    field.enter(0, from_below=True)
    assert field.textCursor().blockNumber() == 2
    assert field.textCursor().positionInBlock() == 0
    field.enter(10_000, from_below=False)
    assert field.textCursor().blockNumber() == 0
    assert field.textCursor().atBlockEnd()


def test_the_mouse_selects_from_caret_to_point(field: LiveField) -> None:
    field.load("one two three")
    field.place_caret(QPoint(0, 12))
    field.place_caret(QPoint(290, 12), keep_anchor=True)
    assert field.selected_text() == "one two three"


def test_marks_are_painted_and_not_stored(field: LiveField) -> None:
    field.load("1\u00a0March\tnext\nline")
    marked = field.grab().toImage()
    assert field.text() == "1\u00a0March\tnext\nline"
    field.load("1 March\tnext\nline")
    assert field.grab().toImage() != marked


@pytest.mark.parametrize(
    ("text", "caret", "word"),
    [
        ("The court’s list", 6, "court’s"),
        ("The court’s list", 11, "court’s"),
        ("Oʻzbekiston", 0, "Oʻzbekiston"),
        ("one,  two", 5, ""),
        ("line\r\nnext", 6, "next"),
        ("<b>bold</b>", 1, ""),
        ("", 0, ""),
    ],
)
def test_the_word_at_the_caret(field: LiveField, text: str, caret: int, word: str) -> None:
    field.load(text, caret)
    assert field.word_at_caret() == word
