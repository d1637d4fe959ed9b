"""What the menus do about scripts."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.counting import counted
from core.language import language
from core.progress import Progress
from core.segment import Segment
from desktop.dialogs import show
from desktop.editor.editor_page import EditorPage
from desktop.jobs import Job
from desktop.long_work import LongWork, Tell
from desktop.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from desktop.conversion.dialog import ConversionDialog
    from desktop.workspace import Workspace
    from services.converting import Preview


class ConversionCommands:
    """Handlers of these actions, for the project that is open in `workspace`."""

    def __init__(self, work: LongWork, tell: Tell, page: EditorPage, window: QWidget) -> None:
        self._work, self._tell, self._page, self._window = work, tell, page, window
        self._looking: Job | None = None
        self.workspace: Workspace | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        return {"convert_script": self.ask}

    def leave(self) -> None:
        """The project is about to be closed: stop what is still under way."""
        self.workspace = None
        if self._looking:
            self._work.jobs.stop(self._looking)
            self._looking = None

    def ask(self) -> None:
        """Ask what is to be converted, showing what that changes."""
        workspace = self.workspace
        if workspace is None or workspace.document is None or not workspace.flush():
            return
        from core.transliteration import alphabets

        tag = workspace.document.target_language
        if not alphabets(tag):
            self._tell(MessageKind.INFO, f"{language(tag).name} is written in one script only.")
            return
        workspace.when_whole(partial(self._ask, workspace, tag))

    def _ask(self, workspace: "Workspace", tag: str) -> None:
        if not self._page.is_settled():
            return
        from desktop.conversion.dialog import ConversionDialog

        dialog = ConversionDialog(tag, self._scopes(workspace), self._window)
        dialog.changed.connect(lambda: self._look(dialog))
        dialog.accepted.connect(lambda: self._convert(workspace, dialog))
        show(dialog)
        self._look(dialog)

    def _scopes(self, workspace: "Workspace") -> list[tuple[str, Sequence[Segment]]]:
        model = self._page.model
        shown = [model.segment_at(row) for row in range(model.rowCount())]
        scopes: list[tuple[str, Sequence[Segment]]] = [
            (
                f"All {counted(len(workspace.segments), 'segment')} of the document",
                workspace.segments,
            )
        ]
        if len(shown) < len(workspace.segments):
            scopes.insert(0, (f"Only what the filter shows: {len(shown)}", shown))
        if workspace.current:
            number = workspace.current.position + 1
            scopes.append((f"Only segment {number}", [workspace.current]))
        return scopes

    def _look(self, dialog: "ConversionDialog") -> None:
        """Find out what the conversion would change, and show it."""
        if self._looking:
            self._looking.cancel()
        segments, wanted = list(dialog.segments()), dialog.wanted()

        def work(progress: Progress) -> "Preview":
            from services.converting import preview

            return preview(segments, wanted, progress)

        looking = self._looking = self._work.run("Converting…", work, dialog.show_preview)
        dialog.finished.connect(looking.cancel)

    def _convert(self, workspace: "Workspace", dialog: "ConversionDialog") -> None:
        if workspace is self.workspace:
            workspace.convert(dialog.preview.changes)
