import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from core.concordance import Concordance, Hit, Phrase, Place
from core.memory.unit import TranslationUnit
from desktop import theme
from desktop.panels import hit_list
from desktop.panels.concordance import ConcordancePanel
from tests.desktop.panels.panel import MARKUP, is_plain, show, shows_hint, words

LONG = "The court hears the case, the court decides it, and the court is right. " * 3
PHRASE = Phrase("court")


def hit(source: str = LONG, target: str = MARKUP, *places: Place) -> Hit:
    return Hit(TranslationUnit(source, target, "en", "ru", document="a.txt"), places)


@pytest.fixture
def panel(qtbot: QtBot) -> ConcordancePanel:
    made = ConcordancePanel()
    show(qtbot, made)
    return made


def test_an_empty_panel_says_what_it_is_for(panel: ConcordancePanel) -> None:
    assert shows_hint(panel)
    panel.show_found(Concordance(PHRASE, (hit(),), 1))
    assert not shows_hint(panel)
    assert is_plain(panel)
    panel.clear()
    assert shows_hint(panel)


@pytest.mark.parametrize(
    ("hits", "total", "is_more", "said"),
    [
        (1, 1, False, "1 hit"),
        (3, 3, False, "3 hits"),
        (2, 437, False, "2 of 437 hits"),
        (2, 1000, True, "2 of more than 1,000 hits"),
        (0, 0, False, "0 hits"),
    ],
)
def test_it_is_told_how_many_there_are(
    panel: ConcordancePanel, hits: int, total: int, is_more: bool, said: str
) -> None:
    panel.show_found(Concordance(PHRASE, (hit(),) * hits, total, is_more))
    assert said in words(panel)
    assert panel.export.isEnabled() is bool(hits)


def test_what_takes_its_time_is_told(panel: ConcordancePanel) -> None:
    panel.show_progress(0.4, "Reading “Legal”…")
    assert "Reading “Legal”… 40%" in words(panel)


def test_a_screen_reader_hears_the_whole_hit(panel: ConcordancePanel) -> None:
    panel.show_found(Concordance(PHRASE, (hit("Court", "Суд"),), 1))
    model = panel.list.hits
    assert model.data(model.index(0)) == "Court – Суд (a.txt)"


def height(panel: ConcordancePanel, width: int) -> int:
    panel.resize(width, 600)
    option = QStyleOptionViewItem()
    option.font = panel.list.font()
    return panel.list.itemDelegate().sizeHint(option, panel.list.hits.index(0)).height()


def test_a_wide_list_has_source_and_target_side_by_side(panel: ConcordancePanel) -> None:
    panel.show_found(Concordance(PHRASE, (hit(LONG, LONG),), 1))
    assert height(panel, 1200) < height(panel, 700) < height(panel, 320)
    # A narrow one has them below each other: twice as high and more.
    assert height(panel, 630) > 1.5 * height(panel, 1200)


def test_the_phrase_is_lit_where_it_stands_though_qt_counts_otherwise() -> None:
    text = "𝒜 court,\r\nnext"
    formats = list(hit_list._formats(text, [Place(2, 7), Place(10, 14)]))
    assert [(each.start, each.length) for each in formats] == [(3, 5), (11, 4)]


def test_line_ends_break_lines_and_move_nothing() -> None:
    text = "a\r\nb\rc\nd"
    shown = hit_list._in_one_block(text)
    assert len(shown) == len(text)
    layout = hit_list._laid_out(text, (), 1000, hit_list.HitList())
    assert isinstance(layout, QTextLayout)
    assert layout.lineCount() == 4


@pytest.mark.parametrize("dark", [True, False])
def test_hits_are_painted_in_the_colours_of_the_theme(
    panel: ConcordancePanel, qapp: QApplication, dark: bool
) -> None:
    theme.apply(qapp, dark)
    panel.show_found(Concordance(PHRASE, (hit("court", "Суд", Place(0, 5)),), 1))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 300, 80)
    image = QImage(QSize(300, 80), QImage.Format.Format_RGB32)
    image.fill(theme.tokens().base)
    painter = QPainter(image)
    panel.list.itemDelegate().paint(painter, option, panel.list.hits.index(0))
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(60) for y in range(30)}
    assert theme.tokens().warning_tint.name() in colours
