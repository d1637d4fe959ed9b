"""The memories that a project uses, as cards, and their files, open."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal

from core.errors import ExpectedError
from core.memory.memories import AttachedMemory
from desktop.memory.attached_card import AttachedCard
from desktop.memory.words import units
from desktop.panels.card_list import CardList
from desktop.widgets.empty_hint import EmptyHint
from services.memories import Memory, attached, change_attached, open_memory
from services.store import Store


class Shelf(CardList):
    """Lets a person say how the memories are used; each is known by the id of its use."""

    chosen = Signal(int)
    """The id of the memory that the person wants to look into."""
    changed = Signal()
    """The project uses its memories in another way now."""
    failed = Signal(object)
    """An expected error: how a memory is used could not be stored."""

    def __init__(self, store: Store) -> None:
        hint = EmptyHint("database", "The memories that this project uses beside its own segments.")
        super().__init__("Memories of the project", hint, margin=0)
        self._store = store
        self._open: dict[int, Memory] = {}
        self._cards_by_id: dict[int, AttachedCard] = {}

    def refresh(self) -> list[int]:
        """Show the memories as they are used now, and return their ids in their order."""
        found = attached(self._store)
        self._cards_by_id = {
            memory.id: self._cards_by_id.get(memory.id) or self._card(memory) for memory in found
        }
        self._show_order()
        for memory in found:
            self._cards_by_id[memory.id].show_use(memory)
            self.describe(memory.id)
        return list(self._cards_by_id)

    def memory(self, attached_id: int) -> Memory | None:
        """An open memory; None for one that could not be opened."""
        return self._open.get(attached_id)

    def id_of(self, memory: Memory) -> int:
        """The id of an open memory; 0 for one that is used no longer."""
        return next((id_ for id_, each in self._open.items() if each is memory), 0)

    def light(self, attached_id: int) -> None:
        """Show which memory is looked into."""
        for id_, card in self._cards_by_id.items():
            card.set_current(id_ == attached_id)

    def describe(self, attached_id: int) -> None:
        """Say how much there is in a memory now, or why it cannot be used."""
        card = self._cards_by_id[attached_id]
        try:
            if attached_id not in self._open:
                self._open[attached_id] = open_memory(Path(card.memory.path))
            memory = self._open[attached_id]
            words = units(memory.count())
        except ExpectedError as error:
            card.say(str(error), wrong=True)
            return
        read_only = memory.read_only
        card.say(f"{words}, to read only" if read_only else words, read_only=read_only)

    def let_go(self, attached_id: int) -> None:
        """Close the file of a memory."""
        if memory := self._open.pop(attached_id, None):
            memory.close()

    def let_go_of_all(self) -> None:
        """Close all files."""
        for attached_id in list(self._open):
            self.let_go(attached_id)

    def _card(self, memory: AttachedMemory) -> AttachedCard:
        card = AttachedCard(memory)
        card.chosen.connect(self.chosen)
        card.changed.connect(self._use)
        card.moved.connect(self._move)
        return card

    def _use(self, *wanted: AttachedMemory) -> None:
        """Use memories so, or show how they are used where that cannot be stored."""
        try:
            for memory in wanted:
                change_attached(self._store, memory)
                self._cards_by_id[memory.id].show_use(memory)
        except ExpectedError as error:
            for card in self._cards_by_id.values():
                card.show_use(card.memory)
            self.failed.emit(error)
        self.changed.emit()

    def _move(self, attached_id: int, step: int) -> None:
        order = list(self._cards_by_id)
        place = order.index(attached_id)
        other = min(max(place + step, 0), len(order) - 1)
        order[place], order[other] = order[other], order[place]
        uses = [self._cards_by_id[id_].memory for id_ in order]
        self._use(*(replace(memory, priority=number) for number, memory in enumerate(uses, 1)))
        self._cards_by_id = {use.id: self._cards_by_id[use.id] for use in attached(self._store)}
        self._show_order()

    def _show_order(self) -> None:
        cards = list(self._cards_by_id.values())
        self.show_cards(cards)
        for card in cards:
            card.show_place(first=card is cards[0], last=card is cards[-1])
