"""Shows that long work is under way, how far it is, and lets the person cancel it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop import theme
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.spinner import Spinner

_PATIENCE_MS = 400  # shorter work shows nothing, so that nothing flickers
_STEPS = 1000


class BusyBar(QFrame):
    """A wheel, what is being done, a progress bar once the share done is known, and Cancel."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel()
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName("Progress")
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(self._ask_to_cancel)
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self._lay_out()
        self.hide()

    def start(self, text: str) -> None:
        """Work on `text` begins; the bar appears when it takes longer than a moment."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._bar.hide()
        self._cancel.setEnabled(True)
        self._timer.start()

    def set_progress(self, done: float, text: str = "") -> None:
        """The share `done` (0–1) is finished; `text` says what is being done now."""
        self._bar.setValue(round(done * _STEPS))
        self._bar.show()
        if text and self._cancel.isEnabled():
            self._text.setText(text)

    def finish(self) -> None:
        """The work is over, one way or another."""
        self._timer.stop()
        self.hide()

    def _ask_to_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText("Cancelling…")
        self.cancel_requested.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.SPACE_MEDIUM, theme.SPACE_TINY, theme.SPACE_MEDIUM, theme.SPACE_TINY
        )
        row.setSpacing(theme.SPACE_SMALL)
        row.addWidget(Spinner())
        row.addWidget(self._text, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
