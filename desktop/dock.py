"""A dock that does not say its name twice: among tabs the tab is its title."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget


class Dock(QDockWidget):
    """Can be moved, floated and closed; a tab is moved by dragging the tab itself."""

    def __init__(self, title: str, widget: QWidget, window: QMainWindow) -> None:
        super().__init__(title, window)
        self._window = window
        self._no_title = QWidget(self)
        self.setObjectName(title)
        self.setWidget(widget)
        self.topLevelChanged.connect(self._dress)
        self.dockLocationChanged.connect(self._dress)
        self.visibilityChanged.connect(self._dress)

    def event(self, event: QEvent) -> bool:
        """Follow the other docks as they come and go."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._dress()
        return super().event(event)

    def _dress(self) -> None:
        tabbed = not self.isFloating() and bool(self._window.tabifiedDockWidgets(self))
        wanted = self._no_title if tabbed else None
        if self.titleBarWidget() is not wanted:
            self.setTitleBarWidget(wanted)  # type: ignore[arg-type]  # None brings Qt's own back
