"""Texts without a project: what languages a file is in, how it is cut, how two are aligned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.alignment.aligner import align
from core.alignment.bead import Alignment
from core.errors import ExpectedError
from core.formats.text import TextFormat
from core.identify import Identified, Part, identify_paragraphs, parts
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Origin, OriginKind, State
from services import files
from services.reading import main_language
from services.segmenting import segment

_ENOUGH = 200
"""About so many paragraphs, spread over a text, tell in which language it is."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a file and the language it was found to be in.

    `parts` are the stretches in different languages, where there are several.
    """

    text: str
    identified: Identified
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class AlignedFiles:
    """The sentences of two files, and how they go together."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    source_language: str
    target_language: str
    alignment: Alignment

    def pairs(self) -> list[tuple[str, str, float]]:
        """The two texts and the confidence of every bead; sentences are joined by spaces."""
        return [
            (
                " ".join(self.source[number] for number in bead.source),
                " ".join(self.target[number] for number in bead.target),
                bead.confidence,
            )
            for bead in self.alignment.beads
        ]

    def units(self) -> list[TranslationUnit]:
        """The beads with both sides as drafts.

        Raises ExpectedError where a language is neither given nor recognised.
        """
        if not (self.source_language and self.target_language):
            raise ExpectedError(
                "The languages of these texts were not recognised, and TMX needs them. Give them "
                "with --source-lang and --target-lang."
            )
        return [
            TranslationUnit(
                source=source,
                target=target,
                source_language=self.source_language,
                target_language=self.target_language,
                uid=str(number),
                state=State.DRAFT,
                origin=Origin(OriginKind.ALIGNMENT, round(sure * 100)),
            )
            for number, (source, target, sure) in enumerate(self.pairs(), 1)
            if source and target
        ]


def identify_file(path: Path, progress: Progress | None = None) -> list[Paragraph]:
    """The paragraphs of a text file with their languages.

    Raises UnreadableFileError or EncodingError.
    """
    texts = _paragraphs(path)
    found = identify_paragraphs(texts, progress)
    return [
        Paragraph(text, one, several if len(several := parts(text)) > 1 else ())
        for text, one in zip(texts, found, strict=True)
    ]


def segment_file(path: Path, language: str = "", progress: Progress | None = None) -> list[str]:
    """The sentences of a text file, in `language` or in the one found for each paragraph."""
    if language:
        return _sentences((text, language) for text in _paragraphs(path))
    found = identify_file(path, progress)
    return _sentences((paragraph.text, paragraph.identified.language) for paragraph in found)


def align_files(
    source: Path,
    target: Path,
    source_language: str = "",
    target_language: str = "",
    *,
    segmented: bool = False,
    progress: Progress | None = None,
) -> AlignedFiles:
    """Align two text files; with `segmented` each line is one sentence as it stands.

    Languages that are not given are those that most of the text is in.
    """
    progress = progress or Progress()
    source_language, left = _side(source, source_language, segmented, progress.part(0, 0.2))
    target_language, right = _side(target, target_language, segmented, progress.part(0.2, 0.4))
    found = align(left, right, source_language, target_language, progress.part(0.4, 1))
    return AlignedFiles(tuple(left), tuple(right), source_language, target_language, found)


def _side(
    path: Path, language: str, segmented: bool, progress: Progress
) -> tuple[str, Sequence[str]]:
    """The language and the sentences of one of the files."""
    texts = files.lines(path) if segmented else _paragraphs(path)
    if not language:
        some = texts[:: max(1, len(texts) // _ENOUGH)]
        found = identify_paragraphs(some, progress)
        language = main_language(
            (text, one.language) for text, one in zip(some, found, strict=True)
        )
    return language, texts if segmented else _sentences((text, language) for text in texts)


def _paragraphs(path: Path) -> list[str]:
    data = files.read(path)
    with files.named(path):
        return [block.source for block in TextFormat().read(data).blocks]


def _sentences(paragraphs: Iterable[tuple[str, str]]) -> list[str]:
    cut = (part.strip() for text, language in paragraphs for part in segment(text, language))
    return [sentence for sentence in cut if sentence]
