"""A filter is looked for off the interface thread, in the segments as they were when it was set."""

from collections.abc import Iterable
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.filtering import NO_MARKS, Marks, SegmentFilter, select
from core.segment import Segment
from desktop.editor import filter_search
from desktop.editor.filter_search import FilterSearch
from tests.desktop.editor.conftest import make_segments

ANNEX = SegmentFilter(text="^Annex$", is_regex=True)


def test_what_changes_meanwhile_is_not_half_in_the_answer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = Event()

    def late(segments: Iterable[Segment], wanted: SegmentFilter, marks: Marks) -> list[int]:
        """As if the thread had got as far as the second segment."""
        going = iter(segments)
        first = next(going)
        changed.wait()
        return select([first, *going], wanted, marks)

    monkeypatch.setattr(filter_search, "select", late)
    parent = QObject()
    search, segments = FilterSearch(parent), make_segments(12)
    with qtbot.waitSignal(search.found) as found:
        search.start(segments, ANNEX, NO_MARKS)
        for place in (0, 5, 11):
            segments[place] = replace(segments[place], source="Annex" if not place else "Law")
        changed.set()
    assert found.args == [ANNEX, [5, 11]]
