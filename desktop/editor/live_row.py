"""The two fields over the current row: its source to read and copy, its target to type into."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.review import why_closed
from core.segment import Segment
from desktop.editor.live_field import LiveField
from desktop.theme import STATE_NAMES


class LiveRow(QObject):
    """Keeps the same two fields for every row, so that going to a row makes no widget."""

    typed = Signal(int, str)
    """A person changed the target of the segment with this id into this text."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.segment: Segment | None = None
        self.closed_because = ""
        self.source = LiveField(viewport)
        self.target = LiveField(viewport)
        self.source.set_editable(False)
        self.target.edited.connect(self._on_edited)
        for field in self:
            field.hide()

    def __iter__(self) -> Iterator[LiveField]:
        yield self.source
        yield self.target

    @property
    def focused(self) -> LiveField:
        """The field with the focus; the target where neither has it."""
        return self.source if self.source.hasFocus() else self.target

    @property
    def target_text(self) -> str:
        """The target as it stands in the field."""
        return self.target.text()

    @property
    def refusal(self) -> str:
        """Why the target cannot be edited, or nothing where it can."""
        return self.closed_because or (why_closed(self.segment) if self.segment else "")

    def open(self, segment: Segment) -> None:
        """Show another segment; what is being composed still belongs to the one before."""
        if self.target.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.segment = segment
        for field, text in ((self.source, segment.source), (self.target, segment.target)):
            field.load(text)
            field.show()
        self._describe(segment)

    def close(self) -> None:
        """Show no segment."""
        self.segment = None
        for field in self:
            field.hide()

    def refresh(self, segment: Segment) -> None:
        """Take over what changed in the segment that is shown.

        A target that did not change leaves what was typed since alone, and one that was only
        stored as it was typed leaves caret and undo alone.
        """
        before, self.segment = self.segment, segment
        if before is None or segment.source != before.source:
            self.source.load(segment.source)
        is_new = before is None or segment.target != before.target
        if is_new and segment.target != self.target.text():
            self.target.load(segment.target, self.target.textCursor().position())
        self._describe(segment)

    def show_stored(self) -> None:
        """Show the target as it is stored; what was typed over it is gone."""
        if self.segment is not None:
            self.target.load(self.segment.target, self.target.textCursor().position())

    def place(self, source: QRect, target: QRect) -> None:
        """Lay the fields over these cells."""
        self.source.setGeometry(source)
        self.target.setGeometry(target)

    def set_font(self, font: QFont) -> None:
        """Use the font of the painted cells."""
        for field in self:
            field.setFont(font)

    def _describe(self, segment: Segment) -> None:
        reason = self.refusal
        self.target.set_editable(not reason)
        number = segment.position + 1
        self.source.setAccessibleName(f"Source of segment {number}")
        self.target.setAccessibleName(f"Target of segment {number}, {STATE_NAMES[segment.state]}")
        self.target.setAccessibleDescription(f"{reason} Source: {segment.source}".strip())

    def _on_edited(self) -> None:
        if self.segment is not None:
            self.typed.emit(self.segment.id, self.target.text())
