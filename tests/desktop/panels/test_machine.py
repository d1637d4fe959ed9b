import pytest
from pytestqt.qtbot import QtBot

from core.engine import Suggestion
from core.people import Person, Role
from core.segment import Origin, OriginKind
from desktop.panels.machine import MachinePanel
from tests.desktop.panels.panel import MARKUP, is_plain, press, show, words

AT = "2026-11-22T10:15:00Z"
BOLAT = Person("Bolat <b>", Role.REVIEWER)


@pytest.fixture
def machine(qtbot: QtBot) -> MachinePanel:
    panel = MachinePanel()
    show(qtbot, panel)
    return panel


def test_the_machine_is_off_until_it_is_set_up(qtbot: QtBot, machine: MachinePanel) -> None:
    assert "no text leaves this computer" in " ".join(words(machine))
    with qtbot.waitSignal(machine.settings_wanted, timeout=1000):
        press(machine, "Set up…")


def test_it_asks_for_no_more_room_than_it_needs() -> None:
    panel = MachinePanel()
    needed = panel.minimumSizeHint().width()
    assert needed < 300, "the dock is 320 pixels wide at first"
    panel.deleteLater()


def test_asking_waiting_and_the_answer(qtbot: QtBot, machine: MachinePanel) -> None:
    machine.show_ready()
    with qtbot.waitSignal(machine.asked, timeout=1000):
        press(machine, "Translate segment")
    machine.show_busy()
    with qtbot.waitSignal(machine.cancelled, timeout=1000):
        press(machine, "Cancel")
    answer = Suggestion(MARKUP, Origin(OriginKind.MACHINE, detail="LibreTranslate"))
    machine.show_answer(answer)
    assert words(machine) == ["LibreTranslate", MARKUP]
    assert is_plain(machine)
    with qtbot.waitSignal(machine.chosen, timeout=1000) as chosen:
        press(machine, "Insert")
    assert chosen.args == [answer]


def test_a_problem_takes_the_place_of_an_answer(machine: MachinePanel) -> None:
    machine.show_answer(Suggestion("a", Origin(OriginKind.MACHINE)))
    machine.show_problem("LibreTranslate has a fault (HTTP 500).")
    assert words(machine) == ["LibreTranslate has a fault (HTTP 500)."]
    machine.show_ready()
    assert words(machine) == []
