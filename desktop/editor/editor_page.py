"""The middle of the window: the filter bar and the grid of segments."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.document import Document
from core.filtering import Marks
from core.segment import Segment
from desktop.editor.filter_bar import FilterBar
from desktop.editor.segment_model import SegmentModel
from desktop.editor.segment_view import SegmentTable


class EditorPage(QWidget):
    """Shows the document of a workspace; it asks, and never changes a segment itself."""

    refused = Signal(str)
    """Why something the person tried is not possible."""

    @property
    def is_busy(self) -> bool:
        """Whether a filter is still looking."""
        return self.table.is_filtering

    def __init__(self) -> None:
        super().__init__()
        self.filter_bar = FilterBar()
        self.model = SegmentModel()
        self.table = SegmentTable(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter_bar)
        column.addWidget(self.table, 1)
        self.filter_bar.changed.connect(self.table.set_filter)
        self.table.shown_changed.connect(self.filter_bar.set_counts)
        self.table.filter_failed.connect(self.filter_bar.show_error)
        self.table.edit_refused.connect(self.refused)

    def is_settled(self) -> bool:
        """Whether the rows shown are those that the filter wants; where not yet, that is told."""
        if self.is_busy:
            self.refused.emit("The filter is still looking. Try again in a moment.")
        return not self.is_busy

    def show_document(self, document: Document, segments: Sequence[Segment]) -> None:
        """Show a document: from its first segment that is not confirmed, if it is another one."""
        here = self.table.current_segment()
        self.model.set_languages(document.source_language, document.target_language)
        self.table.set_segments(segments)
        waiting = (s for s in segments if not s.is_confirmed and not s.locked)
        is_there = here is not None and self.model.segment(here.id) is not None
        if not is_there and (first := next(waiting, None)):
            self.table.select_segment(first.id)
        self.table.edit_current()

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show what the document is made of now; the row at hand stays where it is."""
        self.table.set_segments(segments)

    def show_marks(self, issues: frozenset[int], comments: frozenset[int]) -> None:
        """Mark the segments that have issues or comments."""
        self.model.set_marks(Marks(issues, comments))

    def close_to_editing(self, reason: str) -> None:
        """Let nothing be typed, and say why when somebody tries; an empty reason opens it again."""
        self.table.closed_because = reason

    def clear(self) -> None:
        """Show nothing of a project that is closed."""
        self.filter_bar.clear()
        self.model.set_languages("", "")
        self.table.set_segments(())
