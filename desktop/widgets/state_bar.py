"""How far a document or a project is: a thin bar, one stretch of colour for each state."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.counting import counted
from core.segment import CONFIRMED, State
from desktop import theme
from desktop.widgets.plain_text import tooltip

HEIGHT = 6
_ORDER = (State.FINAL, State.REVIEWED, State.TRANSLATED, State.REJECTED, State.DRAFT)


class StateBar(QWidget):
    """A progress bar by state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[State, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Progress")
        self.set_counts({})

    def set_counts(self, counts: Mapping[State, int]) -> None:
        """Show how many segments are in each state."""
        self._counts = dict(counts)
        text = in_words(self._counts)
        self.setToolTip(tooltip(text))
        self.setAccessibleDescription(text.replace("\n", ", "))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to tell six colours apart."""
        return QSize(120, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Still a bar."""
        return QSize(40, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the stretches over the track."""
        with QPainter(self) as painter:
            paint_states(painter, QRectF(self.rect()), self._counts)


def percent_done(counts: Mapping[State, int]) -> int:
    """How much somebody stands for, in whole per cent rounded down: 100 means all of it."""
    total = sum(counts.values())
    return 100 * sum(counts.get(state, 0) for state in CONFIRMED) // total if total else 0


def share(counts: Mapping[State, int]) -> str:
    """How much is done of how many segments, to stand beside the bar."""
    total = sum(counts.values())
    if not total:
        return "No segments yet"
    return f"{percent_done(counts)} % of {counted(total, 'segment')}"


def in_words(counts: Mapping[State, int]) -> str:
    """What the bar shows, for a tooltip or a screen reader: the share, then a line a state."""
    lines = [f"{theme.STATE_NAMES[s]}: {counts[s]:,}" for s in State if counts.get(s)]
    return "\n".join([f"{share(counts)} done", *lines]) if lines else share(counts)


def paint_states(painter: QPainter, area: QRectF, counts: Mapping[State, int]) -> None:
    """Paint the bar into `area`; what is done comes first, what is new stays bare track."""
    colours = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setClipPath(shape)
    painter.fillRect(area, colours.line)
    total = sum(counts.values())
    left = area.left()
    for state in _ORDER if total else ():
        width = area.width() * counts.get(state, 0) / total
        painter.fillRect(QRectF(left, area.top(), width, area.height()), colours.of_state(state))
        left += width
    painter.restore()
