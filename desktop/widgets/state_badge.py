"""The state of a segment as icon, colour and word."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.segment import State
from desktop import theme
from desktop.widgets.icon_label import IconLabel


class StateBadge(QWidget):
    """A small icon with the name of the state beside it."""

    def __init__(self, state: State = State.NEW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme.state_icon(state))
        self._name = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_TINY)
        row.addWidget(self._icon)
        row.addWidget(self._name)
        self.set_state(state)

    def set_state(self, state: State) -> None:
        """Show another state."""
        self._icon.set_icon(theme.state_icon(state))
        self._name.setText(theme.STATE_NAMES[state])
        self._name.setProperty("state", state.value)
        self._name.style().polish(self._name)  # the style sheet colours it by this property
        self.setAccessibleName(f"State: {theme.STATE_NAMES[state]}")
