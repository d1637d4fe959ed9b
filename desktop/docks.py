"""The docks of the main window: where they are at first, and what their titles show."""

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from desktop.panels.panels import Panels

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_WIDTHS = {_LEFT: 220, _RIGHT: 320}
_HEIGHTS = (560, 440)


class Docks(QObject):
    """Shows the panels around the editor, arranged by the person or as they are at first.

    `arrangement` is how they were at the end of the last session, or empty. Among tabs a dock has
    no title of its own: the tab is its title, and is dragged to move it.
    """

    def __init__(self, window: QMainWindow, panels: Panels, arrangement: QByteArray) -> None:
        super().__init__(window)
        self._window = window
        # Qt tells of a change before it has made it.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._title)
        window.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks
        )
        window.setTabPosition(_RIGHT, QTabWidget.TabPosition.North)
        self.documents = self._make("Documents", panels.documents, _LEFT)
        self.matches = self._make("Matches", panels.matches, _RIGHT)
        self.concordance = self._make("Concordance", panels.concordance, _RIGHT)
        self.machine = self._make("Machine", panels.machine, _RIGHT)
        self.comments = self._make("Comments", panels.comments, _RIGHT)
        self.history = self._make("History", panels.history, _RIGHT)
        self.issues = self._make("Issues", panels.issues, _RIGHT)
        self._shown = False
        self._kept = arrangement
        self._make_tabs()
        self.hide()

    def all(self) -> list[QDockWidget]:
        """Every dock, shown or not."""
        return [
            self.documents, self.matches, self.concordance, self.machine, self.comments,
            self.history, self.issues,
        ]  # fmt: skip

    def toggles(self) -> list[QAction]:
        """An action for each dock that shows and hides it."""
        return [dock.toggleViewAction() for dock in self.all()]

    def show(self) -> None:
        """Show the docks as they were."""
        if self._shown:
            return
        self._shown = True
        for dock in self.all():
            dock.show()
        if not self._window.restoreState(self._kept):
            self._resize()
        self._title()

    def hide(self) -> None:
        """Hide the docks, and remember how they are arranged."""
        self._kept, self._shown = self.arrangement(), False
        for dock in self.all():
            dock.hide()
        self._title_soon()

    def arrangement(self) -> QByteArray:
        """How the docks are arranged, or were when they were shown last."""
        return self._window.saveState() if self._shown else self._kept

    def _make(self, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(title)
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        for changed in (dock.topLevelChanged, dock.dockLocationChanged, dock.visibilityChanged):
            changed.connect(self._title_soon)
        return dock

    def _make_tabs(self) -> None:
        """Put docks behind each other, before they are shown and ask for room side by side."""
        self._window.tabifyDockWidget(self.matches, self.concordance)
        self._window.tabifyDockWidget(self.concordance, self.machine)
        self._window.tabifyDockWidget(self.comments, self.history)
        self._window.tabifyDockWidget(self.history, self.issues)
        self.matches.raise_()
        self.comments.raise_()

    def _resize(self) -> None:
        """The first sizes; Qt takes them only while the docks are shown."""
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        pair = [self.documents, self.matches]
        self._window.resizeDocks(pair, list(_WIDTHS.values()), horizontal)
        self._window.resizeDocks([self.matches, self.comments], list(_HEIGHTS), vertical)

    def _title_soon(self) -> None:
        self._soon.start()

    def _title(self) -> None:
        for dock in self.all():
            tabbed = not dock.isFloating() and bool(self._window.tabifiedDockWidgets(dock))
            has_own = dock.titleBarWidget() is None
            if tabbed and has_own:
                dock.setTitleBarWidget(QWidget(dock))
            elif not tabbed and not has_own:
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # brings Qt's own back
        for bar in self._window.findChildren(QTabBar):  # Qt keeps empty ones out of sight
            by_key = Qt.FocusPolicy.TabFocus if bar.count() else Qt.FocusPolicy.NoFocus
            bar.setFocusPolicy(by_key)
