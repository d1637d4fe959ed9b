"""One recent project, as a card that opens it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.language import language
from core.segment import State
from desktop import theme
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.heading import Heading
from desktop.widgets.state_bar import StateBar, in_words, percent_done


@dataclass(frozen=True, slots=True)
class RecentProject:
    """What the welcome page tells about a project.

    `counts` are segments by state; `opened` says when it was last open, in words for people.
    """

    path: str
    name: str
    source_language: str
    target_language: str
    counts: dict[State, int]
    opened: str

    @property
    def languages(self) -> str:
        """Both languages by their English names."""
        return f"{language(self.source_language).name} → {language(self.target_language).name}"


class ProjectCard(QAbstractButton):
    """Opens the project by click, Enter or Space; Delete takes it off the list."""

    removed = Signal()

    def __init__(self, project: RecentProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(project.name)
        progress = in_words(project.counts).replace("\n", ", ")
        self.setAccessibleDescription(f"{project.languages}; {progress}; {project.path}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_LARGE, theme.SPACE_SMALL, theme.SPACE_SMALL, theme.SPACE_MEDIUM
        )
        column.setSpacing(theme.SPACE_TINY)
        column.addLayout(self._title(project))
        column.addLayout(_details(project))
        column.addSpacing(theme.SPACE_TINY)
        column.addLayout(_progress(project))

    def sizeHint(self) -> QSize:
        """As large as what is in it."""
        return self._column.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does, Delete removes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card behind its labels."""
        colours = theme.tokens()
        focused = self.hasFocus()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colours.hover if self.underMouse() else colours.raised)
            painter.setPen(QPen(colours.accent if focused else colours.line, 2 if focused else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _title(self, project: RecentProject) -> QBoxLayout:
        remove = QToolButton()
        remove.setIcon(theme.icon("x", "muted"))
        remove.setToolTip("Remove from this list (the file stays)")
        remove.setAccessibleName(f"Remove {project.name} from the list")
        remove.setCursor(Qt.CursorShape.ArrowCursor)
        remove.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.addWidget(Heading(project.name, 1.1), 1)
        row.addWidget(_muted(QLabel(project.opened)))
        row.addWidget(remove)
        return row


def _details(project: RecentProject) -> QBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, theme.SPACE_SMALL, 0)
    row.setSpacing(theme.SPACE_LARGE)
    row.addWidget(ElidedLabel(project.languages))
    row.addWidget(_muted(ElidedLabel(project.path, Qt.TextElideMode.ElideMiddle)), 1)
    return row


def _progress(project: RecentProject) -> QBoxLayout:
    bar = StateBar()
    bar.set_counts(project.counts)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, theme.SPACE_SMALL, 0)
    row.setSpacing(theme.SPACE_MEDIUM)
    row.addWidget(bar, 1)
    share = _muted(QLabel(f"{percent_done(project.counts)} %"))
    share.setAlignment(Qt.AlignmentFlag.AlignRight)
    share.setMinimumWidth(share.fontMetrics().horizontalAdvance("100 %"))
    row.addWidget(share)
    return row


def _muted(label: QLabel) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("muted", True)
    return label
