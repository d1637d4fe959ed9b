"""The work on alignments: begun, gone on with, every act stored as it happens, taken back.

What is open is a value; each act gives back the next one, after it is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.alignment import editing
from core.alignment.aligner import align, align_many
from core.alignment.bead import Alignment
from core.alignment.editing import Journal, Step, take
from core.alignment.session import (
    AlignmentHead,
    AlignmentSession,
    Sentence,
    Stage,
    TextSide,
    Verdict,
    beads_of,
)
from core.errors import ExpectedError
from core.progress import Progress
from db import alignments, projects
from db.alignments import Original
from db.store import Store
from services.aligning import one_file, two_files
from services.alignment_knowledge import knowledge_of
from services.pairing import Pair
from services.reading import Reading, read_file

_AT_ONCE = 10_000
"""Sentences, both sides together, up to which pairs that wait are aligned at once."""


@dataclass(frozen=True, slots=True)
class OpenAlignment:
    """An alignment as it stands, and the steps that led there."""

    session: AlignmentSession
    journal: Journal = field(default_factory=Journal)


def add(
    store: Store, pair: Pair, progress: Progress | None = None, *, insist: bool = False
) -> AlignmentSession:
    """Put a pair of files into the queue, cut into sentences and not aligned yet.

    Raises NotParallelError for texts in other languages than the project's, unless the person
    insists; UnreadableFileError, EncodingError, ExpectedError, Cancelled.
    """
    progress = progress or Progress()
    with store.reading() as session:
        project = projects.only(session)
    source = _read(pair.source, project.source_language, progress.part(0, 0.5))
    if pair.target:
        target = _read(pair.target, project.target_language, progress.part(0.5, 1))
        bitext = two_files(project, source, target, insist=insist)
    else:
        bitext = one_file(project, source)
    kept = Original(source.original, source.format.name, source.parsed.encoding)
    with store.transaction() as session:
        return alignments.add(session, project.id, bitext.session(project), kept)


def _read(path: Path, tag: str, progress: Progress) -> Reading:
    """A file of running text. Raises what `add` does."""
    reading = read_file(path, tag, None, progress)
    if not reading.format.running_text:
        raise ExpectedError(
            f"“{path.name}” ({reading.format.title}) holds its translations itself and cannot be "
            "aligned. Import it instead."
        )
    return reading


def heads(store: Store) -> list[AlignmentHead]:
    """All alignments of the project in short, in the order they were begun."""
    with store.reading() as session:
        return alignments.heads(session, projects.only(session).id)


def resume(store: Store, alignment_id: int) -> OpenAlignment:
    """An alignment exactly as it was left. Raises ConflictError where there is none any more.

    Raises DamagedStoreError, too.
    """
    with store.reading() as session:
        return OpenAlignment(*alignments.load(session, alignment_id))


def align_waiting(
    store: Store, alignment_id: int, progress: Progress | None = None
) -> OpenAlignment:
    """Align a pair that waits in the queue; one that was aligned meanwhile stays as it is.

    The others that wait are aligned with it, as far as that is not too much at once: what is
    learnt from each serves all. Raises Cancelled; they wait on then. Raises ConflictError when
    somebody removed the pair, StoreError.
    """
    with store.transaction() as session:  # what cannot be stored is not worked out first
        found = OpenAlignment(*alignments.load(session, alignment_id))
        if found.session.stage is not Stage.WAITING:
            return found
        together = [found.session, *alignments.waiting_beside(session, found.session, _AT_ONCE)]
    aligned = _aligned(store, together, progress or Progress())
    done = [replace(one, rows=()).aligned(a) for one, a in zip(together, aligned, strict=True)]
    with store.transaction() as session:
        for one in done:
            if alignments.is_waiting(session, one.id):  # nobody removed or aligned it meanwhile
                alignments.begin_again(session, one)
        return OpenAlignment(*alignments.load(session, alignment_id))


def _aligned(
    store: Store, together: Sequence[AlignmentSession], progress: Progress
) -> list[Alignment]:
    first = together[0]
    texts = [(_texts(one.source), _texts(one.target)) for one in together]
    sources = [sentence for source, _target in texts for sentence in source]
    known = knowledge_of(store, sources, progress.part(0, 0.1))
    languages = first.source_language, first.target_language
    return align_many(texts, *languages, progress.part(0.1, 1), known=known)


def _texts(side: Sequence[Sentence]) -> list[str]:
    return [sentence.text for sentence in side]


def insist(store: Store, opened: OpenAlignment) -> OpenAlignment:
    """A person says that the two texts belong together, whatever the aligner thinks."""
    return _at_stage(store, opened, Stage.OPEN)


def finish(store: Store, opened: OpenAlignment) -> OpenAlignment:
    """The work is done, and its result is where the person wanted it."""
    return _at_stage(store, opened, Stage.FINISHED)


def remove(store: Store, alignment_id: int) -> None:
    """Take an alignment out of the queue, with all the work on it."""
    with store.transaction() as session:
        alignments.remove(session, alignment_id)


# -- acts ----------------------------------------------------------------------------------------


def act(store: Store, opened: OpenAlignment, step: Step) -> OpenAlignment:
    """Take a step and store it. Raises StoreError; nothing has happened then."""
    after = _reopened(take(opened.session, step))
    with store.transaction() as session:
        alignments.add_step(session, after, step, opened.journal.done)
    return OpenAlignment(after, opened.journal.with_step(step))


def undo(store: Store, opened: OpenAlignment) -> OpenAlignment:
    """Take the last step back; nothing happens where there is none."""
    step = opened.journal.last
    return _moved(store, opened, step.undone, -1) if step else opened


def redo(store: Store, opened: OpenAlignment) -> OpenAlignment:
    """Take the step again that was taken back last."""
    step = opened.journal.next
    return _moved(store, opened, step, 1) if step else opened


def realigned(store: Store, session: AlignmentSession, progress: Progress | None = None) -> Step:
    """The step that aligns anew what lies between accepted rows; it is not taken yet.

    Raises NotAllowedError where everything is accepted or stays as it is, and Cancelled.
    """
    progress = progress or Progress()
    source, target = (_texts(session.sentences(side)) for side in TextSide)
    found = align(
        source,
        target,
        session.source_language,
        session.target_language,
        progress.part(0.1, 1),
        accepted=beads_of(session.rows, Verdict.ACCEPTED),
        known=knowledge_of(store, source, progress.part(0, 0.1)),
    )
    return editing.realigned(session, found)


def _moved(store: Store, opened: OpenAlignment, step: Step, by: int) -> OpenAlignment:
    after = _reopened(take(opened.session, step))
    journal = replace(opened.journal, done=opened.journal.done + by)
    with store.transaction() as session:
        alignments.set_done(session, after, journal.done)
    return OpenAlignment(after, journal)


def _reopened(session: AlignmentSession) -> AlignmentSession:
    """What is worked on again is not finished any more."""
    return replace(session, stage=Stage.OPEN) if session.stage is Stage.FINISHED else session


def _at_stage(store: Store, opened: OpenAlignment, stage: Stage) -> OpenAlignment:
    with store.transaction() as session:
        alignments.set_stage(session, opened.session.id, stage)
    return replace(opened, session=replace(opened.session, stage=stage))
