import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.memory.match import Difference, Match, Penalty
from core.memory.unit import TranslationUnit
from core.people import Person, Role
from desktop.panels.matches import MatchCard, MatchesPanel, explanation
from tests.desktop.panels.panel import MARKUP, is_plain, show, shows_hint, words

AT = "2026-11-22T10:15:00Z"
BOLAT = Person("Bolat <b>", Role.REVIEWER)


PENALTY = Penalty("another document", 1)


def match(target: str, score: int) -> Match:
    unit = TranslationUnit("Two duties.", target, "en", "ru", document="a.txt", changed=AT)
    return Match(unit, score, 80.0, 90.0, (PENALTY,), frozenset({Difference.NUMBERS}))


@pytest.fixture
def matches(qtbot: QtBot) -> MatchesPanel:
    panel = MatchesPanel()
    show(qtbot, panel)
    return panel


def test_an_empty_panel_says_what_it_is_for(matches: MatchesPanel) -> None:
    assert shows_hint(matches)
    matches.show_matches("One duty.", [match("a", 100)])
    assert not shows_hint(matches)
    matches.show_matches("Else.", ())
    assert shows_hint(matches)


def test_matches_are_numbered_and_say_where_they_are_from(matches: MatchesPanel) -> None:
    matches.show_matches("One duty.", [match(MARKUP, 101), match("Две.", 87)])
    shown = words(matches)
    figures = [word for word in shown if word in ("1", "2", "101", "87 %")]
    assert figures == ["1", "101", "2", "87 %"]
    assert MARKUP in shown
    assert is_plain(matches)
    cards = matches.findChildren(MatchCard)
    assert cards[1].accessibleName() == "Match 2, 87 %: Две."


def test_a_match_is_chosen_by_number_and_by_double_click(matches: MatchesPanel) -> None:
    found = [match("a", 100), match("b", 90)]
    matches.show_matches("One duty.", found)
    chosen: list[Match] = []
    matches.chosen.connect(chosen.append)
    for number in (2, 3, 9):
        matches.choose(number)
    QTest.mouseDClick(matches.findChildren(MatchCard)[0], Qt.MouseButton.LeftButton)
    assert chosen == [found[1], found[0]]


def test_one_match_is_lit_and_the_light_stays_among_them(matches: MatchesPanel) -> None:
    matches.step(1)
    matches.show_matches("One duty.", [match("a", 100), match("b", 90)])

    def lit() -> list[bool]:
        return [bool(card.property("current")) for card in matches._cards]

    assert lit() == [True, False]
    matches.step(1)
    matches.step(1)
    assert lit() == [False, True]
    matches.step(-1)
    matches.step(-1)
    assert lit() == [True, False]


def test_a_score_can_be_explained() -> None:
    assert explanation(match("a", 79)) == (
        "Words alike: 80 %\nCharacters alike: 90 %\nDiffers in: numbers\n−1: another document"
    )
