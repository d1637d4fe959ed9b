from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.segment import State
from desktop.welcome.page import WelcomePage
from desktop.welcome.project_card import ProjectCard, RecentProject
from desktop.widgets.empty_hint import EmptyHint

CODE = RecentProject(
    "/p/code.terjiman", "Code", "ru", "uz-Cyrl", {State.NEW: 1, State.FINAL: 1}, "today"
)
REPORT = RecentProject("/p/report.terjiman", "Report <i>", "tk", "en", {}, "3 November")


@pytest.fixture
def page(qtbot: QtBot) -> WelcomePage:
    made = WelcomePage()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


def cards(page: WelcomePage) -> list[ProjectCard]:
    return page.findChildren(ProjectCard)


def files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def drop(page: WelcomePage, data: QMimeData) -> bool:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    entering.ignore()
    page.dragEnterEvent(entering)
    if entering.isAccepted():
        page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    return entering.isAccepted()


def test_each_button_asks_for_its_act(qtbot: QtBot, page: WelcomePage) -> None:
    new, open_, sample = page.findChildren(QPushButton)[:3]
    with qtbot.waitSignal(page.new_requested, timeout=1000):
        new.click()
    with qtbot.waitSignal(page.open_requested, timeout=1000) as asked:
        open_.click()
    assert asked.args == [""]
    with qtbot.waitSignal(page.sample_requested, timeout=1000):
        sample.click()


def test_without_projects_it_says_what_the_place_is_for(page: WelcomePage) -> None:
    assert page.findChildren(EmptyHint)
    page.set_recent([CODE])
    assert not page.findChildren(EmptyHint)


def test_a_card_tells_all_about_its_project(page: WelcomePage) -> None:
    page.set_recent([CODE, REPORT])
    first, second = cards(page)
    words = {label.text() for label in first.findChildren(QLabel)}
    assert words == {"Code", "Russian → Uzbek (Cyrillic)", CODE.path, "50 %", "today"}
    assert first.text() == "Code"
    assert first.accessibleDescription() == (
        "Russian → Uzbek (Cyrillic); 50 % of 2 segments done, New: 1, Final: 1; /p/code.terjiman"
    )
    formats = {label.textFormat() for label in second.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_card_opens_by_key(qtbot: QtBot, page: WelcomePage, key: Qt.Key) -> None:
    page.set_recent([CODE])
    with qtbot.waitSignal(page.open_requested, timeout=1000) as asked:
        QTest.keyClick(cards(page)[0], key)
    assert asked.args == [CODE.path]


def test_a_card_opens_by_click_also_on_its_words(qtbot: QtBot, page: WelcomePage) -> None:
    page.set_recent([CODE])
    page.show()
    with qtbot.waitSignal(page.open_requested, timeout=1000):
        QTest.mouseClick(cards(page)[0].findChildren(QLabel)[0], Qt.MouseButton.LeftButton)


def test_a_card_is_removed_by_key_and_by_button_without_opening(page: WelcomePage) -> None:
    page.set_recent([CODE, REPORT])
    removed: list[str] = []
    opened: list[str] = []
    page.recent_removed.connect(removed.append)
    page.open_requested.connect(opened.append)
    QTest.keyClick(cards(page)[0], Qt.Key.Key_Delete)
    cards(page)[1].findChildren(QToolButton)[0].click()
    assert removed == [CODE.path, REPORT.path]
    assert opened == []


def test_enter_goes_on_with_the_last_project(qtbot: QtBot, page: WelcomePage) -> None:
    page.set_recent([CODE, REPORT])
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    assert cards(page)[0].hasFocus()
    page.set_recent([REPORT])
    assert page.focusWidget() is page.focusProxy()
    assert isinstance(page.focusWidget(), ProjectCard)


def test_long_names_do_not_push_anything_out(page: WelcomePage) -> None:
    long = RecentProject(
        "/" + "folder/" * 60 + "x.terjiman", "Name " * 60, "ru", "uz-Latn", {}, "today"
    )
    page.set_recent([long])
    page.show()
    assert cards(page)[0].width() <= page._recent.viewport().width()


def test_dropped_documents_are_handed_on(qtbot: QtBot, page: WelcomePage, tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("Мәтін.txt", "b.tmx")]
    with qtbot.waitSignal(page.files_dropped, timeout=1000) as dropped:
        assert drop(page, files(*paths))
    assert dropped.args == [paths]


def test_a_dropped_project_is_opened(qtbot: QtBot, page: WelcomePage) -> None:
    with qtbot.waitSignal(page.open_requested, timeout=1000) as asked:
        drop(page, files("/p/Code.TERJIMAN"))
    assert asked.args == ["/p/Code.TERJIMAN"]


def test_what_is_no_file_is_not_taken(page: WelcomePage) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.tmx")])
    assert not drop(page, data)
