"""The table of segments: what it shows, and which rows."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.filtering import EVERYTHING, FilterError, Marks, SegmentFilter
from core.segment import Origin, OriginKind, State
from desktop.editor.columns import Column
from desktop.editor.segment_model import SegmentModel
from tests.desktop.editor.conftest import make_segments

ENDLESS = SegmentFilter(text=r"^(\w|\w\w|\w\w\w)+\d$", is_regex=True)
DRAFTS = SegmentFilter(states=frozenset({State.DRAFT}))


def shown(model: SegmentModel) -> list[int]:
    return [model.segment_at(row).id for row in range(model.rowCount())]


def test_it_is_a_sound_model(qtmodeltester: Any, model: SegmentModel) -> None:
    qtmodeltester.check(model)
    model.set_filter(DRAFTS)
    model.update_segments([replace(model.segment_at(0), target="changed")])
    model.set_segments(make_segments(3))


def test_cells_show_number_texts_state_and_match(model: SegmentModel) -> None:
    cells = [model.index(1, column).data() for column in Column]
    assert cells == [
        "2",
        "Everyone has the right to life.",
        "Әркімнің өмір сүруге құқығы бар.",
        "Translated",
        "87 %",
    ]


@pytest.mark.parametrize(
    ("origin", "badge"),
    [
        (Origin(OriginKind.MEMORY, 100), "100 %"),
        (Origin(OriginKind.MEMORY, 101), "101"),
        (Origin(OriginKind.MACHINE), "MT"),
        (Origin(OriginKind.TYPED), ""),
        (Origin(), ""),
    ],
)
def test_badges(model: SegmentModel, origin: Origin, badge: str) -> None:
    assert model.badge(replace(model.segment_at(0), origin=origin)) == badge


def test_headers_name_the_languages(model: SegmentModel) -> None:
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert titles == ["#", "Source · English", "Target · Kazakh", "State", "Match"]


def test_the_head_of_the_matches_explains_their_abbreviations(model: SegmentModel) -> None:
    role = Qt.ItemDataRole.ToolTipRole
    legend = model.headerData(Column.MATCH, Qt.Orientation.Horizontal, role)
    assert "AL: From alignment" in str(legend)
    assert model.headerData(Column.SOURCE, Qt.Orientation.Horizontal, role) is None


def test_a_screen_reader_hears_the_whole_row(model: SegmentModel) -> None:
    spoken = model.index(2, Column.TARGET).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Segment 3. Source: No one shall be held")
    assert spoken.endswith("Target: empty. State: New")
    spoken = model.index(1, Column.NUMBER).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("State: Translated. From memory, 87 %")


def test_tooltips_say_words_and_never_html_of_others(model: SegmentModel) -> None:
    model.set_marks(Marks(issues=frozenset({2}), comments=frozenset({2})))
    evil = Origin(OriginKind.MEMORY, 87, "<img src='file:///etc/hostname'>")
    model.update_segments([replace(model.segment_at(1), origin=evil, locked=True)])
    state = model.index(1, Column.STATE).data(Qt.ItemDataRole.ToolTipRole)
    assert state == "<p>Translated, locked, has issues, has comments</p>"
    match = model.index(1, Column.MATCH).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in match
    assert "<img" not in match


def test_segments_of_another_language_are_known(model: SegmentModel) -> None:
    turkmen = replace(model.segment_at(0), language="tk")
    assert model.is_foreign(turkmen)
    assert not model.is_foreign(model.segment_at(0))
    assert not model.is_foreign(replace(turkmen, language=""))
    model.update_segments([turkmen])
    tip = model.index(0, Column.MATCH).data(Qt.ItemDataRole.ToolTipRole)
    assert "Turkmen" in tip


def test_a_filter_shows_the_wanted_rows_and_those_to_keep(model: SegmentModel) -> None:
    model.set_filter(DRAFTS, keep=[1, 9999])
    assert shown(model) == [1, *range(4, 61, 6)]
    assert model.row_of(10) == 2
    assert model.row_of(2) is None
    assert (model.fitting, model.total) == (10, 60)
    model.show_also(2)
    model.show_also(4)
    assert (model.fitting, model.rowCount()) == (10, 12)
    model.set_filter(EVERYTHING, keep=[1])
    assert model.fitting == 60


def test_a_segment_that_no_longer_fits_keeps_its_row(model: SegmentModel) -> None:
    model.set_filter(DRAFTS)
    before = shown(model)
    model.update_segments([replace(model.segment_at(0), state=State.TRANSLATED)])
    assert shown(model) == before


def test_a_filter_that_takes_too_long_changes_nothing(model: SegmentModel) -> None:
    segments = make_segments(2)
    model.set_segments([replace(segments[0], source="слово" * 20), segments[1]])
    with pytest.raises(FilterError):
        model.set_filter(ENDLESS)
    assert shown(model) == [1, 2]


def test_a_filter_that_takes_too_long_on_the_next_document_is_taken_off(
    model: SegmentModel,
) -> None:
    model.set_filter(ENDLESS)
    model.set_segments([replace(make_segments(1)[0], source="слово" * 20)])
    assert shown(model) == [1]
    assert model.filter == EVERYTHING


def test_changes_of_hidden_and_foreign_segments_are_taken_quietly(
    qtbot: QtBot, model: SegmentModel
) -> None:
    model.set_filter(DRAFTS)
    hidden = replace(model.segment(1) or pytest.fail("missing"), target="changed")
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update_segments([hidden, replace(hidden, id=9999)])
    assert model.segment(1) == hidden
    assert model.segment(9999) is None


def test_one_signal_covers_all_changes(qtbot: QtBot, model: SegmentModel) -> None:
    changed = [replace(model.segment_at(row), target="x") for row in (7, 3)]
    with qtbot.waitSignal(model.dataChanged) as signal:
        model.update_segments(changed)
    assert signal.args is not None
    assert (signal.args[0].row(), signal.args[1].row()) == (3, 7)
