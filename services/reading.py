"""Understanding a file before anything of it is stored: its format, languages and segments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.document import LanguageRun, language_runs
from core.encoding import decode
from core.formats import format_for
from core.formats.format import Block, Format, ParsedFile
from core.identify import Identified, identify_paragraphs
from core.progress import Progress
from core.segment import Segment
from core.segmentation import segment
from services import files


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file, before anything is stored."""

    path: Path
    format: Format
    original: bytes
    parsed: ParsedFile
    segments: tuple[Segment, ...]

    @property
    def runs(self) -> tuple[LanguageRun, ...]:
        """The runs of languages the file is written in."""
        return language_runs(self.segments)

    def languages(self) -> tuple[str, ...]:
        """The languages found, in the order they first occur."""
        return tuple(dict.fromkeys(run.language for run in self.runs if run.language))

    def main_language(self) -> str:
        """The language that most of the text is in; empty when none was recognised."""
        return main_language((part.source, part.language) for part in self.segments)

    def text(self) -> str:
        """The decoded text of a file of running text; the keys of segments point into it."""
        return decode(self.original, self.parsed.encoding).text


def format_of(path: Path) -> Format:
    """The format of a file. Raises UnreadableFileError."""
    return format_for(path.name, files.read(path))


def read_file(
    path: Path,
    source_language: str,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Understand a file without storing anything.

    Paragraphs of running text are identified and cut into sentences; those that are in another
    language than `source_language` are marked as locked. Raises UnreadableFileError,
    EncodingError.
    """
    data = files.read(path)
    format_ = format_for(path.name, data)
    with files.named(path):
        parsed = format_.read(data, encoding)
    if format_.running_text:
        texts = [block.source for block in parsed.blocks]
        languages = identify_paragraphs(texts, progress)
        found = _cut(parsed.blocks, languages, source_language)
    else:
        tag = parsed.source_language or source_language
        found = [_as_it_stands(block, n, tag) for n, block in enumerate(parsed.blocks)]
    return Reading(path, format_, data, parsed, tuple(found))


def main_language(parts: Iterable[tuple[str, str]]) -> str:
    """The language of most of the letters in pairs of text and language; empty for none."""
    letters: dict[str, int] = {}
    for text, language in parts:
        letters[language] = letters.get(language, 0) + len(text)
    return max(letters, key=lambda language: (bool(language), letters[language]), default="")


def _cut(
    blocks: Sequence[Block], languages: Sequence[Identified], source_language: str
) -> list[Segment]:
    # A single line that nobody is sure about stays open: it may well be in the source language.
    foreign = {found.language for found in languages if found.sure} - {source_language}
    cut: list[Segment] = []
    for block, found in zip(blocks, languages, strict=True):
        for begin, text in _sentences(block, found.language or source_language):
            cut.append(
                Segment(
                    id=0,
                    document_id=0,
                    position=len(cut),
                    key=f"{begin}-{begin + len(text)}",
                    source=text,
                    language=found.language,
                    language_sure=found.sure,
                    paragraph=block.paragraph,
                    locked=found.language in foreign,
                )
            )
    return cut


def _sentences(block: Block, language: str) -> Iterable[tuple[int, str]]:
    """The sentences of a paragraph without the space around them, and where each begins."""
    start = int(block.key.split("-")[0])
    for part in segment(block.source, language):
        if text := part.strip():
            yield start + part.index(text), text
        start += len(part)


def _as_it_stands(block: Block, position: int, tag: str) -> Segment:
    return Segment(
        id=0,
        document_id=0,
        position=position,
        key=block.key,
        source=block.source,
        target=block.target,
        state=block.state,
        origin=block.origin,
        language=tag,
        paragraph=block.paragraph,
        note=block.note,
        context=block.context,
    )
