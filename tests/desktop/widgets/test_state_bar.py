from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from core.segment import State
from desktop import theme
from desktop.widgets.state_bar import StateBar, in_words, paint_states, percent_done, share


def stretches(counts: dict[State, int], width: int = 100) -> list[str]:
    image = QImage(QSize(width, 6), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_states(painter, QRectF(image.rect()), counts)
    painter.end()
    return [image.pixelColor(x, 3).name() for x in range(width)]


def test_done_counts_what_somebody_stands_for() -> None:
    counts = {State.NEW: 5, State.DRAFT: 3, State.REJECTED: 2, State.TRANSLATED: 6, State.FINAL: 4}
    assert percent_done(counts) == 50
    assert percent_done({}) == 0


def test_one_hundred_per_cent_means_all() -> None:
    assert percent_done({State.NEW: 1, State.TRANSLATED: 9999}) == 99
    assert percent_done({State.FINAL: 3}) == 100
    assert percent_done({State.TRANSLATED: 29, State.NEW: 71}) == 29


def test_the_words_name_only_states_that_occur() -> None:
    assert in_words({State.TRANSLATED: 3, State.NEW: 1, State.DRAFT: 0}) == (
        "75 % of 4 segments done\nNew: 1\nTranslated: 3"
    )
    assert in_words({State.FINAL: 1}) == "100 % of 1 segment done\nFinal: 1"
    assert in_words({State.NEW: 0}) == share({}) == "No segments yet"
    assert share({State.NEW: 1000}) == "0 % of 1,000 segments"


def test_stretches_are_as_long_as_their_share_and_done_comes_first() -> None:
    colours = stretches({State.NEW: 50, State.DRAFT: 25, State.FINAL: 25})
    tokens = theme.tokens()
    assert colours[12] == tokens.state_final.name()
    assert colours[37] == tokens.state_draft.name()
    assert colours[60] == tokens.line.name()
    assert colours.count(tokens.line.name()) in range(46, 52)


def test_nothing_is_a_bare_track() -> None:
    assert {QColor(name).name() for name in stretches({})[3:-3]} == {theme.tokens().line.name()}


def test_the_bar_speaks(qtbot: QtBot) -> None:
    bar = StateBar()
    qtbot.addWidget(bar)
    assert bar.accessibleDescription() == "No segments yet"
    bar.set_counts({State.REJECTED: 1, State.FINAL: 1})
    assert bar.accessibleName() == "Progress"
    assert bar.accessibleDescription() == "50 % of 2 segments done, Sent back: 1, Final: 1"
    assert "Sent back: 1" in bar.toolTip()
