from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.memory.match import Difference, Match, Penalty
from core.memory.unit import TranslationUnit
from core.people import Person, Role
from desktop.panels.match_card import MatchCard, explanation
from desktop.panels.matches import MatchesPanel
from desktop.pictures import settle
from desktop.widgets.diff_label import DiffLabel
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
        "words 80 %, characters 90 % · differs in numbers · −1 another document"
    )


def test_both_figures_what_differs_and_the_origin_can_be_read(matches: MatchesPanel) -> None:
    found = replace(match("Две.", 79), memory="Legal", unit_id=3)
    matches.show_matches("One duty.", [found])
    shown = words(matches)
    assert "words 80 %, characters 90 % · differs in numbers · −1 another document" in shown
    (origin,) = (text for text in shown if text.startswith("Legal · "))
    assert origin.endswith(" · a.txt")
    assert "2026" in origin


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (100, "identical text"),
        (101, "identical text, beside the same sentence"),
        (102, "identical text, between the same sentences"),
    ],
)
def test_an_identical_text_is_called_so(score: int, said: str) -> None:
    assert explanation(Match(match("a", 1).unit, score, 100.0, 100.0)) == said


def test_what_was_done_to_the_target_is_marked_and_offered(matches: MatchesPanel) -> None:
    found = match("Две.", 94)
    matches.show_matches(
        "One duty.",
        [
            replace(found, adapted="Одна.", repaired=True),
            replace(found, adapted="Dve.", transliterated=True),
        ],
    )
    shown = words(matches)
    assert [text for text in shown if text in ("numbers replaced", "other script")] == [
        "numbers replaced",
        "other script",
    ]
    assert {"Одна.", "Dve."} <= set(shown)
    assert "Две." not in shown


def test_a_card_with_every_mark_is_no_wider_than_the_panel(matches: MatchesPanel) -> None:
    found = replace(match("Dve.", 94), adapted="Dve.", repaired=True, transliterated=True)
    matches.show_matches("One duty.", [found])
    settle()
    (card,) = matches.findChildren(MatchCard)
    assert card.minimumSizeHint().width() <= card.width() < matches.width()


def test_sources_in_two_scripts_are_told_apart_in_one(matches: MatchesPanel) -> None:
    unit = TranslationUnit("Суд тез қарор қилади.", "Суд быстро решает.", "uz-Cyrl", "ru")
    compared = "Суд қарор қилади."
    found = Match(unit, 80, 80.0, 80.0, transliterated=True, compared=compared)
    matches.show_matches("Sud qaror qiladi.", [found])
    (changes,) = matches.findChildren(DiffLabel)
    assert changes.accessibleDescription().strip() == "deleted:  тез"


def test_keys_do_what_the_menu_does(matches: MatchesPanel) -> None:
    found = [replace(match(text, 90), memory="Legal", unit_id=1) for text in "ab"]
    matches.show_matches("One duty.", found)
    told: list[tuple[str, Match]] = []
    matches.chosen.connect(lambda one: told.append(("insert", one)))
    matches.edit_wanted.connect(lambda one: told.append(("edit", one)))
    matches.delete_wanted.connect(lambda one: told.append(("delete", one)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Up,
                Qt.Key.Key_Delete):  # fmt: skip
        QTest.keyClick(matches, key)
    menu = matches.menu()
    for action in menu.actions():
        action.trigger()
    menu.close()
    first, second = found
    assert told == [
        ("insert", second), ("edit", second), ("delete", first),
        ("insert", first), ("edit", first), ("delete", first),
    ]  # fmt: skip


def test_an_empty_panel_has_nothing_to_do(matches: MatchesPanel) -> None:
    told: list[object] = []
    for signal in (matches.chosen, matches.edit_wanted, matches.delete_wanted):
        signal.connect(told.append)
    for act in (matches.insert, matches.edit, matches.delete, matches.copy):
        act()
    assert told == []


def test_a_click_makes_a_match_the_chosen_one(matches: MatchesPanel) -> None:
    matches.show_matches("One duty.", [match("a", 100), match("b", 90)])
    QTest.mouseClick(matches.findChildren(MatchCard)[1], Qt.MouseButton.LeftButton)
    chosen: list[Match] = []
    matches.chosen.connect(chosen.append)
    matches.insert()
    assert [one.unit.target for one in chosen] == ["b"]
