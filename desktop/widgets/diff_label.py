"""Shows what changed between two texts: deleted words struck through, inserted ones underlined."""

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSizeF, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from core.diff import Piece, PieceKind
from desktop import theme


class DiffLabel(QTextEdit):
    """Wraps, is as high as its text, and its text can be selected and copied as it is.

    Changes can be told apart without colour, and a screen reader hears them as a description.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self.setAccessibleName("Differences")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit(self.document().size())

    def set_pieces(self, pieces: Iterable[Piece]) -> None:
        """Show these stretches one after the other."""
        self._pieces = tuple(pieces)
        self._fill()
        said = [f"{p.kind.value}: {p.text}" for p in self._pieces if p.kind is not PieceKind.EQUAL]
        self.setAccessibleDescription("; ".join(said) or "no changes")

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._pieces:
            self._fill()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list around."""
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text alone, with its no-break spaces, which Qt would replace."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def _fill(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in self._pieces:
            cursor.insertText(piece.text, _format(piece.kind))

    def _fit(self, size: QSizeF) -> None:
        self.setFixedHeight(ceil(size.height()))


def _format(kind: PieceKind) -> QTextCharFormat:
    colours = theme.tokens()
    made = QTextCharFormat()
    if kind is PieceKind.INSERTED:
        made.setForeground(colours.inserted)
        made.setBackground(colours.inserted_tint)
        made.setFontUnderline(True)
    elif kind is PieceKind.DELETED:
        made.setForeground(colours.deleted)
        made.setBackground(colours.deleted_tint)
        made.setFontStrikeOut(True)
    return made
