"""What the bottom of the window says: how far the project is, and what was stored last."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QStatusBar

from core.segment import State
from desktop import theme
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.state_bar import StateBar, share

_BAR_WIDTH = 160


class StatusLine(QStatusBar):
    """Progress by state at the left, the last act at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = StateBar()
        self._progress.setFixedWidth(_BAR_WIDTH)
        self._counts = QLabel()
        self._stored = ElidedLabel()
        self._stored.setProperty("muted", True)
        self.setContentsMargins(theme.SPACE_SMALL, 0, theme.SPACE_SMALL, 0)
        self.addWidget(self._progress)
        self.addWidget(self._counts)
        self.addPermanentWidget(self._stored)
        self.setSizeGripEnabled(False)

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """Show how many segments of the project are in each state."""
        self._progress.set_counts(counts)
        self._counts.setText(share(counts))

    def show_stored(self, words: str) -> None:
        """Say what was stored last."""
        self._stored.setText(words)
