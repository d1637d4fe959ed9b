from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from core.memory.memories import UnitFilter
from core.memory.selection import passes
from core.memory.unit import TranslationUnit
from desktop.memory.filter_line import FilterLine
from desktop.panels.moments import day, habits
from desktop.widgets.day_line import day as read


@pytest.fixture
def line(qtbot: QtBot) -> FilterLine:
    made = FilterLine()
    qtbot.addWidget(made)
    return made


def test_days_may_be_written_as_people_write_them(
    line: FilterLine, in_zone: Callable[[str], None]
) -> None:
    in_zone("Asia/Almaty")
    line._since.setText("22.11.2026")
    line._until.setText("2027-1")
    wanted = UnitFilter(since="2026-11-21T19:00:00Z", until="2027-01-31T18:59:59Z")
    assert line.wanted() == wanted
    line._since.setText("soon")
    line._until.clear()
    assert line.wanted() == UnitFilter()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Almaty", "America/New_York"])
def test_the_days_are_those_that_the_table_shows(
    line: FilterLine, in_zone: Callable[[str], None], zone: str
) -> None:
    in_zone(zone)
    line._since.setText("23.11.2026")
    line._until.setText("23.11.2026")
    for hour in range(48):
        moment = f"2026-11-{22 + hour // 24}T{hour % 24:02}:30:00Z"
        unit = TranslationUnit("Law", "Заң", "en", "kk", changed=moment)
        shown = read(day(moment), habits())
        assert passes(unit, line.wanted()) is (shown == "2026-11-23"), moment


def test_blanks_ask_for_nothing(line: FilterLine) -> None:
    for field in (line._text, line._person, line._document):
        field.setText("  ")
    assert line.wanted() == UnitFilter()
