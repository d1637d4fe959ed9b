"""The map beside the rows shows where doubt is, and leads there."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.alignment.session import TextSide
from desktop import theme
from desktop.alignment.doubt_map import DoubtMap
from tests.desktop.alignment.conftest import Aligning

CTRL = Qt.KeyboardModifier.ControlModifier


def made(qtbot: QtBot, rows: int, *doubtful: int) -> DoubtMap:
    found = DoubtMap()
    qtbot.addWidget(found)
    found.resize(QSize(14, 600))
    found.show_doubtful(rows, doubtful)
    return found


def marked(found: DoubtMap) -> list[int]:
    """The heights at which there is a mark."""
    image = found.grab().toImage()
    colour = theme.tokens().warning
    return [y for y in range(image.height()) if image.pixelColor(7, y) == colour]


def test_each_doubtful_row_has_its_mark(qtbot: QtBot) -> None:
    found = made(qtbot, 100, 0, 50, 99)
    assert marked(found) == [*range(6), *range(300, 306), *range(594, 600)]
    assert found.accessibleName() == "3 doubtful of 100 rows"


def test_marks_can_be_seen_among_many_rows(qtbot: QtBot) -> None:
    assert len(marked(made(qtbot, 20_000, 10_000))) == 3
    assert len(marked(made(qtbot, 20_000, *range(0, 20_000, 2)))) == 600
    assert marked(made(qtbot, 20_000, 19_999)) == [597, 598, 599]
    assert marked(made(qtbot, 0)) == []


def test_a_click_beside_a_mark_means_its_row(qtbot: QtBot) -> None:
    found = made(qtbot, 20_000, 9_990, 15_000)
    assert found.row_at(300) == 9_990
    assert found.row_at(0) == 0
    assert found.row_at(600) == 19_999
    assert found.row_at(450) == 15_000
    assert found.row_at(150) == 5_000


def test_a_click_on_one_of_two_marks_that_touch_means_that_one(qtbot: QtBot) -> None:
    found = made(qtbot, 100, 50, 51)
    assert [found.row_at(y) for y in (300, 303, 305.5, 306.5, 309, 312)] == [50, 50, 50, 51, 51, 51]


def test_a_single_row_is_one(qtbot: QtBot) -> None:
    assert made(qtbot, 1, 0).accessibleName() == "1 doubtful of 1 row"


def test_the_map_of_the_window_leads_to_the_row(aligning: Aligning) -> None:
    aligning.go_to(12)
    aligning.press(Qt.Key.Key_U, CTRL)
    aligning.go_to(2, TextSide.TARGET)
    map_ = aligning.window.map
    assert map_.accessibleName() == "2 doubtful of 18 rows"
    y = round(map_.height() * 12.2 / 18)
    QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=QPoint(5, y))
    assert (aligning.spot.row, aligning.spot.side) == (12, TextSide.TARGET)


def test_nobody_is_led_anywhere_without_rows(qtbot: QtBot) -> None:
    found = made(qtbot, 0)
    with qtbot.assertNotEmitted(found.wanted):
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
