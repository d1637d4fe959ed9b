"""The filter bar says what a person wants to see."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from core.filtering import EVERYTHING, SegmentFilter
from core.segment import OriginKind, State
from desktop.editor.filter_bar import FilterBar

Key = Qt.Key

EVERY_FIELD = SegmentFilter(
    text=r"\d+",
    is_regex=True,
    states=frozenset({State.DRAFT, State.REJECTED}),
    origins=frozenset({OriginKind.MACHINE}),
    with_issues=True,
    with_comments=True,
)


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar()
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def test_it_starts_with_everything(bar: FilterBar) -> None:
    assert bar.current() == EVERYTHING


def test_typing_is_told_once_after_a_pause(qtbot: QtBot, bar: FilterBar) -> None:
    told: list[SegmentFilter] = []
    bar.changed.connect(told.append)
    QTest.keyClicks(bar._text, "law")
    assert told == []
    qtbot.waitUntil(lambda: told == [SegmentFilter(text="law")])


def test_enter_does_not_wait(qtbot: QtBot, bar: FilterBar) -> None:
    QTest.keyClicks(bar._text, "law")
    with qtbot.waitSignal(bar.changed, timeout=50):
        QTest.keyClick(bar._text, Key.Key_Return)


def test_a_filter_can_be_shown_and_read_back(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.waitSignal(bar.changed) as signal:
        bar.show_filter(EVERY_FIELD)
    assert signal.args == [EVERY_FIELD]
    assert bar.current() == EVERY_FIELD
    with qtbot.waitSignal(bar.changed) as signal:
        QTest.mouseClick(bar._clear, Qt.MouseButton.LeftButton)
    assert signal.args == [EVERYTHING]
    assert not bar._clear.isVisible()


def test_states_are_chosen_in_a_menu(qtbot: QtBot, bar: FilterBar) -> None:
    draft = next(each for each in bar._states.menu().actions() if each.text() == "Draft")
    with qtbot.waitSignal(bar.changed) as signal:
        draft.trigger()
    assert signal.args == [SegmentFilter(states=frozenset({State.DRAFT}))]
    assert bar._states.text() == "State: Draft"


def test_toggles_tell_at_once(qtbot: QtBot, bar: FilterBar) -> None:
    with qtbot.waitSignal(bar.changed) as signal:
        QTest.mouseClick(bar._issues, Qt.MouseButton.LeftButton)
    assert signal.args == [SegmentFilter(with_issues=True)]


def test_a_faulty_expression_is_said_and_not_told(qtbot: QtBot, bar: FilterBar) -> None:
    bar._regex.setChecked(True)
    bar._text.setText("(a")
    with qtbot.assertNotEmitted(bar.changed):
        QTest.keyClick(bar._text, Key.Key_Return)
    assert "not a regular expression" in bar._message.text()
    assert bar._text.property("error") is True
    bar._text.setText("(a)")
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(bar._text, Key.Key_Return)
    bar.set_counts(3, 10)
    assert bar._text.property("error") is False


def test_an_error_goes_when_the_expression_is_as_it_was(bar: FilterBar) -> None:
    bar.show_filter(SegmentFilter(text="a+", is_regex=True))
    bar.set_counts(3, 10)
    for text in ("(a+", "a+"):
        bar._text.setText(text)
        QTest.keyClick(bar._text, Key.Key_Return)
    assert bar._message.text() == "3 of 10"
    assert bar._text.property("error") is False


def test_a_filter_that_failed_is_asked_for_again_and_not_taken_for_applied(
    qtbot: QtBot, bar: FilterBar
) -> None:
    slow = SegmentFilter(text="(a+)+", is_regex=True)
    bar.show_filter(slow)
    bar.show_error("This regular expression takes too long.")
    with qtbot.waitSignal(bar.changed) as again:
        QTest.keyClick(bar._text, Key.Key_Return)
    assert again.args == [slow]


def test_counts_are_shown_while_not_all_are(bar: FilterBar) -> None:
    bar.set_counts(12, 1340)
    assert bar._message.text() == "12 of 1,340"
    bar.set_counts(1340, 1340)
    assert bar._message.text() == ""


def test_messages_are_plain_text(bar: FilterBar) -> None:
    bar.show_error("<img src='file:///etc/hostname'>")
    assert bar._message.textFormat() == Qt.TextFormat.PlainText
    assert "<img" not in bar._message.toolTip()


def test_a_long_message_takes_no_room_from_the_window(bar: FilterBar) -> None:
    bar.show_error("short")
    before = bar.minimumSizeHint().width()
    bar.show_error("This is not a regular expression: missing ) at position 2. " * 3)
    assert bar.minimumSizeHint().width() == before


def test_every_control_has_a_name(bar: FilterBar) -> None:
    assert bar._text.accessibleName()
    for button in bar.findChildren(QToolButton):
        if button.parent() is bar:
            assert button.accessibleName()
