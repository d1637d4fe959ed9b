"""The window of the memories: on the left those that the project uses, on the right their units."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import ConflictError, ExpectedError
from core.memory.memories import StoredUnit
from desktop import theme
from desktop.long_work import LongWork
from desktop.memory import steps
from desktop.memory.files import MemoryFiles
from desktop.memory.filter_line import FilterLine
from desktop.memory.keeper import Keeper
from desktop.memory.shelf import Shelf
from desktop.memory.unit_editor import UnitEditor
from desktop.memory.unit_model import UnitModel
from desktop.memory.unit_table import UnitTable
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.empty_hint import EmptyHint
from desktop.widgets.message_bar import MessageBar, MessageKind
from services.memories import Memory, detach
from services.store import Store

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_SIZE = (1280, 760)


class MemoryWindow(QWidget):
    """Lets a person say which memories a project uses, and look into them and change them."""

    closed = Signal()
    """The window is closed for good, and its files with it."""

    def __init__(self, workspace: "Workspace", parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(f"Memories – {workspace.project.name}")
        self.setProperty("page", True)
        self.resize(*_SIZE)
        self._workspace = workspace
        self.messages, self._busy = MessageBar(), BusyBar()
        self.work = LongWork(self._busy, self.show_message, self)
        self.is_closing = False
        self.model = UnitModel(self.work.jobs, self)
        self._stacks: dict[int, QUndoStack] = {}
        self.files = MemoryFiles(self)
        self._current = 0
        self._make_widgets()
        self.keeper = Keeper(self, workspace)
        self._lay_out()
        self._connect()
        self.refresh()
        self.filter.focus()

    # -- the memories -----------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """The project's file."""
        return self._workspace.store

    @property
    def memory(self) -> Memory | None:
        """The memory that is looked into."""
        return self.shelf.memory(self._current)

    def refresh(self, wanted: int = 0) -> None:
        """Show the memories of the project as they are now, and look into the one with this id."""
        ids = self.shelf.refresh()
        self._pages.setCurrentIndex(1 if ids else 0)
        self.look_into(next((i for i in (wanted, self._current) if i in ids), ids[0] if ids else 0))

    def look_into(self, attached_id: int) -> None:
        """Show the units of a memory."""
        self.keeper.leave()
        self._current = attached_id
        self.shelf.light(attached_id)
        self.show_units()

    def detach(self) -> None:
        """Let the project no longer use the memory that is looked into; its file stays."""
        attached_id = self._current
        if not attached_id:
            return
        self.keeper.leave()

        def done(_none: None) -> None:
            if attached_id == self._current:
                self.model.show(None, self.filter.wanted())
            self.shelf.let_go(attached_id)
            self.refresh()
            self._workspace.memory_changed.emit()

        # What is under way in the memory comes first.
        self.work.run("Detaching…", lambda _progress: detach(self.store, attached_id), done)

    # -- the units --------------------------------------------------------------------------

    @property
    def undo_stack(self) -> QUndoStack:
        """The steps in the memory that is looked into."""
        return self._stacks.setdefault(self._current, QUndoStack(self))

    def chosen(self) -> list[StoredUnit]:
        """The units whose rows are selected."""
        return [
            self.model.unit(index.row()) for index in self.table.selectionModel().selectedRows()
        ]

    def delete_chosen(self) -> None:
        """Take the selected units out of the memory, and go on at the one after them."""
        memory, ids = self.memory, [stored.id for stored in self.chosen()]
        if memory is None or memory.read_only or not ids:
            return
        self.keeper.leave()
        first = min(index.row() for index in self.table.selectionModel().selectedRows())
        act, step = steps.deletion(memory, ids)

        def done(show: steps.Show) -> None:
            self.took(memory, show, step)
            if memory is self.memory:
                self.table.selectRow(min(first, self.model.rowCount() - 1))

        self.work.run("Deleting…", act, done)

    def took(self, memory: Memory, show: steps.Show, step: steps.Step | None) -> None:
        """Something was done in a memory: show it, and let it be undone."""
        if attached_id := self.shelf.id_of(memory):
            if step:
                self._stacks.setdefault(attached_id, QUndoStack(self)).push(step)
            self.shelf.describe(attached_id)
        if memory is self.memory:
            show(self.model)
            self._count()
        self._workspace.units_changed.emit()

    def undo(self) -> None:
        """Take back the last step, or what was typed since."""
        self._after_typing(self._undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._after_typing(self._redo)

    def _after_typing(self, act: Callable[[], None]) -> None:
        if self.work.busy:  # what it does will be the last step
            return
        if self.keeper.leave():
            self.work.run("Storing…", lambda _progress: None, lambda _none: act())
        else:
            act()

    def _undo(self) -> None:
        step = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(step, steps.Step):
            self._go("Undoing…", step, step.back, self.undo_stack.undo)

    def _redo(self) -> None:
        step = self.undo_stack.command(self.undo_stack.index())
        if isinstance(step, steps.Step) and step.again:
            self._go("Redoing…", step, step.again, self.undo_stack.redo)

    def _go(self, words: str, step: steps.Step, act: steps.Do, move: Callable[[], None]) -> None:
        memory = self.memory
        assert memory, "only a memory that is looked into has steps"

        def done(show: steps.Show) -> None:
            move()
            self.took(memory, show, None)
            self._show_chosen()

        def failed(error: Exception) -> None:
            if isinstance(error, ConflictError):  # the step can never be taken any more
                step.setObsolete(True)
                move()
            self.work.fail(error)

        self.work.run(words, act, done, failed, lambda _show: self.show_units())

    def show_message(self, kind: MessageKind, text: str) -> None:
        """Say something, in the main window where this one is being closed."""
        if self.is_closing:
            self._workspace.problem.emit(text)
        else:
            self.messages.show_message(kind, text)

    def show_units(self) -> None:
        """Read the units of the memory anew."""
        self.keeper.leave()
        self.model.show(self.memory, self.filter.wanted())
        self.editor.show_unit(None, editable=False)
        is_open = self.memory is not None
        is_writable = self.memory is not None and not self.memory.read_only
        for widget in (self.filter, self.table, self._export):
            widget.setEnabled(is_open)
        self._import.setEnabled(is_writable)
        self._more.setEnabled(self._current != 0)
        for action in self._writing:
            action.setEnabled(is_writable)
        self._count()

    def _show_chosen(self) -> None:
        self.keeper.leave()
        units = self.chosen()
        editable = self.memory is not None and not self.memory.read_only
        self.editor.show_unit(units[0] if len(units) == 1 else None, editable=editable)

    def _count(self) -> None:
        try:
            total = self.memory.count() if self.memory else 0
        except ExpectedError:  # said on the card already
            total = self.model.rowCount()
        self.filter.show_count(self.model.rowCount(), total, is_whole=self.model.is_whole)
        self.table.explain(self._why_empty(total) if self.model.is_whole else "")

    def _why_empty(self, total: int) -> str:
        """What to say in the place of units, once it is known that there are none."""
        if self.memory is None:
            return (
                "This memory cannot be opened. Bring its file back, or attach it from where it is "
                "now."
            )
        if total:
            return "No unit fits the filter."
        return (
            "There are no units here yet. Import some, or let the memory receive what is confirmed."
        )

    # -- making -----------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.shelf = Shelf(self.store)
        self.filter, self.table, self.editor = FilterLine(), UnitTable(self.model), UnitEditor()
        self._hint = EmptyHint(
            "database",
            "A memory keeps translations beyond one project. What is confirmed here can go into "
            "it, and its matches are offered while you translate.",
            "New memory…",
        )
        self._more = QPushButton("More")
        self._import, self._export = QPushButton("Import…"), QPushButton("Export…")
        self._pages = QStackedWidget()

    def _connect(self) -> None:
        self.shelf.chosen.connect(self.look_into)
        self.shelf.changed.connect(self._workspace.memory_changed)
        self.shelf.failed.connect(self.work.fail)
        self.filter.changed.connect(lambda _wanted: self.show_units())
        self.model.read.connect(self._count)
        self.model.failed.connect(self.work.fail)
        self.editor.kept.connect(self.keeper.keep)
        self._hint.action_requested.connect(self.files.ask_new)
        self._import.clicked.connect(self.files.ask_import)
        self._export.clicked.connect(self.files.ask_export)
        selected = self.table.selectionModel().selectionChanged
        selected.connect(lambda _now, _before: self._show_chosen())
        menu = QMenu(self._more)
        self._writing = [
            menu.addAction("Delete duplicates", self.files.delete_duplicates),
            menu.addAction("Take in another memory…", self.files.ask_merge),
            menu.addAction("Convert script…", self.files.ask_conversion),
        ]
        menu.addAction("Detach from the project", self.detach)
        self._more.setMenu(menu)
        delete = QAction("Delete", self.table, shortcut=QKeySequence("Del"))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self.delete_chosen)
        self.table.addAction(delete)
        for words, act, keys in (
            ("Undo", self.undo, [QKeySequence("Ctrl+Z")]),
            ("Redo", self.redo, [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]),
            ("Keep", self.editor.keep, [QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")]),
            ("Delete", self.delete_chosen, [QKeySequence("Ctrl+Del")]),
            ("Find", self.filter.focus, [QKeySequence("Ctrl+F")]),
            ("Close", self._leave, [QKeySequence("Ctrl+W")]),
        ):
            action = QAction(words, self)
            action.setShortcuts(keys)
            action.triggered.connect(act)
            self.addAction(action)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.SPACE_MEDIUM, 0, 0, 0)
        column.setSpacing(theme.SPACE_SMALL)
        column.addWidget(self.filter)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(_with_room_below(self.table))
        both.addWidget(self.editor)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        column.addWidget(both, 1)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(right)
        whole = QSplitter()
        whole.addWidget(self._left())
        whole.addWidget(self._pages)
        whole.setSizes([_SIZE[0] // 4, _SIZE[0] * 3 // 4])
        whole.setStretchFactor(1, 1)
        whole.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(*[theme.SPACE_MEDIUM] * 4)
        page.setSpacing(theme.SPACE_SMALL)
        page.addWidget(self.messages)
        page.addWidget(self._busy)
        page.addWidget(whole, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        new, attach = QPushButton("New…"), QPushButton("Attach…")
        new.clicked.connect(self.files.ask_new)
        attach.clicked.connect(self.files.ask_attach)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.SPACE_MEDIUM, 0)
        column.setSpacing(theme.SPACE_SMALL)
        for buttons in ((new, attach), (self._import, self._export, self._more)):
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE_SMALL)
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
            column.addLayout(row)
        column.insertWidget(1, self.shelf, 1)
        return left

    def _leave(self) -> None:
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Show what came meanwhile, from the editor or from an alignment."""
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and not self.is_closing and not self.work.busy:
            if self._current in self.shelf.refresh():
                self.model.read_on()
            else:
                self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, and let go of the files."""
        self.is_closing = True
        self.keeper.leave()
        self.work.jobs.close()
        self.model.show(None, self.filter.wanted())
        self.shelf.let_go_of_all()
        super().closeEvent(event)
        self.closed.emit()


def _with_room_below(widget: QWidget) -> QWidget:
    """A widget whose border does not touch the line below it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, theme.SPACE_SMALL)
    column.addWidget(widget)
    return made
