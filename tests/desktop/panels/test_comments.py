import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.comments import Comment
from core.people import Person, Role
from desktop.panels.comments import CommentsPanel
from tests.desktop.panels.panel import MARKUP, is_plain, show, words

AT = "2026-11-22T10:15:00Z"
BOLAT = Person("Bolat <b>", Role.REVIEWER)


@pytest.fixture
def comments(qtbot: QtBot) -> CommentsPanel:
    panel = CommentsPanel()
    show(qtbot, panel)
    return panel


def test_a_thread_says_who_when_and_why(comments: CommentsPanel) -> None:
    thread = [
        Comment(1, 7, BOLAT, AT, MARKUP, is_reason=True),
        Comment(2, 7, Person("Aigul"), AT, "Line one\nline two"),
    ]
    comments.show_thread(7, thread)
    shown = words(comments)
    assert shown[0] == "Bolat <b>"
    assert shown[1].startswith("Sent back · ")
    assert shown[2] == MARKUP
    assert shown[5] == "Line one\nline two"
    assert is_plain(comments)


def test_a_comment_stays_until_it_is_stored(qtbot: QtBot, comments: CommentsPanel) -> None:
    assert not comments._field.isEnabled()
    comments.show_thread(7, ())
    assert not comments._add.isEnabled()
    comments._field.setPlainText(" a\u00a0b\nc ")
    with qtbot.waitSignal(comments.written, timeout=1000) as written:
        comments._add.click()
    assert written.args == ["a\u00a0b\nc"]
    assert comments._field.toPlainText() != ""
    comments.clear_draft()
    assert comments._field.toPlainText() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_breaks_the_line_and_with_ctrl_adds(comments: CommentsPanel, key: Qt.Key) -> None:
    comments.show_thread(7, ())
    written: list[str] = []
    comments.written.connect(written.append)
    QTest.keyClicks(comments._field, "a")
    QTest.keyClick(comments._field, key)
    QTest.keyClicks(comments._field, "b")
    assert written == []
    QTest.keyClick(comments._field, key, Qt.KeyboardModifier.ControlModifier)
    assert written == ["a\nb"]


def test_what_was_begun_waits_on_its_segment_until_the_project_is_closed(
    comments: CommentsPanel,
) -> None:
    comments.show_thread(7, ())
    comments._field.setPlainText("seven")
    comments.show_thread(8, ())
    comments._field.setPlainText("eight")
    comments.show_thread(7, ())
    assert comments._field.toPlainText() == "seven"
    comments.clear()
    comments.show_thread(8, ())
    assert comments._field.toPlainText() == ""
