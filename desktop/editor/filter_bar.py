"""The bar above the grid: which segments to show, by text or pattern, state, origin and marks."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from core.filtering import EVERYTHING, FilterError, SegmentFilter
from core.segment import OriginKind, State
from desktop import theme
from desktop.editor.segment_model import ORIGIN_NAMES
from desktop.theme import STATE_NAMES

_PAUSE = 150  # milliseconds without typing after which the text is looked for
_NARROWEST = 140  # pixels of the text field


class FilterBar(QWidget):
    """Lets a person say which segments to show; tells it as a SegmentFilter."""

    changed = Signal(object)
    """The SegmentFilter that is wanted now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: SegmentFilter | None = EVERYTHING
        self._counts = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self._text = self._line()
        self._regex = self._toggle(".*", "Regular expression")
        self._states = _Choice("State", (_state_action(each) for each in STATE_NAMES))
        self._origins = _Choice("Origin", (_origin_action(each) for each in ORIGIN_NAMES))
        self._issues = self._toggle("", "Only segments with issues", "triangle-alert")
        self._comments = self._toggle("", "Only segments with comments", "message-square")
        self._message = _Message(self)
        self._clear = self._button("", "Show all segments", "x")
        self._lay_out()
        self._connect()
        self._show_state()

    def current(self) -> SegmentFilter:
        """The filter as the bar stands.

        Raises FilterError for a faulty regular expression.
        """
        return SegmentFilter(
            text=self._text.text(),
            is_regex=self._regex.isChecked(),
            states=frozenset(State(each) for each in self._states.chosen()),
            origins=frozenset(OriginKind(each) for each in self._origins.chosen()),
            with_issues=self._issues.isChecked(),
            with_comments=self._comments.isChecked(),
        )

    def show_filter(self, wanted: SegmentFilter) -> None:
        """Set the bar to `wanted`, as when a view is called up, and tell of it."""
        self._text.setText(wanted.text)
        self._regex.setChecked(wanted.is_regex)
        self._states.choose(wanted.states)
        self._origins.choose(wanted.origins)
        self._issues.setChecked(wanted.with_issues)
        self._comments.setChecked(wanted.with_comments)
        self._tell()

    def clear(self) -> None:
        """Show all segments."""
        self.show_filter(EVERYTHING)

    def focus_text(self) -> None:
        """Let the person type what to look for."""
        self._text.setFocus()
        self._text.selectAll()

    def set_counts(self, shown: int, total: int) -> None:
        """Say how many segments of how many are shown."""
        self._counts = "" if shown == total else f"{shown:,} of {total:,}"
        self._say(self._counts)

    def show_error(self, message: str) -> None:
        """Say why the filter that was told cannot be applied: it counts as not told."""
        self._told = None
        self._say(message, is_error=True)

    def _tell(self) -> None:
        self._pause.stop()
        self._show_state()
        try:
            wanted = self.current()
        except FilterError as error:
            self._say(str(error), is_error=True)
            return
        self._say(self._counts)
        if wanted != self._told:
            self._told = wanted
            self.changed.emit(wanted)

    def _say(self, message: str, is_error: bool = False) -> None:
        self._message.setText(message)
        self._message.setToolTip(f"<p>{escape(message)}</p>" if is_error else "")
        self._message.setProperty("muted", not is_error)
        for widget in (self._message, self._text):
            widget.setProperty("error", is_error)
            widget.style().polish(widget)

    def _show_state(self) -> None:
        is_on = bool(self._text.text() or self._states.chosen() or self._origins.chosen())
        is_on = is_on or self._issues.isChecked() or self._comments.isChecked()
        self._clear.setVisible(is_on)

    # Set-up

    def _line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText("Filter source and target")
        line.setAccessibleName("Filter text")
        line.setMinimumWidth(_NARROWEST)
        line.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        return line

    def _toggle(self, text: str, tip: str, icon: str = "") -> QToolButton:
        button = self._button(text, tip, icon)
        button.setCheckable(True)
        return button

    def _button(self, text: str, tip: str, icon: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        if icon:
            button.setIcon(theme.icon(icon, "muted"))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        small = theme.SPACE_SMALL
        row.setContentsMargins(small, theme.SPACE_TINY, small, theme.SPACE_TINY)
        row.setSpacing(theme.SPACE_TINY)
        row.addWidget(self._text, 1)
        for widget in (self._regex, self._states, self._origins, self._issues, self._comments):
            row.addWidget(widget)
        row.addWidget(self._clear)
        row.addWidget(self._message)

    def _connect(self) -> None:
        self._text.textChanged.connect(lambda: self._pause.start())
        self._text.returnPressed.connect(self._tell)
        for toggle in (self._regex, self._issues, self._comments):
            toggle.clicked.connect(self._tell)
        for choice in (self._states, self._origins):
            choice.changed.connect(self._tell)
        self._clear.clicked.connect(self.clear)


class _Message(QLabel):
    """One line of plain text that ends in dots where there is no room for all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        elided = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, elided)


class _Choice(QToolButton):
    """A button with a menu of things of which any number can be chosen."""

    changed = Signal()

    def __init__(self, title: str, actions: Iterable[QAction]) -> None:
        super().__init__()
        self._title = title
        self._menu = QMenu(self)
        for action in actions:
            action.setParent(self._menu)
            action.setCheckable(True)
            action.triggered.connect(self._on_chosen)
            self._menu.addAction(action)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._show_chosen()

    def chosen(self) -> list[str]:
        return [action.data() for action in self._menu.actions() if action.isChecked()]

    def choose(self, values: Iterable[str]) -> None:
        wanted = set(values)
        for action in self._menu.actions():
            action.setChecked(action.data() in wanted)
        self._show_chosen()

    def _on_chosen(self) -> None:
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        names = [action.text() for action in self._menu.actions() if action.isChecked()]
        few = ", ".join(names) if len(names) < 3 else f"{len(names)} chosen"
        self.setText(f"{self._title}: {few}" if names else self._title)
        self.setAccessibleName(self.text())


def _state_action(state: State) -> QAction:
    action = QAction(theme.state_icon(state), STATE_NAMES[state])
    action.setData(state.value)
    return action


def _origin_action(kind: OriginKind) -> QAction:
    action = QAction(ORIGIN_NAMES[kind])
    action.setData(kind.value)
    return action
