"""An alignment in progress: two texts cut into sentences, in rows of what translates each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.alignment.bead import Alignment, Bead, Moved


class TextSide(StrEnum):
    """One of the two texts."""

    SOURCE = "source"
    TARGET = "target"

    @property
    def other(self) -> "TextSide":
        """The side across."""
        return TextSide.TARGET if self is TextSide.SOURCE else TextSide.SOURCE


class Verdict(StrEnum):
    """What a person said of a row."""

    NONE = "none"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Stage(StrEnum):
    """How far the work on a pair of texts is."""

    WAITING = "waiting"  # not aligned yet
    DOUBTED = "doubted"  # no translations of each other, as it seems; a person has to insist
    OPEN = "open"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands now, and where it came from.

    `number` counts the sentences of its document as it was cut, from 0; one that a person put in
    has −1. `begin` and `end` are where it stood in the decoded text of the document.
    """

    text: str
    number: int
    begin: int = 0
    end: int = 0


Cell = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that translate each other; either side may be empty, but not both.

    `confidence` is the aligner's probability (0–1) that exactly this grouping is right, and None
    once a person has grouped it.
    """

    source: Cell
    target: Cell
    confidence: float | None = None
    verdict: Verdict = Verdict.NONE

    def cell(self, side: TextSide) -> Cell:
        """The sentences of one side."""
        return self.source if side is TextSide.SOURCE else self.target

    def text(self, side: TextSide) -> str:
        """The sentences of one side as one text."""
        return " ".join(sentence.text for sentence in self.cell(side))

    @property
    def is_pair(self) -> bool:
        """Whether there is text on both sides."""
        return bool(self.source and self.target)

    def is_doubtful(self, confidence: float) -> bool:
        """Whether a person should look at it who trusts the aligner from `confidence` up."""
        unsure = self.confidence is None or self.confidence < confidence
        return self.verdict is Verdict.NONE and unsure


@dataclass(frozen=True, slots=True)
class Progressed:
    """How many rows an alignment has, and what was said of them."""

    rows: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class AlignmentHead:
    """What a list of alignments says of one of them; see AlignmentSession."""

    id: int
    source_name: str
    target_name: str
    stage: Stage
    confidence: float
    progress: Progressed


@dataclass(frozen=True, slots=True)
class AlignmentSession:
    """Two named texts as sentences, kept so that work on them can go on.

    `source` and `target` are the sentences as they were cut. `rows` hold those that are there
    now, each once and in order. `confidence` (0–1) says how sure it is that the texts are
    translations of each other at all. `moved` are passages whose translation stands elsewhere, by
    the numbers of sentences as they were cut.
    """

    id: int
    source_name: str
    target_name: str
    source_language: str
    target_language: str
    source: Cell
    target: Cell
    rows: tuple[Row, ...] = ()
    stage: Stage = Stage.WAITING
    confidence: float = 0.0
    moved: tuple[Moved, ...] = ()

    def cut(self, side: TextSide) -> Cell:
        """The sentences of one side as they were cut."""
        return self.source if side is TextSide.SOURCE else self.target

    def sentences(self, side: TextSide) -> list[Sentence]:
        """The sentences of one side as they are now, in order."""
        return [sentence for row in self.rows for sentence in row.cell(side)]

    def name(self, side: TextSide) -> str:
        """The name of one of the documents."""
        return self.source_name if side is TextSide.SOURCE else self.target_name

    def language(self, side: TextSide) -> str:
        """The language of one of the texts, as a program tag."""
        return self.source_language if side is TextSide.SOURCE else self.target_language

    def progress(self) -> Progressed:
        """What was said of the rows so far."""
        verdicts = [row.verdict for row in self.rows]
        return Progressed(
            len(verdicts), verdicts.count(Verdict.ACCEPTED), verdicts.count(Verdict.REJECTED)
        )

    def aligned(self, alignment: Alignment) -> "AlignmentSession":
        """The same texts in the rows that the aligner found."""
        stage = Stage.OPEN if alignment.parallel else Stage.DOUBTED
        rows = rows_of(alignment.beads, self.source, self.target)
        return replace(
            self, rows=rows, stage=stage, confidence=alignment.confidence, moved=alignment.moved
        )


def rows_of(
    beads: Sequence[Bead], source: Sequence[Sentence], target: Sequence[Sentence]
) -> tuple[Row, ...]:
    """The rows that beads make of the sentences they count."""
    return tuple(
        Row(
            tuple(source[number] for number in bead.source),
            tuple(target[number] for number in bead.target),
            bead.confidence,
        )
        for bead in beads
    )


def beads_of(rows: Sequence[Row], verdict: Verdict | None = None) -> tuple[Bead, ...]:
    """The rows as beads that count the sentences as they are now; with a verdict, only those."""
    beads, begin, across = [], 0, 0
    for row in rows:
        end, over = begin + len(row.source), across + len(row.target)
        if verdict in (None, row.verdict):
            sure = 1.0 if row.confidence is None else row.confidence
            beads.append(Bead(tuple(range(begin, end)), tuple(range(across, over)), sure))
        begin, across = end, over
    return tuple(beads)
