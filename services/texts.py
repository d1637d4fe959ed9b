"""Texts without a project: what languages a file is in, how it is cut, how two are aligned."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.alignment.aligner import align
from core.alignment.bead import Alignment
from core.encoding import decode
from core.formats.text import TextFormat
from core.identify import Identified, identify_paragraphs
from core.progress import Progress
from core.segmentation import segment
from services import files


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a file and the language it was found to be in."""

    text: str
    identified: Identified


@dataclass(frozen=True, slots=True)
class AlignedFiles:
    """The sentences of two files, and how they go together."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    source_language: str
    target_language: str
    alignment: Alignment


def identify_file(path: Path, encoding: str | None = None) -> list[Paragraph]:
    """The paragraphs of a text file with their languages.

    Raises UnreadableFileError or EncodingError.
    """
    texts = [block.source for block in TextFormat().read(files.read(path), encoding).blocks]
    return [
        Paragraph(text, found)
        for text, found in zip(texts, identify_paragraphs(texts), strict=True)
    ]


def segment_file(path: Path, language: str = "", encoding: str | None = None) -> list[str]:
    """The sentences of a text file, in `language` or in the one found for each paragraph."""
    return [
        sentence.strip()
        for paragraph in identify_file(path, encoding)
        for sentence in segment(paragraph.text, language or paragraph.identified.language)
    ]


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
    languages, sentences = [], []
    for path, language in ((source, source_language), (target, target_language)):
        language = language or main_language(identify_file(path))
        languages.append(language)
        sentences.append(_lines(path) if segmented else segment_file(path, language))
    found = align(sentences[0], sentences[1], languages[0], languages[1], progress)
    return AlignedFiles(tuple(sentences[0]), tuple(sentences[1]), languages[0], languages[1], found)


def main_language(found: Sequence[Paragraph]) -> str:
    """The language of most of the letters; empty when none was recognised."""
    letters: dict[str, int] = {}
    for paragraph in found:
        language = paragraph.identified.language
        letters[language] = letters.get(language, 0) + len(paragraph.text)
    return max(letters, key=lambda language: (bool(language), letters[language]), default="")


def _lines(path: Path) -> list[str]:
    lines = decode(files.read(path)).text.split("\n")
    if lines[-1] == "":
        del lines[-1]
    return [line.rstrip("\r") for line in lines]
