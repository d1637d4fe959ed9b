"""Looks for a phrase in everything that was translated before, and shows where it stands."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.concordance import Concordance, Hit, Phrase, Side
from core.counting import counted
from desktop import theme
from desktop.panels.hit_list import HitList
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.plain_text import label

_REST_MS = 300
"""How long typing rests before the search begins by itself."""

_SHORTEST = 3
"""Characters from which it does; Enter searches for fewer."""

_SIDES = {Side.BOTH: "Source and target", Side.SOURCE: "Source", Side.TARGET: "Target"}


class ConcordancePanel(QWidget):
    """Asks by signals; it is told what was found."""

    wanted = Signal(object, bool)
    """The Phrase to look for, without languages, and whether in confirmed segments only.

    None instead of it: nothing is looked for any more.
    """
    insert_wanted = Signal(str)
    """A text to be put into the target."""
    go_wanted = Signal(object)
    """The Hit whose segment the person wants to see."""
    export_wanted = Signal(object)
    """The Concordance to write to a file."""
    left = Signal()
    """The person goes back to the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Concordance")
        self.field = _Field()
        self.side = QComboBox()
        for side, words in _SIDES.items():
            self.side.addItem(words, side)
        self.side.setAccessibleName("Where to look")
        self.whole_words, self.confirmed = QCheckBox("Whole words"), QCheckBox("Confirmed only")
        self.confirmed.setToolTip("Of the project itself, only segments that are confirmed")
        self.export = QToolButton()
        self.export.setIcon(theme.icon("file-down"))
        self.export.setToolTip("Export the hits…")
        self.export.setAccessibleName("Export the hits")
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self.list = HitList()
        self._nothing = label(muted=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(*[theme.SPACE_LARGE] * 4)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._found: Concordance | None = None
        self._lay_out()
        self._connect()
        self.clear()

    # -- asked from outside -----------------------------------------------------------------

    def look_for(self, text: str, side: Side) -> None:
        """Search for a text that the person has before them, on the side it is from."""
        if self.side.currentData() not in (side, Side.BOTH):
            self.side.setCurrentIndex(self.side.findData(side))
        self.field.setText(text)
        self.field.selectAll()
        self.search()

    def focus(self) -> None:
        """Let the person write what to look for."""
        self.field.setFocus()
        self.field.selectAll()

    def clear(self) -> None:
        """Forget everything: the project is closed."""
        self.field.clear()
        self._rest.stop()
        self._show(None)

    def show_progress(self, share: float, text: str) -> None:
        """The search takes its time: something is read for the first time."""
        self._count.setText(f"{text} {share:.0%}")

    def show_found(self, found: Concordance) -> None:
        """Show what was found."""
        self._show(found)

    # -- what the person does ---------------------------------------------------------------

    def search(self) -> None:
        """Look for what is in the field, now."""
        self._rest.stop()
        if text := self.field.text().strip():
            phrase = Phrase(text, Side(self.side.currentData()), self.whole_words.isChecked())
            self.wanted.emit(phrase, self.confirmed.isChecked())
        else:
            self._want_nothing()

    def menu(self) -> QMenu:
        """What can be done with the current hit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hit = self.list.current
        if hit is None:
            return menu
        menu.addAction("Insert target", lambda: self.insert_wanted.emit(hit.unit.target))
        menu.addAction("Copy target", self.list.copy)
        go = menu.addAction("Go to segment", lambda: self.go_wanted.emit(hit))
        go.setEnabled(bool(hit.segment_id))
        return menu

    def _choose(self, hit: Hit) -> None:
        if hit.segment_id:
            self.go_wanted.emit(hit)
        else:
            self.insert_wanted.emit(hit.unit.target)

    def _want_nothing(self) -> None:
        self._show(None)
        self.wanted.emit(None, False)

    def _on_typed(self, text: str) -> None:
        self._rest.stop()
        if not text.strip():
            self._want_nothing()
        elif len(text.strip()) >= _SHORTEST:
            self._rest.start()

    def _show_menu(self, at: QPoint) -> None:
        self.menu().popup(self.list.viewport().mapToGlobal(at))

    def _enter_list(self) -> None:
        if self.list.current:
            self.list.setFocus()

    def _show(self, found: Concordance | None) -> None:
        self._found = found
        self._count.setText(_summary(found) if found else "")
        self.export.setEnabled(bool(found and found.hits))
        self.list.show_hits(found.hits if found else ())
        if found is None:
            self._pages.setCurrentIndex(0)
        elif found.hits:
            self._pages.setCurrentIndex(1)
        else:
            self._nothing.setText(f"“{found.phrase.text}” was not found.")
            self._pages.setCurrentIndex(2)

    # -- making -----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.field.textEdited.connect(self._on_typed)
        self.field.returnPressed.connect(self.search)
        self.field.down_wanted.connect(self._enter_list)
        self.field.left.connect(self.left)
        self._rest.timeout.connect(self.search)
        self.side.currentIndexChanged.connect(self.search)
        for box in (self.whole_words, self.confirmed):
            box.toggled.connect(self.search)
        self.list.chosen.connect(self._choose)
        self.list.left.connect(self.left)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.export.clicked.connect(lambda: self.export_wanted.emit(self._found))

    def _lay_out(self) -> None:
        hint = EmptyHint(
            "search",
            "Finds a word or a phrase in this project and its memories, in the source or in the "
            "translation. Select some text and press Ctrl+K.",
        )
        choices, about = QHBoxLayout(), QHBoxLayout()
        choices.addWidget(self.side, 1)
        about.addWidget(self._count, 1)
        about.addWidget(self.export)
        boxes = QHBoxLayout()
        for box in (self.whole_words, self.confirmed):
            boxes.addWidget(box)
        boxes.addStretch()
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_SMALL, theme.SPACE_SMALL, theme.SPACE_SMALL, 0)
        top.setSpacing(theme.SPACE_TINY)
        top.addWidget(self.field)
        for row in (choices, boxes, about):
            row.setSpacing(theme.SPACE_SMALL)
            top.addLayout(row)
        self._pages = QStackedLayout()
        for page in (hint, self.list, self._nothing):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_TINY)
        column.addLayout(top)
        column.addLayout(self._pages, 1)


class _Field(QLineEdit):
    """The phrase; ↓ goes to the hits, Escape back to the text."""

    down_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(placeholderText="Word or phrase", clearButtonEnabled=True)
        self.setAccessibleName("Phrase to look for")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the field by key."""
        if event.key() == Qt.Key.Key_Down:
            self.down_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _summary(found: Concordance) -> str:
    total = f"more than {found.total:,}" if found.is_more else f"{found.total:,}"
    if found.is_more or found.total > len(found.hits):
        return f"{len(found.hits):,} of {total} hits"
    return counted(found.total, "hit")
