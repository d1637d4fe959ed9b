"""Machine translation of the current segment: off until a person switches it on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from core.engine import Suggestion
from desktop import theme
from desktop.panels.card_list import Card, line
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.plain_text import label
from desktop.widgets.spinner import Spinner


class MachinePanel(QWidget):
    """Asks by signals: for a translation, to cancel it, to insert it, for the settings."""

    asked = Signal()
    cancelled = Signal()
    chosen = Signal(object)
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Machine translation")
        off = EmptyHint(
            "bot",
            "Machine translation is off for this project: no text leaves this computer.",
            "Set up…",
        )
        off.action_requested.connect(self.settings_wanted)
        self._suggestion: Suggestion | None = None
        self._engine = QLabel()
        self._engine.setProperty("muted", True)
        self._text = label()
        self._problem = label()
        self._problem.setProperty("error", True)
        self._insert = QPushButton("Insert")
        self._ask = QPushButton(theme.icon("bot"), " Translate segment")
        self._wheel, self._cancel = Spinner(), QPushButton("Cancel")
        self._waiting = label("Translating…", muted=True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(off)
        self._pages.addWidget(self._on_page())
        self._insert.clicked.connect(self._choose)
        self._ask.clicked.connect(self.asked)
        self._cancel.clicked.connect(self.cancelled)

    def show_off(self) -> None:
        """Machine translation is not allowed in this project."""
        self._pages.setCurrentIndex(0)

    def show_ready(self) -> None:
        """Nothing was asked for this segment yet."""
        self._show(busy=False)

    def show_busy(self) -> None:
        """An answer is awaited."""
        self._show(busy=True)

    def show_answer(self, suggestion: Suggestion) -> None:
        """The engine answered."""
        self._show(busy=False, suggestion=suggestion)

    def show_problem(self, sentence: str) -> None:
        """There is no answer, and this is why."""
        self._show(busy=False, problem=sentence)

    def _show(self, *, busy: bool, suggestion: Suggestion | None = None, problem: str = "") -> None:
        self._pages.setCurrentIndex(1)
        self._suggestion = suggestion
        self._engine.setText(suggestion.origin.detail if suggestion else "")
        self._text.setText(suggestion.target if suggestion else "")
        self._card.setVisible(suggestion is not None)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for widget in (self._wheel, self._waiting, self._cancel):
            widget.setVisible(busy)
        self._ask.setVisible(not busy)

    def _choose(self) -> None:
        if self._suggestion:
            self.chosen.emit(self._suggestion)

    def _on_page(self) -> QWidget:
        self._card = Card(line(self._engine, self._insert), self._text)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_SMALL)
        buttons.addWidget(self._ask)
        buttons.addWidget(self._wheel)
        buttons.addWidget(self._waiting, 1)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.SPACE_SMALL] * 4)
        column.setSpacing(theme.SPACE_SMALL)
        column.addLayout(buttons)
        column.addWidget(self._card)
        column.addWidget(self._problem)
        column.addStretch()
        for widget in (self._wheel, self._waiting, self._cancel, self._card, self._problem):
            widget.hide()  # or it would ask for room in the dock until it is first needed
        return page
