"""A unit is changed in its dialog, and nothing that was typed goes without a question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.memory.match import Match
from core.memory.unit import TranslationUnit
from desktop.panels.unit_dialog import UnitDialog
from desktop.pictures import settle

UNIT = TranslationUnit("The court sat.", "Суд заседал.", "en", "ru")


class Shown:
    """The dialog, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.dialog = UnitDialog(Match(UNIT, 100, 100.0, 100.0, memory="Legal", unit_id=4))
        qtbot.addWidget(self.dialog)
        self.told: list[TranslationUnit] = []
        self.dialog.kept.connect(self.told.append)
        self.dialog.show()
        self.dialog.activateWindow()
        settle()

    def type(self, target: str) -> None:
        self.dialog.editor._target.replace(target)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.dialog.editor._target, key, modifiers)
        settle()

    @property
    def box(self) -> QMessageBox | None:
        found = [box for box in self.dialog.findChildren(QMessageBox) if box.isVisible()]
        return found[0] if found else None

    def words(self) -> list[str]:
        assert self.box
        return [button.text() for button in self.box.buttons()]

    def answer(self, words: str) -> None:
        assert self.box
        next(button for button in self.box.buttons() if button.text() == words).click()
        settle()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(qtbot)
    yield made
    made.dialog.editor.take_back()


def test_esc_closes_where_nothing_was_typed(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Escape)
    assert shown.box is None
    assert not shown.dialog.isVisible()


def test_esc_asks_what_becomes_of_what_was_typed(shown: Shown) -> None:
    shown.type("Суд.")
    shown.press(Qt.Key.Key_Escape)
    assert shown.dialog.isVisible()
    shown.answer("Go on editing")
    assert shown.dialog.isVisible()
    assert shown.dialog.editor.typed == ["Суд."]
    shown.dialog.close()
    settle()
    shown.answer("Keep changes")
    assert [unit.target for unit in shown.told] == ["Суд."]
    assert shown.dialog.isVisible(), "who stores it closes the dialog"


def test_what_was_typed_goes_when_the_person_says_so(shown: Shown) -> None:
    shown.type("Суд.")
    shown.press(Qt.Key.Key_Escape)
    shown.answer("Drop them")
    assert not shown.dialog.isVisible()
    assert shown.told == []


def test_esc_in_the_question_goes_on(shown: Shown) -> None:
    shown.type("Суд.")
    shown.press(Qt.Key.Key_Escape)
    assert shown.box
    QTest.keyClick(shown.box, Qt.Key.Key_Escape)
    settle()
    assert shown.dialog.isVisible()
    assert shown.dialog.editor.typed == ["Суд."]


def test_a_unit_without_a_target_cannot_be_kept(shown: Shown) -> None:
    shown.type(" ")
    shown.press(Qt.Key.Key_Escape)
    assert sorted(shown.words()) == ["Drop them", "Go on editing"]


def test_ctrl_enter_keeps(shown: Shown) -> None:
    shown.type("Суд.")
    shown.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [unit.target for unit in shown.told] == ["Суд."]
