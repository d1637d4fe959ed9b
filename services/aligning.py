"""Two texts that translate each other: found in files, aligned, and made into segments."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from core.alignment.aligner import align
from core.alignment.bead import Alignment, Bead
from core.alignment.session import AlignmentSession, Cell, Sentence, Stage
from core.counting import counted
from core.errors import ExpectedError, NotParallelError
from core.language import language
from core.progress import Progress
from core.project import Project
from core.segment import Origin, OriginKind, Segment, State
from db.store import Store
from services.alignment_knowledge import knowledge_of
from services.reading import Reading


@dataclass(frozen=True, slots=True)
class Bitext:
    """The sentences of both sides as segments of the texts they were cut from.

    `rest` are segments of the source text that belong to neither side.
    """

    source_name: str
    target_name: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    source_text: str
    target_text: str
    rest: tuple[Segment, ...] = ()

    def session(self, project: Project) -> AlignmentSession:
        """The sentences as work that waits to be aligned."""
        return AlignmentSession(
            0,
            self.source_name,
            self.target_name,
            project.source_language,
            project.target_language,
            _sentences(self.source),
            _sentences(self.target),
        )


@dataclass(frozen=True, slots=True)
class AlignedBitext:
    """A bitext, and how its sentences go together."""

    bitext: Bitext
    alignment: Alignment

    def session(self, project: Project) -> AlignmentSession:
        """The alignment as work that has become a document."""
        begun = self.bitext.session(project).aligned(self.alignment)
        return replace(begun, stage=Stage.FINISHED)

    def segments(self, accepted: Container[Bead] = ()) -> list[Segment]:
        """A segment for each bead with a source, and the rest, in the order of the text.

        Targets are drafts, but for those of `accepted` beads, which a person stands for.
        """
        made = [
            replace(part, state=State.TRANSLATED) if part.target and bead in accepted else part
            for bead in self.alignment.beads
            for part in _bead_segments(bead, self.bitext)
        ]
        whole = sorted([*made, *self.bitext.rest], key=lambda part: _place(part)[0])
        return [replace(part, position=number) for number, part in enumerate(whole)]

    def warnings(self) -> tuple[str, ...]:
        """A sentence about what has no counterpart, where there is such."""
        alone = sum(len(bead.target) for bead in self.alignment.beads if not bead.source)
        name = self.bitext.target_name
        return (
            (f"Left out of “{name}”, without a counterpart: {counted(alone, 'sentence')}.",)
            if alone
            else ()
        )


def two_files(project: Project, source: Reading, target: Reading, *, insist: bool) -> Bitext:
    """A text and its translation.

    Raises NotParallelError for texts that are mainly in other languages than the project's,
    unless the person insists.
    """
    for reading, tag in ((source, project.source_language), (target, project.target_language)):
        found = reading.main_language()
        if found not in ("", tag) and not insist:
            raise NotParallelError(
                f"“{reading.path.name}” is in {language(found).name} and not in "
                f"{language(tag).name}, so nothing was imported. Give the source first and its "
                "translation second, or insist if you are sure."
            )
    return Bitext(
        source.path.name,
        target.path.name,
        tuple(replace(part, locked=False) for part in source.segments),
        target.segments,
        source.text(),
        target.text(),
    )


def one_file(project: Project, reading: Reading) -> Bitext:
    """The runs in the project's two languages in one file.

    Raises ExpectedError where one of them is missing.
    """
    wanted = (project.source_language, project.target_language)
    sides = [tuple(part for part in reading.segments if part.language == tag) for tag in wanted]
    if not all(sides):
        names = [language(tag).name for tag in reading.languages()]
        raise ExpectedError(
            f"“{reading.path.name}” does not hold a text in {language(wanted[0]).name} and one in "
            f"{language(wanted[1]).name}; found: {', '.join(names) or 'no known language'}. Give "
            "the translation as a second file, or import it as a document to translate."
        )
    rest = tuple(part for part in reading.segments if part.language not in wanted)
    text, name = reading.text(), reading.path.name
    return Bitext(name, name, sides[0], sides[1], text, text, rest)


def align_bitext(
    store: Store, project: Project, bitext: Bitext, progress: Progress, *, insist: bool
) -> AlignedBitext:
    """Align the sentences of a bitext, with what the project knows.

    Raises NotParallelError for texts that do not look like translations of each other, unless
    the person insists.
    """
    source, target = ([part.source for part in side] for side in (bitext.source, bitext.target))
    found = align(
        source,
        target,
        project.source_language,
        project.target_language,
        progress.part(0.1, 1),
        known=knowledge_of(store, source, progress.part(0, 0.1)),
    )
    if not found.parallel and not insist:
        names = f"“{bitext.source_name}” and “{bitext.target_name}”"
        if bitext.source_name == bitext.target_name:
            first, second = (
                language(tag).name for tag in (project.source_language, project.target_language)
            )
            names = f"The texts in {first} and in {second} of “{bitext.source_name}”"
        raise NotParallelError(
            f"{names} do not look like translations of each other, so nothing was imported. "
            "Check that they belong together, or insist if you are sure."
        )
    return AlignedBitext(bitext, found)


def _bead_segments(bead: Bead, bitext: Bitext) -> Iterator[Segment]:
    """One segment, or several where the sentences of the source do not stand side by side.

    The first one gets the target, so that no segment reaches over what lies between.
    """
    target = " ".join(
        _text(group, bitext.target_text)
        for group in _neighbours([bitext.target[n] for n in bead.target], bitext.target_text)
    )
    groups = _neighbours([bitext.source[n] for n in bead.source], bitext.source_text)
    for group in groups:
        begin, end = _extent(group)
        text = _text(group, bitext.source_text)
        bare = replace(group[0], key=f"{begin}-{end}", source=text)
        yield _with_target(bare, target, bead, bitext.target_name) if target else bare
        target = ""


def _with_target(segment: Segment, target: str, bead: Bead, name: str) -> Segment:
    origin = Origin(OriginKind.ALIGNMENT, round(bead.confidence * 100), name)
    return replace(segment, target=target, state=State.DRAFT, origin=origin)


def _neighbours(parts: Sequence[Segment], text: str) -> list[list[Segment]]:
    """The parts in groups between whose members there is nothing but space."""
    groups: list[list[Segment]] = []
    for part in parts:
        if groups and not text[_place(groups[-1][-1])[1] : _place(part)[0]].strip():
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _text(group: Sequence[Segment], text: str) -> str:
    """What the group says: the slice of its text, unless somebody changed a sentence of it."""
    if all(text[slice(*_place(part))] == part.source for part in group):
        return text[slice(*_extent(group))]
    return " ".join(part.source for part in group)


def _extent(group: Sequence[Segment]) -> tuple[int, int]:
    return _place(group[0])[0], _place(group[-1])[1]


def _sentences(parts: Sequence[Segment]) -> Cell:
    return tuple(Sentence(part.source, n, *_place(part)) for n, part in enumerate(parts))


def _place(part: Segment) -> tuple[int, int]:
    """Where a segment of running text begins and ends in it."""
    begin, _, end = part.key.partition("-")
    return int(begin), int(end)
