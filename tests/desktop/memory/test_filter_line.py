from pytestqt.qtbot import QtBot

from core.memory.memories import UnitFilter
from desktop.memory.filter_line import FilterLine


def test_days_may_be_written_as_people_write_them(qtbot: QtBot) -> None:
    line = FilterLine()
    qtbot.addWidget(line)
    line._since.setText("22.11.2026")
    line._until.setText("2027-1")
    assert line.wanted() == UnitFilter(since="2026-11-22", until="2027-01")
    line._since.setText("soon")
    line._until.clear()
    assert line.wanted() == UnitFilter()
