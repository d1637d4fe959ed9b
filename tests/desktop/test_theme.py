import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import resources
from core.segment import State
from desktop import theme

BACKGROUNDS = (
    "window", "base", "alternate", "raised", "hover", "selection", "current_row",
    "error_tint", "warning_tint", "hint_tint", "inserted_tint", "deleted_tint",
)  # fmt: skip
TEXTS = (
    "text", "muted", "accent", "error", "warning", "hint", "inserted", "deleted",
    "state_new", "state_draft", "state_translated", "state_rejected", "state_reviewed",
    "state_final",
)  # fmt: skip
ICONS = sorted(path.stem for path in resources.path("icons").glob("*.svg"))
THEMES = pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, False)
    yield
    theme.apply(qapp, False)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def pixels(icon: QIcon, size: int = 32, ratio: float = 1.0) -> QImage:
    pixmap = icon.pixmap(QSize(size, size), ratio)
    return pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)


def silhouette(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x, y in product(range(image.width()), range(image.height()))
        if image.pixelColor(x, y).alpha() > 96
    }


def colours_in(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x, y in silhouette(image)}


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@THEMES
def test_every_text_can_be_read_on_every_background(colours: theme.Tokens) -> None:
    pairs = [
        *product(TEXTS, BACKGROUNDS),
        ("accent_text", "accent"),
        ("accent_text", "accent_hover"),
    ]
    weak = {
        (text, background): round(ratio, 2)
        for text, background in pairs
        if (ratio := contrast(getattr(colours, text), getattr(colours, background))) < 4.5
    }
    assert weak == {}


@THEMES
def test_fields_and_the_focus_stand_out(colours: theme.Tokens) -> None:
    for border, background in product(
        (colours.border, colours.accent), (colours.base, colours.window)
    ):
        assert contrast(border, background) >= 3


def test_every_colour_is_a_text_a_background_or_known_not_to_carry_meaning() -> None:
    others = {"accent_text", "accent_hover", "border", "edge", "line", "disabled"}
    assert {field.name for field in fields(theme.Tokens)} == {*TEXTS, *BACKGROUNDS, *others}


def test_words_are_there_for_every_state() -> None:
    assert set(theme.STATE_NAMES) == set(State)
    assert len(set(theme.STATE_NAMES.values())) == len(State)


def test_light_and_dark_are_in_force_when_asked_for(qapp: QApplication) -> None:
    theme.apply(qapp, True)
    assert theme.tokens() is theme.DARK
    assert qapp.palette().window().color() == theme.DARK.window
    theme.apply(qapp, False)
    assert theme.tokens() is theme.LIGHT
    assert qapp.palette().window().color() == theme.LIGHT.window


def test_a_system_without_a_scheme_is_light(qapp: QApplication) -> None:
    theme.apply(qapp, True)
    theme.apply(qapp, None)
    assert theme.tokens() is theme.LIGHT


@pytest.mark.parametrize("dark", [False, True])
def test_qt_understands_the_style_sheet(
    qtbot: QtBot, qapp: QApplication, qtlog: Any, dark: bool
) -> None:
    theme.apply(qapp, dark)
    button = QPushButton("Open")
    qtbot.addWidget(button)
    button.setProperty("primary", True)
    button.show()
    assert button.grab().toImage().pixelColor(12, 6).name() == theme.tokens().accent.name()
    assert not [record for record in qtlog.records if "tylesheet" in record.message]


def test_every_picture_of_the_style_sheet_is_there(qapp: QApplication) -> None:
    theme.apply(qapp, True)
    pictures = re.findall(r'url\("([^"]+)"\)', qapp.styleSheet())
    assert pictures
    assert [path for path in pictures if not Path(path).is_file()] == []


def test_the_typeface_has_the_letters_of_all_languages(qapp: QApplication) -> None:
    theme.apply(qapp, False)
    assert theme.has_letters(qapp.font())
    assert qapp.font().pointSizeF() >= 10


def test_a_larger_typeface_stays_as_large_when_the_theme_changes(qapp: QApplication) -> None:
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(17)
    qapp.setFont(larger)
    theme.apply(qapp, True)
    assert qapp.font().pointSizeF() == 17
    qapp.setFont(before)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_both_themes(qapp: QApplication, name: str) -> None:
    icon = theme.icon(name)
    for dark in (False, True):
        theme.apply(qapp, dark)
        image = pixels(icon)
        assert len(silhouette(image)) > 20
        assert theme.tokens().text.name() in colours_in(image)


def test_the_licence_of_the_icons_is_kept() -> None:
    assert "ISC License" in resources.path("icons/LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_icons_are_drawn_for_each_device_pixel(ratio: float) -> None:
    pixmap = theme.icon("search").pixmap(QSize(16, 16), ratio)
    assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert pixmap.devicePixelRatio() == ratio


def test_a_disabled_icon_recedes() -> None:
    pixmap = theme.icon("search").pixmap(QSize(32, 32), QIcon.Mode.Disabled)
    assert theme.tokens().disabled.name() in colours_in(pixmap.toImage())


def test_a_copied_and_changed_icon_is_still_drawn() -> None:
    icon = QIcon(theme.icon("search"))
    icon.setIsMask(True)  # makes Qt clone what draws it
    assert silhouette(pixels(icon)) == silhouette(pixels(theme.icon("search")))


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        theme.icon("no-such-icon")


def test_states_differ_by_shape_and_by_colour() -> None:
    images = {state: pixels(theme.state_icon(state)) for state in State}
    for one, other in combinations(State, 2):
        first, second = silhouette(images[one]), silhouette(images[other])
        assert len(first & second) / len(first | second) < 0.6, (one, other)
        assert colours_in(images[one]) != colours_in(images[other])


def test_a_state_icon_has_the_colour_of_its_state() -> None:
    for state in State:
        assert theme.tokens().of_state(state).name() in colours_in(pixels(theme.state_icon(state)))


def test_the_focus_is_shown_in_the_accent(qtbot: QtBot) -> None:
    window, button = QWidget(), QPushButton("Open")
    qtbot.addWidget(window)
    other = QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(button)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    assert theme.tokens().accent.name() in colours_in(button.grab().toImage())
    other.setFocus()
    assert theme.tokens().accent.name() not in colours_in(button.grab().toImage())


def test_a_ticked_entry_with_an_icon_shows_that_it_is_ticked(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    action = menu.addAction(theme.state_icon(State.DRAFT), "Draft")
    action.setCheckable(True)
    menu.resize(menu.sizeHint())
    accent = theme.tokens().accent.name()
    assert accent not in colours_in(menu.grab().toImage())
    action.setChecked(True)
    assert accent in colours_in(menu.grab().toImage())
