"""Texts without a project: what languages a file is in, how it is cut, how files are aligned."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.alignment.aligner import align_many
from core.alignment.bead import Alignment
from core.alignment.known import Known
from core.errors import ExpectedError, UnreadableFileError
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

_Side = tuple[str, Sequence[str]]
"""The language and the sentences of a file."""


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
    pairs: Sequence[tuple[Path, Path]],
    source_language: str = "",
    target_language: str = "",
    *,
    segmented: bool = False,
    words: tuple[tuple[str, str], ...] = (),
    progress: Progress | None = None,
) -> list[AlignedFiles]:
    """Align text files with their translations; with `segmented` each line is one sentence.

    Languages that are not given are those that most of a text is in. `words` are known to
    translate each other, and what is learnt from one pair of files serves all in its languages.
    """
    progress = progress or Progress()
    sides = list(_sides(pairs, source_language, target_language, segmented, progress.part(0, 0.4)))
    found: dict[int, Alignment] = {}
    for languages in dict.fromkeys((left[0], right[0]) for left, right in sides):
        some = [n for n, (one, other) in enumerate(sides) if (one[0], other[0]) == languages]
        texts = [(sides[n][0][1], sides[n][1][1]) for n in some]
        share = 0.4 + 0.6 * len(found) / len(sides)
        stage = progress.part(share, share + 0.6 * len(some) / len(sides))
        aligned = align_many(texts, *languages, stage, known=Known(words))
        found |= dict(zip(some, aligned, strict=True))
    return [
        AlignedFiles(tuple(left[1]), tuple(right[1]), left[0], right[0], found[number])
        for number, (left, right) in enumerate(sides)
    ]


def read_words(path: Path) -> tuple[tuple[str, str], ...]:
    """The pairs of a list with a word, a tab and its translation in each line.

    Empty lines, and what follows a second tab, are passed over. Raises UnreadableFileError and
    EncodingError.
    """
    found = []
    for number, line in enumerate(files.lines(path), 1):
        word, tab, rest = line.partition("\t")
        pair = word.strip(), rest.partition("\t")[0].strip()
        if tab and all(pair):
            found.append(pair)
        elif line.strip():
            raise UnreadableFileError(
                f"Line {number} of “{path.name}” is no word with its translation. Put a tab "
                "between the two, or take the line out."
            )
    return tuple(found)


def _sides(
    pairs: Sequence[tuple[Path, Path]],
    source_language: str,
    target_language: str,
    segmented: bool,
    progress: Progress,
) -> Iterator[tuple[_Side, _Side]]:
    for number, (source, target) in enumerate(pairs):
        stage = progress.part(number / len(pairs), (number + 1) / len(pairs))
        yield (
            _side(source, source_language, segmented, stage.part(0, 0.5)),
            _side(target, target_language, segmented, stage.part(0.5, 1)),
        )


def _side(path: Path, language: str, segmented: bool, progress: Progress) -> _Side:
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
