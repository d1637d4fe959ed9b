import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.panels.card_list import Card, CardList
from desktop.pictures import settle
from desktop.widgets.empty_hint import EmptyHint
from tests.desktop.panels.panel import show, shows_hint, words


def card(text: str) -> Card:
    return Card(QLabel(text))


@pytest.fixture
def cards(qtbot: QtBot) -> CardList:
    made = CardList("List of cards", EmptyHint("inbox", "Nothing."))
    show(qtbot, made)
    return made


def order(cards: CardList) -> list[str]:
    """The texts of the cards from top to bottom, as they lie on the screen."""
    settle()
    found = [one for one in cards.findChildren(Card) if one.isVisible()]
    found.sort(key=lambda one: one.y())
    return [one.findChildren(QLabel)[0].text() for one in found]


def test_cards_come_in_their_order_and_the_hint_where_there_are_none(cards: CardList) -> None:
    assert shows_hint(cards)
    cards.show_cards([card("a"), card("b")])
    assert order(cards) == ["a", "b"]
    assert not shows_hint(cards)
    cards.show_hint()
    assert words(cards) == ["Nothing."]
    assert cards.findChildren(Card) == []


def test_cards_that_stay_are_kept_and_the_others_go_for_good(cards: CardList) -> None:
    a, b, c, d = (card(text) for text in "abcd")
    cards.show_cards([a, b, c])
    cards.show_cards([d, c, a])
    assert order(cards) == ["d", "c", "a"]
    assert b not in cards.findChildren(Card)
    cards.show_cards([a, d, c])
    assert order(cards) == ["a", "d", "c"]


def test_a_button_may_lead_to_other_cards(cards: CardList) -> None:
    button = QPushButton("on")
    button.clicked.connect(lambda: cards.show_cards([card("next")]))
    cards.show_cards([Card(button)])
    button.click()
    assert order(cards) == ["next"]


def test_other_cards_begin_at_the_first_and_the_end_can_be_shown(cards: CardList) -> None:
    bar = cards._area.verticalScrollBar()
    cards.show_cards([card(str(number)) for number in range(100)])
    cards.show_end()
    settle()
    assert bar.value() == bar.maximum() > 0
    cards.show_cards([card(str(number)) for number in range(100)])
    settle()
    assert bar.value() == 0


def test_the_place_is_kept_where_cards_stay(cards: CardList) -> None:
    many = [card(str(number)) for number in range(100)]
    bar = cards._area.verticalScrollBar()
    cards.show_cards(many)
    settle()
    bar.setValue(500)
    cards.show_cards(many[:-1])
    settle()
    assert bar.value() == 500
