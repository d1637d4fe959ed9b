"""A column of cards that scrolls, or a hint while there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.empty_hint import EmptyHint


class Card(QFrame):
    """A framed piece of a panel with a column of widgets; `current` lights it up."""

    def __init__(self, *rows: QWidget | QLayout) -> None:
        super().__init__()
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_MEDIUM, theme.SPACE_SMALL, theme.SPACE_MEDIUM, theme.SPACE_SMALL
        )
        column.setSpacing(theme.SPACE_TINY)
        for row in rows:
            if isinstance(row, QLayout):
                column.addLayout(row)
            else:
                column.addWidget(row)

    def set_current(self, current: bool) -> None:
        """Light the card up, or not."""
        self.setProperty("current", current)
        self.style().polish(self)  # the style sheet colours it by this property


class CardList(QWidget):
    """Shows cards from the top, or `hint` where there are none; a screen reader calls it `name`.

    `margin` is the room around the cards, in pixels.
    """

    def __init__(self, name: str, hint: EmptyHint, margin: int = theme.SPACE_SMALL) -> None:
        super().__init__()
        self._area = _scrolling()
        self._area.setAccessibleName(name)
        self._cards: list[QWidget] = []
        self._column = self._make_column(margin)
        self._follows_end = False
        self._area.verticalScrollBar().rangeChanged.connect(self._follow)
        around_hint = _scrolling()
        around_hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around_hint.setWidget(hint)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(around_hint)
        self._pages.addWidget(self._area)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards; those that are here already stay, the others go for good.

        Without any that stays, it begins at the first.
        """
        self._follows_end = False
        gone = set(self._cards).difference(cards)
        if len(gone) == len(self._cards):
            self._area.verticalScrollBar().setValue(0)
        for card in gone:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()  # later, since one of its buttons may have led here
        for place, card in enumerate(cards):
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        self._cards = list(cards)
        self._pages.setCurrentIndex(1 if cards else 0)

    def show_hint(self) -> None:
        """Show no cards."""
        self.show_cards(())

    def ensure_visible(self, card: QWidget) -> None:
        """Scroll to a card."""
        self._area.ensureWidgetVisible(card)

    def show_end(self) -> None:
        """Scroll to the last card, also once it has its place."""
        self._follows_end = True
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _make_column(self, margin: int) -> QVBoxLayout:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*[margin] * 4)
        column.setSpacing(theme.SPACE_SMALL)
        column.addStretch()
        self._area.setWidget(inside)
        return column

    def _follow(self, _low: int, high: int) -> None:
        if self._follows_end:
            self._area.verticalScrollBar().setValue(high)


def _scrolling() -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def line(*widgets: QWidget, stretch_after: int = 0) -> QHBoxLayout:
    """Widgets in a row; the room that is left goes behind the one numbered `stretch_after`."""
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_SMALL)
    for number, widget in enumerate(widgets):
        row.addWidget(widget)
        if number == stretch_after:
            row.addStretch()
    return row
