"""What the menus do to segments of the open document."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from core.concordance import Side
from core.counting import counted
from core.language import language
from core.review import why_closed
from core.segment import Segment, State
from desktop.assistants import Assistants
from desktop.dialogs import show
from desktop.docks import Docks
from desktop.editor.editor_page import EditorPage
from desktop.panels.panels import Panels
from desktop.review.send_back_dialog import SendBackDialog
from desktop.workspace import Workspace

NO_BREAK_SPACE = "\u00a0"


class SegmentCommands:
    """Handlers of the actions that work on the current segment, or on those shown."""

    def __init__(
        self,
        workspace: Workspace,
        assistants: Assistants,
        panels: Panels,
        page: EditorPage,
        docks: Docks,
        window: QWidget,
    ) -> None:
        self._workspace, self._assistants, self._panels = workspace, assistants, panels
        self._page, self._docks, self._window = page, docks, window

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        matches = {f"match_{n}": (lambda n=n: self._panels.matches.choose(n)) for n in range(1, 10)}
        return {
            "undo": self.undo,
            "redo": self.redo,
            "copy_source": self._workspace.copy_source,
            "clear_target": lambda: self._page.table.replace_target(""),
            "no_break_space": self.insert_no_break_space,
            "repair": self.repair,
            "confirm": self.confirm,
            "confirm_quietly": lambda: self.confirm(to_memory=False),
            "send_back": self.send_back,
            "approve_all": self.approve_all,
            "comment": self.comment,
            "toggle_lock": self._workspace.toggle_lock,
            "never_break": self.never_break,
            "machine": self.ask_machine,
            "insert_match": self._panels.matches.insert,
            "edit_match": self._panels.matches.edit,
            "delete_match": self._panels.matches.delete,
            "concordance": self.look_up,
            "previous_match": lambda: self._panels.matches.step(-1),
            "next_match": lambda: self._panels.matches.step(1),
            "next_unfinished": lambda: self.go_on(forward=True),
            "previous_unfinished": lambda: self.go_on(forward=False),
            "go_to": self.go_to,
            "check": self.check,
            **matches,
        }

    def undo(self) -> None:
        """Take back typing in the live field first, then the last act anywhere."""
        if not self._page.table.undo_typing():
            self._workspace.undo()

    def redo(self) -> None:
        """Do again what was taken back, in the live field first."""
        if not self._page.table.redo_typing():
            self._workspace.redo()

    def confirm(self, *, to_memory: bool = True) -> None:
        """Confirm or approve by role, and go on to the next segment that waits."""
        if self._workspace.confirm(to_memory=to_memory):
            self._page.table.forget_typing()
            self.go_on(forward=True)

    def send_back(self) -> None:
        """Ask a reviewer why the current segment goes back to its translator."""
        self._workspace.flush()
        segment = self._workspace.current
        if segment is None:
            return
        dialog = SendBackDialog(segment, self._window)
        dialog.accepted.connect(lambda: self._send(dialog.reason))
        show(dialog)

    def never_break(self) -> None:
        """Ask after which words no sentence ends, as those the current segment ends with."""
        from services.recutting import words_before_break

        segment = self._workspace.current
        if segment is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Never break here")
        tag = segment.language or self._workspace.project.source_language
        dialog.setLabelText(f"In {language(tag).name}, no sentence ends after:")
        dialog.setTextValue(words_before_break(segment))
        dialog.textValueSelected.connect(
            lambda words: (
                self._workspace.never_break_after(words.strip()) if words.strip() else None
            )
        )
        show(dialog)

    def _send(self, reason: str) -> None:
        if self._workspace.send_back(reason):
            self.go_on(forward=True)

    def approve_all(self) -> None:
        """Approve every translated segment that is shown, after asking."""
        self._workspace.when_whole(self._ask_approval)

    def _ask_approval(self) -> None:
        self._workspace.flush()
        if not self._page.is_settled():
            return
        shown = [
            segment
            for segment in self._shown()
            if segment.state is State.TRANSLATED and not why_closed(segment)
        ]
        if not shown:
            self._workspace.notice.emit("None of the segments shown waits for approval.")
            return
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Approve all shown")
        box.setText(f"Approve {counted(len(shown), 'segment')} as one step?")
        box.setInformativeText("Undo takes all of it back.")
        approve = box.addButton("Approve", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        approve.clicked.connect(lambda: self._workspace.approve_all(shown))
        show(box)

    def comment(self) -> None:
        """Let the person write a comment on the current segment."""
        self._bring(self._docks.comments)
        self._panels.comments.write()

    def ask_machine(self) -> None:
        """Ask for a machine translation, where the person sees what comes of it."""
        self._bring(self._docks.machine)
        self._assistants.ask_machine()

    def look_up(self) -> None:
        """Look for what is selected, or for the word at the caret, where it was used before."""
        self._bring(self._docks.concordance)
        table, panel = self._page.table, self._panels.concordance
        focus = QApplication.focusWidget()
        if focus and table.isAncestorOf(focus) and (text := table.phrase()):
            panel.look_for(text, Side.SOURCE if table.is_in_source else Side.TARGET)
        panel.focus()

    def check(self) -> None:
        """Check the document, where the person sees what is found."""
        self._bring(self._docks.issues)
        self._assistants.check_document()

    def insert_no_break_space(self) -> None:
        """Put a no-break space where the person writes: a field of a dock, or the target."""
        field = QApplication.focusWidget()
        if isinstance(field, QPlainTextEdit) and not self._page.isAncestorOf(field):
            field.insertPlainText(NO_BREAK_SPACE)
        elif isinstance(field, QLineEdit):
            field.insert(NO_BREAK_SPACE)
        else:
            self._page.table.insert_text(NO_BREAK_SPACE)

    def repair(self) -> None:
        """Repair what was typed wrongly or damaged in the current target, as one step."""
        self._workspace.flush()
        segment, document = self._workspace.current, self._workspace.document
        if segment is None or document is None:
            return
        from services.checking import repaired

        text = repaired(document, segment)
        if text == segment.target:
            self._workspace.stored.emit("There is nothing to repair in this target")
        else:
            self._page.table.replace_target(text)

    def _bring(self, dock: QDockWidget) -> None:
        dock.show()
        dock.raise_()

    def go_on(self, *, forward: bool) -> None:
        """Go to the next or previous segment that the person still has to finish."""
        self._workspace.next_unfinished(self._show_next, forward=forward)

    def _show_next(self, segment: Segment | None) -> None:
        if segment is None:
            self._workspace.stored.emit("Nothing else waits in this document")
            return
        self._page.table.select_segment(segment.id)
        self._page.table.edit_current()

    def go_to(self) -> None:
        """Ask for a number and go to that segment."""
        self._workspace.when_whole(self._ask_number)

    def _ask_number(self) -> None:
        count = len(self._workspace.segments)
        if not count:
            return
        current = self._workspace.current
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Go to segment")
        dialog.setLabelText(f"Number (1–{count})")
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, count)
        dialog.setIntValue(current.position + 1 if current else 1)
        dialog.intValueSelected.connect(self._go_to_number)
        show(dialog)

    def _go_to_number(self, number: int) -> None:
        self._page.table.select_segment(self._workspace.segments[number - 1].id)
        self._page.table.edit_current()

    def _shown(self) -> list[Segment]:
        model = self._page.model
        return [model.segment_at(row) for row in range(model.rowCount())]
