"""Targets, and units of memories, from one script into the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from core import review
from core.history import Act, ChangeKind
from core.language import Script
from core.memory.unit import TranslationUnit
from core.people import Person
from core.progress import Progress
from core.segment import Segment
from core.transliteration import Doubt, convert
from core.transliteration.tags import in_script
from db.memory_rows import Rows
from db.store import Store
from services import editing
from services.memories import Memory, batches_of


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is wanted: a language's text in the letters of `to`.

    `alphabet` is the name of one of its Latin alphabets, as for core.transliteration.convert.
    """

    language: str
    to: Script
    alphabet: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """A segment whose target another script changes, with the words to look at."""

    segment: Segment
    target: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a conversion would do: the segments that change, and how many are closed to it."""

    changes: tuple[Converted, ...]
    closed: int

    @property
    def doubtful(self) -> int:
        """How many of the changes have words to look at."""
        return sum(bool(change.doubts) for change in self.changes)


def preview(
    segments: Sequence[Segment], wanted: Conversion, progress: Progress | None = None
) -> Preview:
    """What converting the targets of these segments would do; nothing is stored.

    Sources never change, and neither do locked or final segments. Raises Cancelled.
    """
    changes: list[Converted] = []
    closed = 0
    for segment in (progress or Progress()).track(segments, len(segments)):
        found = convert(segment.target, wanted.language, wanted.to, wanted.alphabet)
        if found.text == segment.target:
            continue
        if review.why_closed(segment):
            closed += 1
        else:
            changes.append(Converted(segment, found.text, found.doubts))
    return Preview(tuple(changes), closed)


def convert_targets(
    store: Store, changes: Sequence[Converted], person: Person, progress: Progress | None = None
) -> Act:
    """Store what a preview showed, as one act.

    Raises ConflictError where somebody changed a segment in the meantime, NotAllowedError where
    one was closed, StoreError, and Cancelled; nothing is stored then.
    """
    steps = [
        (change.segment, review.converted(change.segment, change.target, sure=not change.doubts))
        for change in changes
    ]
    return editing.keep(store, ChangeKind.CONVERT, steps, person, progress=progress)


def convert_memory(
    memory: Memory, into: Memory, wanted: Conversion, progress: Progress | None = None
) -> Sequence[int]:
    """Add the units of one memory to another one, or to itself, in the other script.

    Only units with a side in the other script of the language are converted and added; that side
    is marked with its new script. They have no uid: beside the originals they are units of their
    own. What is there already, the same in everything, is not added again. Returns the ids of the
    new ones, for undo. Raises StoreError, and Cancelled; nothing is added then.
    """
    made = _new(memory, into, wanted, progress or Progress())
    # A memory is not read while it is written.
    return into.add_rows(list(made) if into is memory else made)


def count_new(memory: Memory, wanted: Conversion, progress: Progress | None = None) -> int:
    """How many units convert_memory would add to the memory itself. Raises Cancelled."""
    return sum(map(len, _new(memory, memory, wanted, progress or Progress())))


def preview_memory(
    memory: Memory, wanted: Conversion, limit: int, progress: Progress | None = None
) -> list[tuple[TranslationUnit, TranslationUnit]]:
    """The first units that convert_memory would add, each behind the one it is made of."""
    return list(islice(_converted(memory, wanted, progress or Progress()), limit))


def _new(memory: Memory, into: Memory, wanted: Conversion, progress: Progress) -> Iterator[Rows]:
    made = (other for _unit, other in _converted(memory, wanted, progress))
    return into.lacking(batches_of(made), by_text=False)


def _converted(
    memory: Memory, wanted: Conversion, progress: Progress
) -> Iterator[tuple[TranslationUnit, TranslationUnit]]:
    for stored in progress.track(memory.units(), memory.count(), memory.name):
        other = _target_converted(_source_converted(stored.unit, wanted), wanted)
        if other is not stored.unit:
            yield stored.unit, replace(other, uid="")


def _source_converted(unit: TranslationUnit, wanted: Conversion) -> TranslationUnit:
    tag = in_script(unit.source_language, wanted.language, wanted.to)
    if not tag:
        return unit
    source, before, after = (
        _text(text, wanted) for text in (unit.source, unit.context_before, unit.context_after)
    )
    return replace(
        unit, source=source, context_before=before, context_after=after, source_language=tag
    )


def _target_converted(unit: TranslationUnit, wanted: Conversion) -> TranslationUnit:
    tag = in_script(unit.target_language, wanted.language, wanted.to)
    return replace(unit, target=_text(unit.target, wanted), target_language=tag) if tag else unit


def _text(text: str, wanted: Conversion) -> str:
    return convert(text, wanted.language, wanted.to, wanted.alphabet).text
