"""The first page: what the program is, recent projects, and the ways to begin."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.language import LANGUAGES
from core.project import SUFFIX
from desktop import theme
from desktop.welcome.drop_zone import DropZone
from desktop.welcome.project_card import ProjectCard, RecentProject
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label

_WIDTH = 1040
_SIDE_WIDTH = 320
_MARGIN = 48


class WelcomePage(QWidget):
    """Asks by signals; knows nothing of projects but what `set_recent` tells it.

    `open_requested` carries the path of a project, or "" when the person wants to choose one.
    Files can be dropped anywhere on the page; a project file among them is opened. `setFocus` goes
    to the project that was opened last, so that Enter goes on with it.
    """

    new_requested = Signal()
    open_requested = Signal(str)
    sample_requested = Signal()
    files_dropped = Signal(list)
    recent_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._new = QPushButton(theme.icon("file-plus", "accent_text"), " New project…")
        self._drop_zone = DropZone("Drop documents here", "Text, PO and TMX files, one or many")
        self._recent = QScrollArea(widgetResizable=True)
        self._recent.setAccessibleName("Recent projects")
        self._recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(_MARGIN)
        columns.addWidget(self._side())
        columns.addLayout(self._list(), 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(*[_MARGIN] * 4)
        outer.addStretch(1)
        outer.addWidget(content, 100)
        outer.addStretch(1)
        self.set_recent(())

    def set_recent(self, projects: Iterable[RecentProject]) -> None:
        """Show these projects, the last opened first; a hint where there is none."""
        cards = [self._card(project) for project in projects]
        self.setFocusProxy(cards[0] if cards else self._new)
        focused = QApplication.focusWidget()
        was_here = focused is not None and self._recent.isAncestorOf(focused)
        self._recent.setWidget(_stack(cards) if cards else _nothing_yet())
        if was_here:
            self.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if _files(event.mimeData()):
            event.acceptProposedAction()
            self._drop_zone.light_up(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        super().dragLeaveEvent(event)
        self._drop_zone.light_up(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project, or hand on the documents."""
        self._drop_zone.light_up(False)
        event.acceptProposedAction()
        files = _files(event.mimeData())
        project = next((file for file in files if file.lower().endswith(SUFFIX)), None)
        if project:
            self.open_requested.emit(project)
        else:
            self.files_dropped.emit(files)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_SMALL)
        column.addWidget(Heading("Terjiman", 2.4))
        column.addWidget(
            label(
                "Translate, align and approve legal texts in English, Russian "
                "and the languages of Central Asia.",
                muted=True,
            )
        )
        column.addSpacing(theme.SPACE_LARGE)
        for button in self._buttons():
            column.addWidget(button)
        column.addSpacing(theme.SPACE_LARGE)
        column.addWidget(self._drop_zone)
        column.addStretch()
        names = ", ".join(language.native_name for language in LANGUAGES)
        column.addWidget(label(names, muted=True))
        return side

    def _buttons(self) -> list[QPushButton]:
        self._new.setProperty("primary", True)
        self._new.clicked.connect(self.new_requested)
        open_ = QPushButton(theme.icon("folder-open"), " Open…")
        open_.clicked.connect(lambda: self.open_requested.emit(""))
        sample = QPushButton(theme.icon("graduation-cap"), " Open the sample project")
        sample.clicked.connect(self.sample_requested)
        buttons = [self._new, open_, sample]
        for button in buttons:
            button.setProperty("large", True)
        return buttons

    def _list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_MEDIUM)
        column.addWidget(Heading("Recent projects"))
        column.addWidget(self._recent, 1)
        return column

    def _card(self, project: RecentProject) -> ProjectCard:
        card = ProjectCard(project)
        card.clicked.connect(lambda: self.open_requested.emit(project.path))
        card.removed.connect(lambda: self.recent_removed.emit(project.path))
        return card


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def _stack(cards: Iterable[ProjectCard]) -> QWidget:
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, theme.SPACE_MEDIUM, 0)
    column.setSpacing(theme.SPACE_SMALL)
    for card in cards:
        column.addWidget(card)
    column.addStretch()
    return stack


def _nothing_yet() -> EmptyHint:
    return EmptyHint(
        "inbox",
        "Projects you have worked on appear here. "
        "The sample project shows in a few minutes what Terjiman does.",
    )
