"""What the window does with pairs of documents: adds, aligns, removes them, goes between them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.alignment.session import AlignmentHead, AlignmentSession, Stage
from core.errors import ConflictError, ExpectedError, NotParallelError
from desktop.alignment.desk import AlignmentDesk
from desktop.alignment.pairs_dialog import PairsDialog
from desktop.alignment.queue_panel import QueuePanel
from desktop.dialogs import documents_folder, show
from desktop.jobs import Jobs
from desktop.long_work import LongWork, Tell
from desktop.widgets.message_bar import MessageKind
from services import alignments
from services.alignments import OpenAlignment
from services.pairing import Pair, Pairing, find_pairs

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class PairCommands:
    """Handlers of the actions on pairs; long work is done in turn, off the interface thread."""

    def __init__(
        self,
        workspace: "Workspace",
        desk: AlignmentDesk,
        queue: QueuePanel,
        work: LongWork,
        tell: Tell,
        window: QWidget,
    ) -> None:
        self._workspace, self._desk, self._queue = workspace, desk, queue
        self._work, self._tell, self._window = work, tell, window
        self._opening = Jobs(window)  # a thread of its own: one need not wait for an alignment
        self._wanted = 0

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        return {
            "add": self.ask_files,
            "remove": self._ask_remove,
            "next_pair": lambda: self._step(1),
            "previous_pair": lambda: self._step(-1),
        }

    @property
    def is_opening(self) -> bool:
        """Whether a pair is being read from the project file."""
        return self._opening.busy

    @property
    def _current(self) -> int:
        return self._desk.session.id if self._desk.session else 0

    def begin(self) -> None:
        """Go on where the work was left, and align what waits."""
        store = self._workspace.store
        heads = alignments.heads(store)
        unfinished = [head for head in heads if head.stage is not Stage.FINISHED]
        self.open_first([*unfinished, *heads])
        for head in heads:
            if head.stage is Stage.WAITING and not store.read_only:
                self.align(head.id, head.source_name)

    def end(self) -> None:
        """Stop what is under way."""
        self._opening.close()

    def open_first(self, heads: Sequence[AlignmentHead]) -> None:
        """Go on with the first of these pairs, or with none."""
        if heads:
            self.open(heads[0].id)
        else:
            self._desk.show(None)

    def open(self, alignment_id: int) -> None:
        """Go on with a pair exactly as it was left."""

        def done(found: OpenAlignment) -> None:
            # What is open may have gone on since it was read.
            if found.session.id == self._wanted != self._current:
                self._desk.show(found)

        self._wanted = alignment_id
        if alignment_id == self._current:
            return
        store = self._workspace.store
        self._opening.start(
            lambda _progress: alignments.resume(store, alignment_id), done, self._work.fail
        )

    def refresh(self) -> None:
        """Show the pairs as they are now."""
        self._queue.show_heads(alignments.heads(self._workspace.store), self._current)

    def align(self, alignment_id: int, name: str) -> None:
        """Align a pair that waits."""

        def failed(error: Exception) -> None:
            if not isinstance(error, ConflictError):  # else the person removed it meanwhile
                self._work.fail(error)

        work = partial(alignments.align_waiting, self._workspace.store, alignment_id)
        self._work.run(f"Aligning “{name}”…", work, self._on_aligned, failed)

    def align_current(self) -> None:
        """Align the pair that is open."""
        if session := self._desk.session:
            self.align(session.id, session.source_name)

    # -- adding -----------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Ask for documents to align."""
        dialog = QFileDialog(self._window, "Add documents", str(documents_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.add_files([Path(path) for path in paths]))
        show(dialog)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Find out which of these files belong together, and align them."""
        work = partial(find_pairs, self._workspace.project, paths)
        self._work.run("Looking for pairs…", work, self._on_pairs)

    def _on_pairs(self, found: Pairing) -> None:
        if not found.pairs:
            words = "No text was found with its translation."
            self._warn("\n".join([words, *found.left]))
        elif len(found.pairs) == 1 and not found.left:
            self._add(found.pairs[0])
        else:
            dialog = PairsDialog(found, self._window)
            dialog.accepted.connect(lambda: self._add_all(found.pairs))
            show(dialog)

    def _add_all(self, pairs: Sequence[Pair]) -> None:
        for pair in pairs:
            self._add(pair)

    def _add(self, pair: Pair, *, insist: bool = False) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, NotParallelError):
                self._warn(str(error), "Align all the same", partial(self._add, pair, insist=True))
            else:
                self._work.fail(error)

        add = partial(alignments.add, self._workspace.store, pair, insist=insist)
        self._work.run(f"Reading “{pair.source.name}”…", add, self._on_added, failed)

    def _on_added(self, added: AlignmentSession) -> None:
        if self._desk.session is None:
            self._desk.show(OpenAlignment(added))
        self.refresh()
        self.align(added.id, added.source_name)

    def _on_aligned(self, done: OpenAlignment) -> None:
        now = self._desk.session
        # What is open and aligned may have gone on since it was read.
        if now is None or (now.id, now.stage) == (done.session.id, Stage.WAITING):
            self._desk.show(done)
        self.refresh()

    # -- going and removing -----------------------------------------------------------------

    def _step(self, by: int) -> None:
        heads = alignments.heads(self._workspace.store)
        if session := self._desk.session:
            ids = [head.id for head in heads]
            self._queue.chosen.emit(ids[(ids.index(session.id) + by) % len(ids)])

    def _ask_remove(self) -> None:
        session = self._desk.session
        if session is None:
            return
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Remove this pair")
        box.setText(f"Remove “{session.source_name}” and all work on its alignment?")
        box.setInformativeText("What went into memories and documents stays there.")
        remove = box.addButton("Remove", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(lambda: self.remove(session.id))
        show(box)

    def remove(self, alignment_id: int) -> None:
        """Take a pair out of the queue for good, and go to another."""
        if alignment_id == self._current:
            self._desk.settle()
        try:
            alignments.remove(self._workspace.store, alignment_id)
        except ExpectedError as error:
            self._work.fail(error)
            return
        if alignment_id == self._current:
            self._desk.show(None)  # until another one is read, nobody works on what is gone
        self.open_first(alignments.heads(self._workspace.store))

    def _warn(self, text: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        self._tell(MessageKind.WARNING, text, button, act)
