from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.widgets.message_bar import MessageBar, MessageKind


def made(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def text(bar: MessageBar) -> str:
    return bar.findChildren(QLabel)[0].text()


def test_it_is_hidden_until_there_is_something_to_say(qtbot: QtBot) -> None:
    bar = made(qtbot)
    assert bar.isHidden()
    bar.show_message(MessageKind.ERROR, "“a.tmx” is damaged.")
    assert not bar.isHidden()
    assert text(bar) == bar.accessibleName() == "“a.tmx” is damaged."


def test_an_information_closes_itself_but_not_before_it_can_be_read(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.show_message(MessageKind.INFO, "x" * 200)
    assert bar._timer.isActive()
    assert bar._timer.interval() == 12_000
    bar._timer.timeout.emit()
    assert bar.isHidden()


def test_an_error_stays(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.show_message(MessageKind.INFO, "Saved.")
    bar.show_message(MessageKind.ERROR, "Not saved.")
    assert text(bar) == "Not saved."
    assert not bar._timer.isActive()


def test_what_comes_after_an_error_waits_its_turn(qtbot: QtBot) -> None:
    bar = made(qtbot)
    for kind, words in (
        (MessageKind.ERROR, "one"),
        (MessageKind.WARNING, "two"),
        (MessageKind.WARNING, "two"),
        (MessageKind.INFO, "three"),
    ):
        bar.show_message(kind, words)
    seen = []
    while not bar.isHidden():
        seen.append(text(bar))
        bar.findChildren(QToolButton)[0].click()
    assert seen == ["one", "two", "three"]


def test_the_button_acts_once_and_closes(qtbot: QtBot) -> None:
    bar, acted = made(qtbot), []
    bar.show_message(MessageKind.WARNING, "Two rows went back.", "Show", lambda: acted.append(1))
    button = bar.findChildren(QPushButton)[0]
    assert button.text() == "Show"
    button.click()
    assert acted == [1]
    assert bar.isHidden()


def test_an_action_may_show_the_next_message(qtbot: QtBot) -> None:
    bar = made(qtbot)
    again = lambda: bar.show_message(MessageKind.ERROR, "Still not.")  # noqa: E731
    bar.show_message(MessageKind.ERROR, "Not saved.", "Try again", again)
    bar.findChildren(QPushButton)[0].click()
    assert text(bar) == "Still not."
    assert bar.findChildren(QPushButton)[0].isHidden()


def test_each_kind_has_its_own_ground(qtbot: QtBot) -> None:
    colours = set()
    for kind in MessageKind:
        bar = made(qtbot)
        bar.show_message(kind, "A message")
        colours.add(bar.grab().toImage().pixelColor(bar.width() // 2, 2).name())
    assert len(colours) == len(MessageKind)
