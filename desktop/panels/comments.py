"""Comments on the current segment, and a field to add one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.comments import Comment
from desktop import theme
from desktop.panels.card_list import Card, CardList, line
from desktop.panels.moments import shown
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.plain_text import label

_FIELD_LINES = 3


class CommentsPanel(QWidget):
    """Shows a thread; `written` carries the text of a new comment."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Comments")
        self._list = CardList(
            EmptyHint("message-square", "Remarks on this segment, and why it was sent back.")
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
        self._field.textChanged.connect(
            lambda: self._add.setEnabled(bool(self._field.toPlainText().strip()))
        )
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self._field, self._write)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._lay_out()
        self.set_enabled(enabled=False)

    def show_comments(self, comments: Sequence[Comment]) -> None:
        """Show the comments of the current segment, the oldest first."""
        self._list.show_cards([_card(comment) for comment in comments])
        self._list.show_end()

    def set_enabled(self, *, enabled: bool) -> None:
        """Whether there is a segment to comment on."""
        self._field.setEnabled(enabled)

    def write(self) -> None:
        """Let the person write a comment."""
        self._field.setFocus()

    def _write(self) -> None:
        text = self._field.document().toRawText().replace("\u2029", "\n").strip()
        if text:
            self._field.clear()
            self.written.emit(text)

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
    who = QLabel(comment.person.name)
    who.setProperty("strong", True)
    when = QLabel(("Sent back · " if comment.is_reason else "") + shown(comment.at))
    when.setProperty("muted", True)
    card = Card(line(who, when), label(comment.text))
    card.setAccessibleName(f"{comment.person.name}, {shown(comment.at)}: {comment.text}")
    return card
