"""A text field that lies over a cell of the current row and looks like the painted cell."""

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.tokens import TokenKind, tokens
from desktop import theme
from desktop.editor.space_marks import paint_marks
from desktop.editor.text_layouts import WRAPPING
from desktop.editor.transcript import Transcript, from_outside

PADDING_X = theme.SPACE_SMALL
PADDING_Y = theme.SPACE_SMALL

_Key = QKeySequence.StandardKey
_Mod = Qt.KeyboardModifier
_CTRL_ALT_META = _Mod.ControlModifier | _Mod.AltModifier | _Mod.MetaModifier

_EDITING_KEYS = frozenset({
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})  # fmt: skip
_CHANGING_KEYS = frozenset({
    Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter,
})  # fmt: skip
_CHANGES = (_Key.Cut, _Key.Paste, _Key.DeleteStartOfWord, _Key.DeleteEndOfWord)


class LiveField(QPlainTextEdit):
    """Plain text that comes out byte for byte as it was loaded, but for what a person changed.

    Of the keys with Ctrl or Alt it takes only those that every text field has; all others are
    left to the actions of the window, and so is undo where the field has nothing to undo.
    """

    edited = Signal()
    """A person changed the text."""
    refused = Signal()
    """A person typed although the field is read-only."""
    row_wanted = Signal(int, int)
    """An arrow left the text: −1 up or +1 down, and the x of the caret."""
    page_wanted = Signal(int)
    """Page up (−1) or down (+1)."""
    other_side_wanted = Signal()
    """Tab, either way."""

    _TAKEN: ClassVar = (
        _Key.Cut, _Key.Copy, _Key.Paste, _Key.SelectAll,
        _Key.MoveToNextWord, _Key.MoveToPreviousWord, _Key.SelectNextWord, _Key.SelectPreviousWord,
        _Key.MoveToStartOfDocument, _Key.MoveToEndOfDocument,
        _Key.SelectStartOfDocument, _Key.SelectEndOfDocument,
        _Key.DeleteStartOfWord, _Key.DeleteEndOfWord,
    )  # fmt: skip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript = Transcript("")
        self._text = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The cell below paints the background; class name, or menus of the field would get it too.
        self.setStyleSheet("LiveField { background: transparent; border: none; padding: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(PADDING_X, PADDING_Y, PADDING_X, 0)
        self.setWordWrapMode(WRAPPING)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_text_changed)

    def load(self, text: str, caret: int = 0) -> None:
        """Show `text`, with the caret at this place; what was to undo is forgotten."""
        signals = self.blockSignals(True)  # nobody typed, and nobody moved the caret
        self._transcript = Transcript(text)
        self._text = text
        self.setPlainText(self._transcript.shown(text))
        cursor = self.textCursor()
        cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.blockSignals(signals)

    def text(self) -> str:
        """The whole text, with every character as it was loaded or typed."""
        return self._transcript.restored(self.document().toRawText())

    def selected_text(self) -> str:
        """The selected text, with every character as it is."""
        return self._transcript.restored(self.textCursor().selectedText())

    def word_at_caret(self) -> str:
        """The word that the caret is in or at the end of, or nothing."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        place = len(self._transcript.restored(cursor.selectedText()))
        words = (token for token in tokens(self.text()) if token.start <= place <= token.end)
        return next((word.text for word in words if word.kind is TokenKind.WORD), "")

    def insert(self, text: str) -> None:
        """Put `text` in the place of the selection, as one step to undo."""
        self.textCursor().insertText(self._transcript.shown(text))

    def replace(self, text: str) -> None:
        """Put `text` in the place of all, as one step to undo."""
        self.selectAll()
        self.insert(text)

    def set_editable(self, editable: bool) -> None:
        """Let a person type, or only read, select and copy with mouse and keys."""
        flags = Qt.TextInteractionFlag.TextEditorInteraction
        if not editable:
            flags = (
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        if self.textInteractionFlags() != flags:
            self.setTextInteractionFlags(flags)

    def enter(self, x: int, from_below: bool) -> None:
        """Put the caret at `x` of the last line, or of the first when coming from above."""
        edge = QTextCursor.MoveOperation.End if from_below else QTextCursor.MoveOperation.Start
        self.moveCursor(edge)
        self.setTextCursor(self.cursorForPosition(QPoint(x, self.cursorRect().center().y())))

    def place_caret(self, point: QPoint, keep_anchor: bool = False) -> None:
        """Put the caret at `point` of the field, selecting up to there with `keep_anchor`."""
        aim = self.cursorForPosition(point - self.viewport().pos()).position()
        cursor = self.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if keep_anchor else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(aim, mode)
        self.setTextCursor(cursor)

    def _on_text_changed(self) -> None:
        text = self.text()
        if text != self._text:  # formats and compositions report a change as well
            self._text = text
            self.edited.emit()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim keys before the actions of the window get them, or leave them to these."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._claims(event))
            return event.isAccepted()
        return super().event(event)

    def _claims(self, event: QKeyEvent) -> bool:
        if event.matches(_Key.Undo):
            return self.document().isUndoAvailable() and not self.isReadOnly()
        if event.matches(_Key.Redo):
            return self.document().isRedoAvailable() and not self.isReadOnly()
        if not event.modifiers() & _CTRL_ALT_META:
            return event.key() < Qt.Key.Key_Escape or event.key() in _EDITING_KEYS
        if event.key() == Qt.Key.Key_Insert:  # Ctrl+Insert copies the source, here as elsewhere
            return False
        return any(map(event.matches, self._TAKEN)) or _is_typed(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit as a text field does; leave the text with Tab and at its first and last line."""
        plain = not event.modifiers() & _CTRL_ALT_META
        if plain and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.other_side_wanted.emit()
        elif event.matches(_Key.MoveToNextPage) or event.matches(_Key.MoveToPreviousPage):
            self.page_wanted.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.matches(_Key.MoveToPreviousLine) and self._at_edge(QTextCursor.MoveOperation.Up):
            self.row_wanted.emit(-1, self.cursorRect().x())
        elif event.matches(_Key.MoveToNextLine) and self._at_edge(QTextCursor.MoveOperation.Down):
            self.row_wanted.emit(1, self.cursorRect().x())
        elif self.isReadOnly() and (_is_typed(event) or _changes(event)):
            self.refused.emit()
        elif event.matches(_Key.InsertLineSeparator):  # Qt would put U+2028 into the text
            self.insert("\n")
        elif not event.matches(_Key.DeleteEndOfLine):  # Ctrl+K of some desktops is no edit here
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _at_edge(self, move: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(move)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Let Tab come as a key."""
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel to the grid; a scroll area keeps it even when it is ignored."""
        if (grid := self.parentWidget()) is not None:
            QCoreApplication.sendEvent(grid, event)

    # Clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as plain text; Qt's own makes no-break spaces ordinary ones."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether `source` is text; files are for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        self.insert(from_outside(source.text()))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and over it the marks for what one cannot see."""
        super().paintEvent(event)
        block, origin = self.firstVisibleBlock(), self.contentOffset()
        with QPainter(self.viewport()) as painter:
            while block.isValid():
                area = self.blockBoundingGeometry(block).translated(origin)
                if area.top() > event.rect().bottom():
                    break
                is_last = not block.next().isValid()
                paint_marks(painter, block.layout(), block.text(), area.topLeft(), is_last)
                block = block.next()


def _is_typed(event: QKeyEvent) -> bool:
    """Whether the key gives a character; with AltGr, which Windows reports as Ctrl+Alt, too."""
    is_plain = event.modifiers() & _CTRL_ALT_META in (
        _Mod.NoModifier,
        _Mod.ControlModifier | _Mod.AltModifier,
    )
    return is_plain and event.text() != "" and event.text().isprintable()


def _changes(event: QKeyEvent) -> bool:
    """Whether the key changes a text without adding a character to it."""
    plain = not event.modifiers() & _CTRL_ALT_META
    return (plain and event.key() in _CHANGING_KEYS) or any(map(event.matches, _CHANGES))
