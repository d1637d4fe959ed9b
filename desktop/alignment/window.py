"""The alignment window: a queue of document pairs, and the rows of the one that is worked on."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.alignment.editing import Step
from core.alignment.session import Stage, TextSide
from core.errors import ExpectedError, NotAllowedError
from desktop import actions as all_actions
from desktop.alignment.actions import ACTIONS
from desktop.alignment.control_bar import ControlBar, tip
from desktop.alignment.desk import AlignmentDesk
from desktop.alignment.doubt_map import DoubtMap
from desktop.alignment.finder import Finder
from desktop.alignment.finish import Finishing
from desktop.alignment.foot import Foot
from desktop.alignment.pair_commands import PairCommands
from desktop.alignment.queue_panel import QueuePanel
from desktop.alignment.row_commands import RowCommands
from desktop.alignment.row_model import RowModel
from desktop.alignment.row_table import RowTable
from desktop.alignment.word_lists import WordLists
from desktop.long_work import LongWork
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.message_bar import MessageBar, MessageKind
from services import alignments
from services.alignment_evidence import evidence_of
from services.guide import guide

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_SIZE = (1280, 800)
_QUEUE = 230
_SURE_FROM = 0.9
_SOON_MS = 40
_BLANK, _EMPTY, _WAITING, _DOUBTED, _ROWS = range(5)

_WHAT_FOR = (
    "Old documents and their translations become memory here. Choose a text and its translation, "
    "or many at once: they are paired by name and language."
)
_READ_ONLY = "The project is open to read only: rows can be looked at, and go into files."
_WAITS = "This pair is not aligned yet."
_DOUBT = (
    "These two texts do not look like translations of each other. Check that they belong "
    "together before you work on them."
)


class AlignmentWindow(QMainWindow):
    """Lets a person put right what the aligner found, by keyboard, and keep the result."""

    closed = Signal()
    """The window is closed for good; everything is stored."""

    def __init__(self, workspace: "Workspace", parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(f"Alignment – {workspace.project.name}")
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self.workspace = workspace
        self.messages, self._busy = MessageBar(), BusyBar()
        self.work = LongWork(self._busy, self.messages.show_message, self)
        self.desk = AlignmentDesk(workspace.store, self)
        self.model = RowModel(self)
        self.desk.changed.connect(self._show_step)  # before anybody asks where one is now
        self.table = RowTable(self.model)
        self.table.read_only = workspace.store.read_only
        self.queue, self.foot, self.map = QueuePanel(), Foot(), DoubtMap()
        self._rows = RowCommands(self.desk, self.table, self.foot.say, self)
        self.finder = Finder(self.desk, self.table, self.foot.say, self)
        tell = self.messages.show_message
        self.pairs = PairCommands(workspace, self.desk, self.queue, self.work, tell, self)
        self.finishing = Finishing(self.desk, self.work, tell, self)
        self.words = WordLists(workspace.store, self.work, self._light_up, self)
        self.actions_ = all_actions.make(self, self._handlers(), {}, ACTIONS)
        self.actions_["realign"].setIconText("Re-align")  # on its button
        self.controls = ControlBar(self.actions_)
        self.queue.add.setToolTip(tip(self.actions_["add"]))
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._lay_out()
        self._connect()
        self.controls.sure_from = _SURE_FROM
        self._light_up()
        self.pairs.refresh()
        self.pairs.begin()

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way, or something is still to be counted or to light up."""
        at_work = self.work.jobs.busy or self.pairs.is_opening or self.finder.busy
        return at_work or self._soon.isActive() or self.table.is_lighting_up

    def add_files(self, paths: Sequence[Path]) -> None:
        """Find out which of these files belong together, and align them."""
        self.pairs.add_files(paths)

    def _light_up(self) -> None:
        """Find out what the project knows that both sides of a row may share."""
        store = self.workspace.store
        self.work.jobs.start(
            lambda _progress: evidence_of(store), self.table.set_evidence, self.work.fail
        )

    # -- the rows ---------------------------------------------------------------------------

    def _go_to(self, alignment_id: int) -> None:
        self.table.keep()
        self.pairs.open(alignment_id)

    def realign(self) -> None:
        """Align anew what lies between accepted rows, off the interface thread."""
        self.table.keep()
        session = self.desk.session
        if session is None:
            return

        def done(step: Step) -> None:
            self.table.keep()
            if self.desk.session is session:
                self.desk.act(lambda _session: step)
            else:
                self.foot.say("The rows changed meanwhile, so nothing was re-aligned. Try again.")

        def failed(error: Exception) -> None:
            if isinstance(error, NotAllowedError):
                self.foot.say("Nothing changes: the alignment stays as it is.")
            else:
                self.work.fail(error)

        work = partial(alignments.realigned, self.workspace.store, session)
        self.work.run("Re-aligning between accepted rows…", work, done, failed)

    def _show_step(self, step: Step) -> None:
        if session := self.desk.session:
            self.model.take(step, session)

    def _on_opened(self) -> None:
        self.model.show(self.desk.session)
        if session := self.desk.session:
            rows = session.rows
            doubtful = (n for n, row in enumerate(rows) if row.is_doubtful(self.table.sure_from))
            self.table.begin_at(next(doubtful, 0), TextSide.SOURCE)
        self.pairs.refresh()
        self._show_page()
        self._show_numbers()

    def _on_sure_from(self, confidence: float) -> None:
        self.table.sure_from = confidence
        self._soon.start()

    # -- showing ----------------------------------------------------------------------------

    def _show_page(self) -> None:
        session = self.desk.session
        pages = {Stage.WAITING: _WAITING, Stage.DOUBTED: _DOUBTED}
        self.queue.setVisible(session is not None)
        page = _EMPTY if session is None else pages.get(session.stage, _ROWS)
        self._pages.setCurrentIndex(page)
        self.foot.setVisible(page == _ROWS)
        if page == _ROWS:
            self.table.setFocus()
        there = {"": True, "queue": session is not None, "pair": page == _ROWS}
        there["row"] = page == _ROWS and self.model.rowCount() > 0
        for row in ACTIONS:
            if row.name in self.actions_:
                self.actions_[row.name].setEnabled(there[row.needs])
        self._show_undo()

    def _show_undo(self) -> None:
        for name, what in (("undo", self.desk.undo_name), ("redo", self.desk.redo_name)):
            words = f"{name.title()} {what}".strip()
            self.actions_[name].setText(words)
            self.actions_[name].setEnabled(bool(what))

    def _show_numbers(self) -> None:
        """Count what is judged and what is doubtful: soon, so that no act waits for it."""
        session = self.desk.session
        if session is None:
            return
        self.pairs.refresh()
        sure_from = self.table.sure_from
        doubtful = [n for n, row in enumerate(session.rows) if row.is_doubtful(sure_from)]
        sure = session.progress()
        rest = sure.rows - sure.accepted - sure.rejected - len(doubtful)
        self.foot.show_numbers(sure)
        self.controls.show_doubtful(len(doubtful))
        self.map.show_doubtful(sure.rows, doubtful)
        self.actions_["accept_sure"].setText(f"Accept all that are sure ({rest:,})")
        self.actions_["accept_sure"].setEnabled(rest > 0 and self._pages.currentIndex() == _ROWS)

    def _refuse(self, error: ExpectedError) -> None:
        if isinstance(error, NotAllowedError):
            self.foot.say(str(error))
        else:
            self.messages.show_message(MessageKind.ERROR, str(error))

    # -- making -----------------------------------------------------------------------------

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            **self._rows.handlers(),
            **self.pairs.handlers(),
            "words": self.words.ask,
            "finish": self._ask_finish,
            "close": self.close,
            "realign": self.realign,
            "find": lambda: self.controls.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "guide": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(guide()))),
        }

    def _ask_finish(self) -> None:
        self.table.keep()
        self.finishing.ask(self.workspace, self.table.sure_from)

    def _connect(self) -> None:
        desk = self.desk
        desk.opened.connect(self._on_opened)
        desk.leaving.connect(self.table.keep)
        desk.refused.connect(self._refuse)
        desk.progressed.connect(self._show_undo)
        desk.progressed.connect(self._soon.start)
        self._soon.timeout.connect(self._show_numbers)
        self.table.moved.connect(self.foot.hush)
        self.table.refused.connect(lambda: self.foot.say(_READ_ONLY))
        self.table.editing_changed.connect(self.foot.show_editing)
        self.controls.sure_from_changed.connect(self._on_sure_from)
        self.controls.find_wanted.connect(self.finder.find)
        self.controls.find_field.left.connect(self.table.setFocus)
        self.map.wanted.connect(self.table.go_to_row)
        self.queue.chosen.connect(self._go_to)
        self.queue.add_wanted.connect(self.pairs.ask_files)

    def _lay_out(self) -> None:
        empty = EmptyHint("columns-2", _WHAT_FOR, "Choose documents…")
        waiting = EmptyHint("loader-circle", _WAITS, "Align it now")
        doubted = EmptyHint("triangle-alert", _DOUBT, "Work on it all the same")
        empty.action_requested.connect(self.pairs.ask_files)
        waiting.action_requested.connect(self.pairs.align_current)
        doubted.action_requested.connect(self.desk.insist)
        self._pages = QStackedWidget()
        rows = QWidget()
        beside = QHBoxLayout(rows)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.map)
        for page in (QWidget(), empty, waiting, doubted, _column(self.controls, rows)):
            self._pages.addWidget(page)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.queue)
        split.addWidget(self._pages)
        split.setStretchFactor(1, 1)
        split.setSizes([_QUEUE, _SIZE[0] - _QUEUE])
        split.setChildrenCollapsible(False)
        self.foot.hide()
        self.setCentralWidget(_column(self.messages, self._busy, split, self.foot))
        for row in ACTIONS:
            if row.needs == "row":  # keys like Del and Space belong to what has the focus
                self._bind_to_table(self.actions_[row.name])

    def _bind_to_table(self, action: QAction) -> None:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.table.addAction(action)

    # -- what Qt calls ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Align the files that were dropped."""
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self.add_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed, and stop what is under way."""
        self.table.keep()
        self.pairs.end()
        self.finder.close()
        self.work.jobs.close()
        self._soon.stop()  # the project may be closed before it is time
        super().closeEvent(event)
        self.closed.emit()


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return made
