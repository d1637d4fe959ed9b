"""Keeps what is typed into the unit that the Memory window shows; none of it is lost."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from core.errors import ConflictError, ExpectedError
from core.memory.memories import StoredUnit
from core.memory.unit import TranslationUnit
from core.progress import Progress
from desktop.memory import steps
from desktop.widgets.message_bar import MessageKind
from services.memories import Memory
from services.unit_changes import edited

if TYPE_CHECKING:
    from desktop.memory.window import MemoryWindow
    from desktop.workspace import Workspace


class Keeper:
    """Stores changed units in jobs of the window; what cannot be stored goes to the clipboard."""

    def __init__(self, window: "MemoryWindow", workspace: "Workspace") -> None:
        self._window, self._workspace, self._editor = window, workspace, window.editor

    def leave(self) -> bool:
        """The person goes on from the unit that is shown; whether any of it is to be stored."""
        editor = self._editor
        if not editor.is_changed:
            return False
        if editor.can_be_kept:
            editor.keep()
            return True
        self._rescue("A unit has a source and a target, so this change was not kept.", editor.typed)
        editor.take_back()
        return False

    def keep(self, before: StoredUnit, typed: TranslationUnit) -> None:
        """Store a unit as it was typed."""
        memory = self._window.memory
        assert memory, "there is no unit without a memory"
        unit, texts = edited(typed, self._workspace.person.name), self._editor.typed
        act, step = steps.change(memory, before, unit)
        self._editor.rebase(StoredUnit(before.id, unit))

        def done(show: steps.Show) -> None:
            self._window.took(memory, show, step)

        def failed(error: Exception) -> None:
            self._not_kept(memory, before, texts, error)

        def dropped(show: steps.Show | None) -> None:
            # What was typed is not given up with the work that stands before it.
            try:
                done(show or act(Progress()))
            except ExpectedError as error:
                failed(error)

        self._window.work.run("Storing…", act, done, failed, dropped)

    def _not_kept(
        self, memory: Memory, before: StoredUnit, texts: Sequence[str], error: Exception
    ) -> None:
        window = self._window
        if not isinstance(error, ExpectedError):
            raise error
        if window.is_closing or memory is not window.memory or not self._editor.shows(before.id):
            self._rescue(str(error), texts)
            return
        self._editor.rebase(before)
        window.work.fail(error)
        if isinstance(error, ConflictError):
            window.work.jobs.start(
                lambda _progress: memory.get([before.id]), self._show_now, window.work.fail
            )

    def _show_now(self, found: Sequence[StoredUnit]) -> None:
        """Show units as others left them; what was typed stays."""
        self._window.model.put(found)
        for stored in found:
            self._editor.rebase(stored)

    def _rescue(self, words: str, texts: Sequence[str]) -> None:
        if kept := "\n".join(text for text in texts if text.strip()):
            QGuiApplication.clipboard().setText(kept)
            words += " What you typed is in the clipboard."
        self._window.show_message(MessageKind.WARNING, words)
