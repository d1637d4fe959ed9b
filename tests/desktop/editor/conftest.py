"""A document of segments, and the grid that shows it."""

import pytest
from pytestqt.qtbot import QtBot

from core.segment import Origin, OriginKind, Segment, State
from desktop.editor.segment_model import SegmentModel
from desktop.editor.segment_view import SegmentTable

TEXTS = (
    ("Article 1", "1-бап"),
    ("Everyone has the right to life.", "Әркімнің өмір сүруге құқығы бар."),
    ("No one shall be held in slavery or servitude. " * 6, ""),
    ("The Committee reports by 1\u00a0March.", "Комитет 1\u00a0наурызға дейін есеп береді."),
    ("First line\nSecond line", "Birinji setir\nIkinji setir"),
    ("Annex", "Oʻzbekcha ilova"),
)
STATES = (
    State.FINAL, State.TRANSLATED, State.NEW, State.DRAFT, State.REJECTED, State.REVIEWED,
)  # fmt: skip


def make_segments(count: int) -> list[Segment]:
    """Segments with the ids 1 … `count`."""
    return [
        Segment(
            id=number + 1,
            document_id=1,
            position=number,
            key=str(number),
            source=TEXTS[number % 6][0],
            target=TEXTS[number % 6][1],
            state=STATES[number % 6],
            origin=Origin(OriginKind.MEMORY, 87) if number % 6 == 1 else Origin(),
            language="en",
        )
        for number in range(count)
    ]


@pytest.fixture
def model() -> SegmentModel:
    model = SegmentModel()
    model.set_languages("en", "kk")
    model.set_segments(make_segments(60))
    return model


@pytest.fixture
def table(qtbot: QtBot, model: SegmentModel) -> SegmentTable:
    table = SegmentTable(model)
    qtbot.addWidget(table)
    table.resize(800, 500)
    with qtbot.waitExposed(table):
        table.show()
    table.activateWindow()
    table.edit_current()
    return table
