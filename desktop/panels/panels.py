"""All panels together; they live as long as the window, while projects come and go."""

from PySide6.QtCore import QObject

from desktop.panels.comments import CommentsPanel
from desktop.panels.concordance import ConcordancePanel
from desktop.panels.documents import DocumentsPanel
from desktop.panels.history import HistoryPanel
from desktop.panels.issues import IssuesPanel
from desktop.panels.machine import MachinePanel
from desktop.panels.matches import MatchesPanel


class Panels(QObject):
    """The widgets of the docks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.documents = DocumentsPanel()
        self.matches = MatchesPanel()
        self.concordance = ConcordancePanel()
        self.machine = MachinePanel()
        self.comments = CommentsPanel()
        self.history = HistoryPanel()
        self.issues = IssuesPanel()

    def clear(self) -> None:
        """Show nothing of a project that is closed."""
        self.matches.show_matches("", ())
        self.concordance.clear()
        self.machine.show_off()
        self.comments.clear()
        self.history.show_changes(None, ())
        self.issues.show_issues({}, {})
