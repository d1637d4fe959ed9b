"""Brings the result of an alignment where the person wants it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.alignment.session import AlignmentSession, Stage
from core.counting import counted
from core.document import Document
from core.people import Person
from core.progress import Progress
from desktop.alignment.desk import AlignmentDesk
from desktop.alignment.finish_dialog import FinishDialog, FinishWish, To
from desktop.dialogs import show
from desktop.long_work import LongWork, Tell
from desktop.widgets.message_bar import MessageKind
from services import alignment_results as results
from services import alignments
from services.alignment_units import wanted_rows
from services.memories import attached
from services.store import Store

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class Finishing:
    """Asks, does it in a job, and tells what came of it."""

    def __init__(self, desk: AlignmentDesk, work: LongWork, tell: Tell, window: QWidget) -> None:
        self._desk, self._work, self._tell, self._window = desk, work, tell, window

    def ask(self, workspace: "Workspace", sure_from: float) -> None:
        """Ask which pairs go where."""
        session = self._desk.session
        if session is None:
            return
        known = attached(workspace.store)
        others = [each for each in _open_ones(workspace.store) if each != session.id]
        if workspace.store.read_only:  # it could not be kept which of them are finished
            others = []
        dialog = FinishDialog(
            session, known, workspace.path.parent, sure_from, len(others), self._window
        )
        dialog.accepted.connect(lambda: self.run(workspace, session, dialog.wish))
        show(dialog)

    def run(
        self, workspace: "Workspace", session: AlignmentSession, wish: FinishWish | None
    ) -> None:
        """Do what the person wished for."""
        if wish is None:
            return
        store, person = workspace.store, workspace.person

        def work(progress: Progress) -> list[Document | int]:
            if not wish.of_all:
                return [_MAKERS[wish.to](store, session, wish, person, progress)]
            return list(_make_all(store, session, wish, person, progress))

        def dropped(late: list[Document | int] | None) -> None:
            if late is None:
                workspace.refresh()  # of several alignments the first may be there already
            else:
                done(late)

        done = partial(self._done, workspace, session, wish)
        self._work.run("Finishing…", work, done, dropped=dropped)

    def _done(
        self,
        workspace: "Workspace",
        session: AlignmentSession,
        wish: FinishWish,
        made: list[Document | int],
    ) -> None:
        if self._desk.session is session:
            self._desk.finish()
        workspace.refresh()
        documents = [each for each in made if isinstance(each, Document)]
        number = sum(each for each in made if isinstance(each, int))
        if documents:
            workspace.open_document(documents[0].id)
            names = ", ".join(f"“{each.name}”" for each in documents)
            what = "is a document" if len(documents) == 1 else "are documents"
            self._say(f"{names} {what} of the project now, ready for review.")
        elif wish.path:
            self._say(_told(number, f"Wrote {_pairs(number)} to", f"“{wish.path.name}”"))
        else:
            self._say(_told(number, f"Put {_pairs(number)} into", "the project’s memory"))

    def _say(self, sentence: str) -> None:
        self._tell(MessageKind.INFO, sentence)


def _open_ones(store: Store) -> list[int]:
    """The alignments whose work is not finished."""
    return [head.id for head in alignments.heads(store) if head.stage is Stage.OPEN]


def _make_all(
    store: Store, current: AlignmentSession, wish: FinishWish, person: Person, progress: Progress
) -> Iterator[Document | int]:
    """Finish each open alignment in which there is something wanted, one after the other."""
    ids = list(dict.fromkeys([current.id, *_open_ones(store)]))
    for number, alignment_id in enumerate(ids):
        stage = progress.part(number / len(ids), (number + 1) / len(ids))
        opened = alignments.resume(store, alignment_id)
        stage.step(0, opened.session.source_name)
        if wanted_rows(opened.session, wish.confidence):
            yield _MAKERS[wish.to](store, opened.session, wish, person, stage)
            alignments.finish(store, opened)


def _told(number: int, what: str, place: str) -> str:
    """What came of it; a memory takes only what is not there yet."""
    return f"{what} {place}." if number else f"All these pairs are in {place} already."


def _pairs(number: int) -> str:
    return counted(number, "pair")


_Maker = Callable[[Store, AlignmentSession, FinishWish, Person, Progress], Document | int]


def _into_memory_file(
    store: Store, session: AlignmentSession, wish: FinishWish, person: Person, progress: Progress
) -> int:
    assert wish.path
    return results.to_memory_file(store, session, wish.confidence, person, wish.path, progress)


def _into_file(
    _store: Store, session: AlignmentSession, wish: FinishWish, person: Person, _progress: Progress
) -> int:
    assert wish.path
    if wish.to is To.TMX:
        return results.to_tmx(session, wish.confidence, person, wish.path)
    write = results.to_tsv if wish.to is To.TSV else results.to_xlsx
    return write(session, wish.confidence, wish.path)


_MAKERS: dict[To, _Maker] = {
    To.PROJECT_MEMORY: lambda store, session, wish, person, _progress: results.to_project_memory(
        store, session, wish.confidence, person
    ),
    To.DOCUMENT: lambda store, session, wish, person, _progress: results.to_document(
        store, session, wish.confidence, person
    ),
    To.MEMORY_FILE: _into_memory_file,
    To.TMX: _into_file,
    To.TSV: _into_file,
    To.XLSX: _into_file,
}
