"""What an empty panel says: what it is for and how to fill it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.plain_text import label


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
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_LARGE] * 4)
        column.setSpacing(theme.SPACE_MEDIUM)
        column.addStretch()
        column.addWidget(IconLabel(theme.icon(icon_name, "muted"), 28), 0, centre)
        column.addWidget(text)
        if button:
            act = QPushButton(button)
            act.clicked.connect(self.action_requested)
            column.addWidget(act, 0, centre)
        column.addStretch()
