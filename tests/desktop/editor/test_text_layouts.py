"""What is painted stands where the live field has it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.editor.live_field import PADDING_X, LiveField
from desktop.editor.text_layouts import TextLayouts
from tests.desktop.editor.test_transcript import texts

WIDTH = 240
words = st.lists(st.sampled_from(("мемлекет", "a", "1\u00a0000", "oʻzbekcha", "\t", "—", "ў" * 60)))


@pytest.fixture
def field(qtbot: QtBot) -> LiveField:
    field = LiveField()
    qtbot.addWidget(field)
    field.resize(WIDTH + 2 * PADDING_X, 400)
    with qtbot.waitExposed(field):
        field.show()
    return field


def lines_of_field(field: LiveField) -> list[float]:
    """The height of each line."""
    heights = []
    block = field.document().firstBlock()
    while block.isValid():
        field.blockBoundingRect(block)  # lays it out
        layout = block.layout()
        heights += [layout.lineAt(number).height() for number in range(layout.lineCount())]
        block = block.next()
    return heights


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.one_of(words.map(" ".join), texts))
def test_lines_and_heights_are_those_of_the_field(field: LiveField, text: str) -> None:
    layouts = TextLayouts(field.font())
    field.load(text)
    layout = layouts.of(text, WIDTH)
    painted = [layout.lineAt(number).height() for number in range(layout.lineCount())]
    assert painted == lines_of_field(field)
    assert layouts.height(text, WIDTH) == pytest.approx(sum(painted), abs=1)


def test_an_empty_text_has_the_height_of_a_line() -> None:
    layouts = TextLayouts(QFont())
    assert layouts.height("", WIDTH) == layouts.height("one line", WIDTH) > 0


def test_a_new_font_lays_out_anew() -> None:
    layouts = TextLayouts(QFont())
    before = layouts.height("one line", WIDTH)
    larger = QFont()
    larger.setPointSizeF(larger.pointSizeF() * 3)
    layouts.font = larger
    assert layouts.height("one line", WIDTH) > before


def test_only_so_many_are_kept() -> None:
    layouts = TextLayouts(QFont())
    first = layouts.of("0", WIDTH)
    assert layouts.of("0", WIDTH) is first
    for number in range(1, 1100):
        layouts.of(str(number), WIDTH)
    assert layouts.of("0", WIDTH) is not first
