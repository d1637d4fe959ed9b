"""The documents of the project, each with how far it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.language import language
from desktop.panels.card_list import Card, CardList, line
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.state_bar import StateBar, percent_done

if TYPE_CHECKING:
    from services.projects import DocumentStatus, ProjectStatus


class DocumentsPanel(QWidget):
    """Shows documents in their order; `opened` carries the id of the one that is wanted."""

    opened = Signal(int)
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Documents")
        hint = EmptyHint(
            "file-text", "Documents to translate. Drop files here, or import them.", "Import…"
        )
        hint.action_requested.connect(self.import_wanted)
        self._list = CardList(hint)
        self._cards: dict[int, DocumentCard] = {}
        self._current = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)

    def show_status(self, status: "ProjectStatus") -> None:
        """Show how far each document is; cards are made anew only when the list is another."""
        ids = [found.document.id for found in status.documents]
        if ids != list(self._cards):
            self._cards = {found.document.id: DocumentCard(found) for found in status.documents}
            for card in self._cards.values():
                card.clicked.connect(self.opened)
            self._list.show_cards(list(self._cards.values()))
            self.set_current(self._current)
        for found in status.documents:
            self._cards[found.document.id].show_counts(found)

    def set_current(self, document_id: int) -> None:
        """Light up the open document."""
        self._current = document_id
        for id_, card in self._cards.items():
            card.set_current(id_ == document_id)


class DocumentCard(Card):
    """One document: name, languages, share done."""

    clicked = Signal(int)

    def __init__(self, found: "DocumentStatus") -> None:
        document = found.document
        self._id = document.id
        name = ElidedLabel(document.name, mode=Qt.TextElideMode.ElideMiddle)
        name.setProperty("strong", True)
        self._share = QLabel()
        self._share.setProperty("muted", True)
        self._bar = StateBar("segments")
        super().__init__(name, self._bar, line(self._share))
        self._languages = " → ".join(
            language(tag).name for tag in (document.source_language, document.target_language)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_counts(found)

    def show_counts(self, found: "DocumentStatus") -> None:
        """Show how far the document is now."""
        self._bar.set_counts(found.counts)
        total = sum(found.counts.values())
        self._share.setText(f"{percent_done(found.counts)} % of {total} segments")
        self.setAccessibleName(
            f"{found.document.name}, {self._languages}, {self._share.text()} done"
        )

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Open the document."""
        self.clicked.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the document with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self._id)
        else:
            super().keyPressEvent(event)
