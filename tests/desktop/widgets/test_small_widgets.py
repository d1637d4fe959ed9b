"""The widgets that are too small for a file of tests each."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from core.segment import State
from desktop import theme
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.heading import Heading
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.spinner import Spinner
from desktop.widgets.state_badge import StateBadge

PATH = "/home/aigul/<b>Documents</b>/Projects/housing code.terjiman"


def test_a_long_path_is_shortened_in_the_middle_and_told_whole(qtbot: QtBot) -> None:
    label = ElidedLabel(PATH, Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(160, 20)
    label.show()
    shown = label.shown_text()
    assert shown.startswith("/home")
    assert shown.endswith("terjiman")
    assert "…" in shown
    assert label.text() == PATH
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 20)
    assert label.shown_text() == PATH
    assert label.toolTip() == ""


def test_an_elided_label_asks_for_little_room(qtbot: QtBot) -> None:
    label = ElidedLabel(PATH)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.sizeHint().width() / 3


def test_a_heading_follows_the_typeface(qtbot: QtBot, qapp: QApplication) -> None:
    heading = Heading("Recent projects", 1.5)
    qtbot.addWidget(heading)
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(20)
    qapp.setFont(larger)
    qapp.processEvents()
    assert heading.font().pointSizeF() == 30
    qapp.setFont(before)


@pytest.mark.parametrize("state", State)
def test_a_badge_says_its_state(qtbot: QtBot, state: State) -> None:
    badge = StateBadge()
    qtbot.addWidget(badge)
    badge.set_state(state)
    label = badge.findChildren(QLabel)[0]
    assert label.text() == theme.STATE_NAMES[state]
    assert badge.accessibleName() == f"State: {theme.STATE_NAMES[state]}"
    badge.show()
    assert label.palette().windowText().color() == theme.tokens().of_state(state)


def test_a_hint_says_what_a_panel_is_for_and_asks(qtbot: QtBot) -> None:
    hint = EmptyHint("bot", "Machine translation is off.", "Switch on…")
    qtbot.addWidget(hint)
    assert hint.accessibleName() == "Machine translation is off."
    with qtbot.waitSignal(hint.action_requested, timeout=1000):
        hint.findChildren(QPushButton)[0].click()


def test_a_hint_without_an_act_has_no_button(qtbot: QtBot) -> None:
    hint = EmptyHint("search", "Matches appear here.")
    qtbot.addWidget(hint)
    assert not hint.findChildren(QPushButton)


def test_an_icon_label_is_as_large_as_asked(qtbot: QtBot) -> None:
    label = IconLabel(theme.icon("info"), 24)
    qtbot.addWidget(label)
    assert label.sizeHint() == QSize(24, 24)
    before = label.grab().toImage()
    label.set_icon(theme.icon("x"))
    assert label.grab().toImage() != before


def test_a_spinner_turns_only_while_it_is_seen(qtbot: QtBot) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    assert not spinner._timer.isActive()
    spinner.show()
    assert spinner._timer.isActive()
    first = spinner.grab().toImage()
    spinner._timer.timeout.emit()
    assert spinner.grab().toImage() != first
    spinner.hide()
    assert not spinner._timer.isActive()


def test_short_work_is_not_shown(qtbot: QtBot) -> None:
    bar = BusyBar()
    qtbot.addWidget(bar)
    bar.start("Importing a.po…")
    assert bar.isHidden()
    bar.finish()
    assert not bar._timer.isActive()


def test_long_work_shows_how_far_it_is(qtbot: QtBot) -> None:
    bar = BusyBar()
    qtbot.addWidget(bar)
    bar.start("Importing a.po…")
    bar._timer.timeout.emit()
    progress = bar.findChildren(QProgressBar)[0]
    assert not bar.isHidden()
    assert progress.isHidden()
    bar.set_progress(0.25, "Reading")
    assert progress.value() == 250
    assert bar.findChildren(ElidedLabel)[0].text() == "Reading"


def test_cancelling_is_asked_once_and_said(qtbot: QtBot) -> None:
    bar, asked = BusyBar(), []
    qtbot.addWidget(bar)
    bar.cancel_requested.connect(lambda: asked.append(1))
    bar.start("Importing a.po…")
    button = bar.findChildren(QPushButton)[0]
    button.click()
    button.click()
    bar.set_progress(0.9, "Reading")
    assert asked == [1]
    assert bar.findChildren(ElidedLabel)[0].text() == "Cancelling…"
    bar.start("Exporting…")
    assert button.isEnabled()


def test_a_screen_reader_finds_the_words(qtbot: QtBot) -> None:
    badge = StateBadge(State.REJECTED)
    qtbot.addWidget(badge)
    interface = QAccessible.queryAccessibleInterface(badge)
    assert interface.text(QAccessible.Text.Name) == "State: Sent back"
