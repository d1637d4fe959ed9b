"""The documents of the project, each with how far it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.document import Document
from core.language import language
from core.segment import State
from desktop.panels.card_list import Card, CardList, line
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.state_bar import StateBar, in_words, share

if TYPE_CHECKING:
    from services.projects import ProjectStatus


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
        self._list = CardList("List of documents", hint)
        self._cards: list[DocumentCard] = []
        self._current = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)

    def show_status(self, status: "ProjectStatus") -> None:
        """Show how far each document is; cards are made anew only when the list is another."""
        documents = [found.document for found in status.documents]
        if documents != [card.document for card in self._cards]:
            self._cards = [DocumentCard(document) for document in documents]
            for card in self._cards:
                card.clicked.connect(self.opened)
            self._list.show_cards(self._cards)
            self.set_current(self._current)
        for card, found in zip(self._cards, status.documents, strict=True):
            card.show_counts(found.counts)

    def set_current(self, document_id: int) -> None:
        """Light up the open document."""
        self._current = document_id
        for card in self._cards:
            card.set_current(card.document.id == document_id)


class DocumentCard(Card):
    """One document: name, languages, share done."""

    clicked = Signal(int)

    def __init__(self, document: Document) -> None:
        self.document = document
        name = ElidedLabel(document.name, mode=Qt.TextElideMode.ElideMiddle)
        name.setProperty("strong", True)
        self._share = ElidedLabel()
        self._share.setProperty("muted", True)
        self._bar = StateBar()
        super().__init__(name, self._bar, line(self._share))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """Show how far the document is now, by its segments in each state."""
        self._bar.set_counts(counts)
        self._share.setText(share(counts))
        tags = (self.document.source_language, self.document.target_language)
        languages = " → ".join(language(tag).name for tag in tags)
        progress = in_words(counts).partition("\n")[0]
        self.setAccessibleName(f"{self.document.name}, {languages}, {progress}")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Open the document."""
        self.clicked.emit(self.document.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the document with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.document.id)
        else:
            super().keyPressEvent(event)
