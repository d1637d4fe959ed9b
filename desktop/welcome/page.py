"""The first page: what the program is, recent projects, and the ways to begin."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.welcome.drop_zone import DropZone
from desktop.welcome.project_card import ProjectCard, RecentProject
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label

_WIDTH = 1040
_SIDE_WIDTH = 320
_MARGIN = 48
_SUFFIX = ".terjiman"


class WelcomePage(QWidget):
    """Asks by signals; knows nothing of projects but what `set_recent` tells it.

    `open_requested` carries the path of a project, or "" when the person wants to choose one.
    Files can be dropped anywhere on the page; a project file among them is opened.
    """

    new_requested = Signal()
    open_requested = Signal(str)
    sample_requested = Signal()
    files_dropped = Signal(list)
    recent_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._drop_zone = DropZone("Drop documents here", "Text, PO and TMX files, one or many")
        self._recent = QScrollArea(widgetResizable=True)
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
        shown: QWidget = _stack(cards) if cards else _nothing_yet()
        self._recent.setWidget(shown)

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
        project = next((file for file in files if file.lower().endswith(_SUFFIX)), None)
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
        column.addWidget(self._drop_zone, 1)
        return side

    def _buttons(self) -> list[QPushButton]:
        new = QPushButton(theme.icon("file-plus", "accent_text"), "New project…")
        new.setProperty("primary", True)
        new.clicked.connect(self.new_requested)
        open_ = QPushButton(theme.icon("folder-open"), "Open…")
        open_.clicked.connect(lambda: self.open_requested.emit(""))
        sample = QPushButton(theme.icon("graduation-cap"), "Open the sample project")
        sample.clicked.connect(self.sample_requested)
        return [new, open_, sample]

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
