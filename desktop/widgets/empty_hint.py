"""What an empty panel says: what it is for and how to fill it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.plain_text import label

_WIDEST = 400  # pixels; longer lines are hard to read


class EmptyHint(QWidget):
    """An icon, one sentence and, where there is something to do, a button."""

    action_requested = Signal()

    def __init__(
        self, icon_name: str, sentence: str, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        centre = Qt.AlignmentFlag.AlignHCenter
        text = label(sentence, muted=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setMaximumWidth(_WIDEST)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(text, 100)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_LARGE] * 4)
        column.setSpacing(theme.SPACE_MEDIUM)
        column.addStretch()
        column.addWidget(IconLabel(theme.icon(icon_name, "muted"), 28), 0, centre)
        column.addLayout(line)
        if button:
            act = QPushButton(button)
            act.clicked.connect(self.action_requested)
            column.addWidget(act, 0, centre)
        column.addStretch()
