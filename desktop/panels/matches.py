"""Matches from memory for the current segment, numbered, with what differs and why they score."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.panels.card_list import Card, CardList, line
from desktop.widgets.diff_label import DiffLabel
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.plain_text import label, tooltip

if TYPE_CHECKING:
    from core.memory.match import Match


class MatchesPanel(QWidget):
    """Shows matches; `chosen` carries the one that the person wants inserted."""

    chosen = Signal(object)

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
        for card in self._cards:
            card.chosen.connect(self.chosen)
        self._list.show_cards(self._cards)
        self._at = 0
        self._light()

    def choose(self, number: int) -> None:
        """The person wants match `number`, counted from 1; nothing happens where there is none."""
        if number <= len(self._cards):
            self.chosen.emit(self._cards[number - 1].match)

    def step(self, step: int) -> None:
        """Go to the match above (-1) or below (1)."""
        self._at = min(max(self._at + step, 0), max(len(self._cards) - 1, 0))
        self._light()

    def _light(self) -> None:
        for number, card in enumerate(self._cards):
            card.set_current(number == self._at)
        if self._cards:
            self._list.ensure_visible(self._cards[self._at])


class MatchCard(Card):
    """One match: number, score, where it is from, its source with what differs, its target."""

    chosen = Signal(object)

    def __init__(self, number: int, source: str, match: "Match") -> None:
        from core.diff import differences  # slow to import, and seldom the first thing wanted

        score = QLabel(f"{match.score} %" if match.score <= 100 else str(match.score))
        score.setProperty("strong", True)
        score.setToolTip(tooltip(explanation(match)))
        place = QLabel(str(number))
        place.setProperty("muted", True)
        where = ElidedLabel(_where_from(match))
        where.setProperty("muted", True)
        changes = DiffLabel()
        changes.set_pieces(differences(match.unit.source, source))
        super().__init__(
            line(place, score, where, stretch_after=1), changes, label(match.unit.target)
        )
        self.match = match
        self.setAccessibleName(f"Match {number}, {score.text()}: {match.unit.target}")

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Insert the match."""
        self.chosen.emit(self.match)


def explanation(match: "Match") -> str:
    """How the score came about, a line for each figure and each penalty."""
    lines = [f"Words alike: {int(match.word)} %", f"Characters alike: {int(match.char)} %"]
    if match.differences:
        lines.append("Differs in: " + ", ".join(sorted(match.differences)))
    lines += [f"−{penalty.points}: {penalty.reason}" for penalty in match.penalties]
    return "\n".join(lines)


def _where_from(match: "Match") -> str:
    unit = match.unit
    who = unit.changed_by or unit.author
    return " · ".join(part for part in (unit.document, who, unit.changed[:10]) if part)
