"""The history of the current segment: every version, what changed, and a way back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.history import Change, ChangeKind, Version
from core.segment import Segment
from desktop.panels.card_list import Card, CardList, line
from desktop.panels.moments import shown
from desktop.widgets.diff_label import DiffLabel
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.plain_text import label
from desktop.widgets.state_badge import StateBadge

_VERBS = {
    ChangeKind.EDIT: "edited",
    ChangeKind.CONFIRM: "confirmed",
    ChangeKind.APPROVE: "approved",
    ChangeKind.SEND_BACK: "sent back",
    ChangeKind.RESTORE: "restored",
    ChangeKind.LOCK: "locked",
    ChangeKind.UNLOCK: "unlocked",
    ChangeKind.JOIN: "joined with the next",
    ChangeKind.PRETRANSLATE: "pre-translated",
    ChangeKind.CONVERT: "converted to another script",
    ChangeKind.PROPAGATE: "translated it elsewhere",
    ChangeKind.UNDO: "took back",
    ChangeKind.REDO: "did again",
}


class HistoryPanel(QWidget):
    """Shows changes, the newest first; `restore_wanted` carries the Version to bring back."""

    restore_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("History")
        self._list = CardList(
            "List of changes",
            EmptyHint("history", "Who changed this segment, when and how, appears here."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)

    def show_changes(self, segment: Segment | None, changes: Sequence[Change]) -> None:
        """Show the history of `segment`, given with the oldest change first."""
        if segment is None or not changes:
            self._list.show_hint()
            return
        now = Version.of(segment)
        cards = [self._card(change, now) for change in reversed(condensed(changes))]
        first = changes[0].before
        if first.target:
            cards.append(self._first(first, now))
        self._list.show_cards(cards)

    def _card(self, change: Change, now: Version) -> Card:
        who = label(f"{change.person.name} {_VERBS[change.kind]}")
        who.setProperty("strong", True)
        when = QLabel(shown(change.at))
        when.setProperty("muted", True)
        rows: list[QWidget] = []
        if change.before.target != change.after.target:
            from core.diff import differences  # slow to import, and seldom the first thing wanted

            changed = DiffLabel()
            changed.set_pieces(differences(change.before.target, change.after.target))
            rows.append(changed)
        if change.reason:
            rows.append(label(change.reason))
        badge = StateBadge(change.after.state)
        bottom = line(badge, *self._restore(change.after, now))
        card = Card(who, when, *rows, bottom)
        card.setAccessibleName(f"{who.text()}, {when.text()}")
        return card

    def _first(self, version: Version, now: Version) -> Card:
        title = QLabel("As it came")
        title.setProperty("strong", True)
        bottom = line(StateBadge(version.state), *self._restore(version, now))
        return Card(title, label(version.target), bottom)

    def _restore(self, version: Version, now: Version) -> list[QWidget]:
        if version == now:
            return []
        button = QPushButton("Restore")
        button.setFlat(True)
        button.clicked.connect(lambda: self.restore_wanted.emit(version))
        return [button]


def condensed(changes: Sequence[Change]) -> list[Change]:
    """The changes, with one for all that somebody typed in a row: it is stored every second."""
    kept: list[Change] = []
    for change in changes:
        last = kept[-1] if kept else None
        if last and last.kind is change.kind is ChangeKind.EDIT and last.person == change.person:
            kept[-1] = replace(change, before=last.before)
        else:
            kept.append(change)
    return kept
