"""What the checks found in the open document."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.qa.issue import Issue, Severity
from core.segment import Segment
from desktop import theme
from desktop.panels.card_list import Card, CardList, line
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.plain_text import label

SHOWN = 200
"""More findings than anybody reads at once; the rest is counted."""

_ICONS = {
    Severity.ERROR: ("octagon-alert", "error"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.HINT: ("info", "hint"),
}


class IssuesPanel(QWidget):
    """Shows issues in the order of the text; asks to go to a segment, and to repair a target."""

    go_wanted = Signal(int)
    fix_wanted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Issues")
        self._list = CardList(
            "List of issues", EmptyHint("list-checks", "The checks found nothing wrong here.")
        )
        self._cards: dict[tuple[int, int, Issue], Card] = {}
        self._summary = QLabel()
        self._summary.setProperty("muted", True)
        self._summary.setContentsMargins(theme.SPACE_SMALL, theme.SPACE_SMALL, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._summary)
        column.addWidget(self._list, 1)

    def show_issues(
        self, segments: Mapping[int, Segment], found: Mapping[int, Sequence[Issue]]
    ) -> None:
        """Show the issues by segment id; `segments` are those of the document."""
        issues = sorted(
            ((segments[id_], issue) for id_, some in found.items() for issue in some),
            key=lambda pair: pair[0].position,
        )
        self._summary.setText(_summary([issue for _, issue in issues]))
        self._summary.setVisible(bool(issues))
        before, self._cards = self._cards, {}
        for segment, issue in issues[:SHOWN]:
            key = (segment.id, segment.position, issue)
            # Made anew, two hundred cards would hold up whoever confirms a segment.
            self._cards[key] = before.get(key) or self._card(segment, issue)
        self._list.show_cards(list(self._cards.values()))

    def _card(self, segment: Segment, issue: Issue) -> Card:
        number = segment.position + 1
        go = QPushButton(f"Segment {number}")
        go.setFlat(True)
        go.setAccessibleName(f"Go to segment {number}")
        go.clicked.connect(lambda: self.go_wanted.emit(segment.id))
        buttons: list[QWidget] = [IconLabel(theme.icon(*_ICONS[issue.severity])), go]
        if issue.fix is not None:
            fix, text = QPushButton("Repair"), issue.fix
            fix.setFlat(True)
            fix.clicked.connect(lambda: self.fix_wanted.emit(segment.id, text))
            buttons.append(fix)
        card = Card(line(*buttons, stretch_after=1), label(issue.message))
        card.setAccessibleName(f"{issue.severity.value}, segment {number}: {issue.message}")
        return card


def _summary(issues: Sequence[Issue]) -> str:
    counts = [
        f"{number} {severity.value}{'s' if number > 1 else ''}"
        for severity in Severity
        if (number := sum(1 for issue in issues if issue.severity is severity))
    ]
    rest = len(issues) - SHOWN
    return ", ".join(counts) + (f"; the first {SHOWN} are shown" if rest > 0 else "")
