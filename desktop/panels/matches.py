"""Matches from memory for the current segment, numbered, the chosen one lit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.panels.card_list import CardList
from desktop.panels.match_card import MatchCard
from desktop.widgets.empty_hint import EmptyHint

if TYPE_CHECKING:
    from core.memory.match import Match


class MatchesPanel(QWidget):
    """Shows matches; each signal carries the one that something is wanted of."""

    chosen = Signal(object)
    """To be inserted."""
    edit_wanted = Signal(object)
    """Its unit is to be changed."""
    delete_wanted = Signal(object)
    """Its unit is to be taken out of its memory."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Matches")
        hint = EmptyHint(
            "database",
            "Confirmed segments like the current one appear here. Insert them with Ctrl+1 to 9.",
        )
        self._list = CardList("List of matches", hint)
        self._cards: list[MatchCard] = []
        self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)

    def show_matches(self, source: str, matches: "Sequence[Match]") -> None:
        """Show the matches for `source`, the best first."""
        self._cards = [MatchCard(number, source, m) for number, m in enumerate(matches, 1)]
        for place, card in enumerate(self._cards):
            card.pressed.connect(lambda place=place: self._light(place))
            card.chosen.connect(self.insert)
            card.menu_wanted.connect(self._show_menu)
        self._list.show_cards(self._cards)
        self._light(0)

    def choose(self, number: int) -> None:
        """The person wants match `number`, counted from 1; nothing happens where there is none."""
        if number <= len(self._cards):
            self.chosen.emit(self._cards[number - 1].match)

    def step(self, step: int) -> None:
        """Go to the match above (-1) or below (1)."""
        self._light(min(max(self._at + step, 0), max(len(self._cards) - 1, 0)))

    def insert(self) -> None:
        """The person wants the lit match."""
        if self._cards:
            self.chosen.emit(self._lit)

    def edit(self) -> None:
        """The person wants to change the unit of the lit match."""
        if self._cards:
            self.edit_wanted.emit(self._lit)

    def delete(self) -> None:
        """The person wants the unit of the lit match out of its memory."""
        if self._cards:
            self.delete_wanted.emit(self._lit)

    def copy(self) -> None:
        """Put the target of the lit match into the clipboard."""
        if self._cards:
            QGuiApplication.clipboard().setText(self._lit.offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the matches, and do what the menu does."""
        acts = {
            Qt.Key.Key_Up: lambda: self.step(-1),
            Qt.Key.Key_Down: lambda: self.step(1),
            Qt.Key.Key_Return: self.insert,
            Qt.Key.Key_Enter: self.insert,
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_Delete: self.delete,
        }
        if act := acts.get(Qt.Key(event.key())):
            act()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """Show, for the key that asks for it, the menu of the lit match."""
        if self._cards:
            card = self._cards[self._at]
            self._show_menu(card.mapToGlobal(card.rect().center()))

    @property
    def _lit(self) -> "Match":
        return self._cards[self._at].match

    def menu(self) -> QMenu:
        """What can be done with the lit match."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Insert", self.insert)
        menu.addAction("Copy target", self.copy)
        menu.addSeparator()
        for words, act in (("Edit unit…", self.edit), ("Delete unit", self.delete)):
            # Those of the project itself are segments, and changed in their place.
            menu.addAction(words, act).setEnabled(bool(self._lit.unit_id))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        self.menu().popup(at)

    def _light(self, place: int) -> None:
        self._at = place
        for number, card in enumerate(self._cards):
            card.set_current(number == place)
        if self._cards:
            self._list.ensure_visible(self._cards[place])
