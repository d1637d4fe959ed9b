"""Comments on the current segment, and a field to add one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.comments import Comment
from desktop import theme
from desktop.panels.card_list import Card, CardList, line
from desktop.panels.moments import shown
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.plain_text import label

_FIELD_LINES = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommentsPanel(QWidget):
    """Shows a thread; `written` carries the text of a new comment.

    What is written stays in the field until `clear_draft` says that it is stored, and each segment
    keeps what was begun on it.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Comments")
        self._list = CardList(
            "List of comments",
            EmptyHint("message-square", "Remarks on this segment, and why it was sent back."),
        )
        self._field = QPlainTextEdit(placeholderText="Write a comment")
        self._field.setAccessibleName("New comment")
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(
            _FIELD_LINES * self._field.fontMetrics().lineSpacing() + 2 * theme.SPACE_SMALL
        )
        self._add = QPushButton("Add")
        self._add.setEnabled(False)
        self._add.clicked.connect(self._write)
        self._field.textChanged.connect(lambda: self._add.setEnabled(bool(self._text().strip())))
        self._field.installEventFilter(self)
        self._drafts: dict[int, str] = {}
        self._segment: int | None = None
        self._field.setEnabled(False)
        self._lay_out()

    def show_thread(self, segment_id: int | None, comments: Sequence[Comment]) -> None:
        """Show the comments of the current segment, the oldest first; None: there is no segment."""
        self._list.show_cards([_card(comment) for comment in comments])
        self._list.show_end()
        if segment_id == self._segment:
            return
        if self._segment is not None:
            self._drafts[self._segment] = self._text()
        self._segment = segment_id
        self._field.setEnabled(segment_id is not None)
        self._field.setPlainText(self._drafts.pop(segment_id, "") if segment_id else "")

    def clear(self) -> None:
        """Forget everything: the project is closed."""
        self.show_thread(None, ())
        self._drafts.clear()

    def clear_draft(self) -> None:
        """The comment is stored."""
        self._field.clear()

    def write(self) -> None:
        """Let the person write a comment."""
        self._field.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in the field adds the comment; else it would be the window's to confirm."""
        if not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        event.accept()  # of the override that Qt asks about before each shortcut
        if event.type() == QEvent.Type.KeyPress:
            self._write()
        return True

    def _write(self) -> None:
        if text := self._text().strip():
            self.written.emit(text)

    def _text(self) -> str:
        return self._field.document().toRawText().replace("\u2029", "\n")

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(theme.SPACE_SMALL, 0, theme.SPACE_SMALL, theme.SPACE_SMALL)
        below.setSpacing(theme.SPACE_SMALL)
        below.addWidget(self._field, 1)
        below.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_SMALL)
        column.addWidget(self._list, 1)
        column.addLayout(below)


def _card(comment: Comment) -> Card:
    who = ElidedLabel(comment.person.name)
    who.setProperty("strong", True)
    when = QLabel(("Sent back · " if comment.is_reason else "") + shown(comment.at))
    when.setProperty("muted", True)
    card = Card(line(who, when), label(comment.text))
    card.setAccessibleName(f"{comment.person.name}, {shown(comment.at)}: {comment.text}")
    return card
