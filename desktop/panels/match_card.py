"""A match from memory on a card: what it says, how far it fits, where it is from."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop.panels.card_list import Card, line
from desktop.panels.whence import whence
from desktop.widgets.diff_label import DiffLabel
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.plain_text import label, tooltip

if TYPE_CHECKING:
    from core.memory.match import Match

_GOOD = 85
_IDENTICAL = {
    100: "identical text",
    101: "identical text, beside the same sentence",
    102: "identical text, between the same sentences",
}


class MatchCard(Card):
    """One match; its differences are painted from the unit's source to the wanted one.

    Those are both in the letters of the unit.
    """

    pressed = Signal()
    chosen = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, number: int, source: str, match: "Match") -> None:
        from core.diff import differences  # slow to import, and seldom the first thing wanted

        self.match = match
        changes = DiffLabel()
        changes.set_pieces(differences(match.unit.source, match.compared or source))
        # The card is what a menu is asked of.
        changes.setContextMenuPolicy(changes.contextMenuPolicy().NoContextMenu)
        where = ElidedLabel(whence(match.unit, match.memory))
        where.setProperty("muted", True)
        why = label(explanation(match), muted=True)
        head, offer = _head(number, match), label(match.offer)
        super().__init__(head, *_marks(match), changes, offer, why, where)
        where.setVisible(bool(where.text()))
        said = ", ".join([_figure(match), *marks(match)])
        self.setAccessibleName(f"Match {number}, {said}: {match.offer}")
        self.setAccessibleDescription(f"{explanation(match)}. {where.text()}")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Make it the chosen one."""
        self.pressed.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Insert the match."""
        self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with it."""
        self.pressed.emit()
        self.menu_wanted.emit(event.globalPos())


def explanation(match: "Match") -> str:
    """How the score came about: both figures, what differs, each penalty."""
    if match.is_exact and not match.penalties:
        parts = [_IDENTICAL[match.score]]
    else:
        parts = [f"words {int(match.word)} %, characters {int(match.char)} %"]
    if match.differences:
        kinds = ", ".join(sorted(match.differences))
        parts.append(f"differs in {kinds}")
    parts += [f"−{penalty.points} {penalty.reason}" for penalty in match.penalties]
    return " · ".join(parts)


def marks(match: "Match") -> list[str]:
    """What was done to the target to make it fit."""
    done = {"numbers replaced": match.repaired, "other script": match.transliterated}
    return [words for words, is_so in done.items() if is_so]


def _head(number: int, match: "Match") -> QHBoxLayout:
    place = QLabel(str(number))
    place.setProperty("strong", True)
    score = QLabel(_figure(match))
    score.setProperty("pill", _kind(match))
    score.setToolTip(tooltip(explanation(match)))
    return line(place, score, stretch_after=1)


def _marks(match: "Match") -> list[QHBoxLayout]:
    """A row of the marks, where there are any: beside the score a narrow panel has no room."""
    pills = [ElidedLabel(words) for words in marks(match)]
    for pill in pills:
        pill.setProperty("pill", "mark")
        pill.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return [line(*pills, stretch_after=len(pills) - 1)] if pills else []


def _figure(match: "Match") -> str:
    return f"{match.score} %" if match.score <= 100 else str(match.score)


def _kind(match: "Match") -> str:
    if match.score >= 100:
        return "exact"
    return "good" if match.score >= _GOOD else "far"
