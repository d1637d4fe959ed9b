"""Understanding a file before anything of it is stored: its format, languages and segments."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.document import LanguageRun, language_runs
from core.encoding import decode
from core.formats import format_for
from core.formats.format import Block, Format, ParsedFile
from core.identify import identify_paragraphs
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

    def text(self) -> str:
        """The decoded text of a file of running text; the keys of segments point into it."""
        return decode(self.original, self.parsed.encoding).text


def read_file(path: Path, source_language: str, encoding: str | None = None) -> Reading:
    """Understand a file without storing anything.

    Paragraphs of running text are identified and cut into sentences; those that are in another
    language than `source_language` are marked as locked. Raises UnreadableFileError,
    EncodingError.
    """
    data = files.read(path)
    format_ = format_for(path.name, data)
    parsed = format_.read(data, encoding)
    if format_.running_text:
        found = _cut(parsed.blocks, source_language)
    else:
        tag = parsed.source_language or source_language
        found = [_as_it_stands(block, n, tag) for n, block in enumerate(parsed.blocks)]
    return Reading(path, format_, data, parsed, tuple(found))


def _cut(blocks: Sequence[Block], source_language: str) -> list[Segment]:
    found = identify_paragraphs([block.source for block in blocks])
    cut: list[Segment] = []
    for block, identified in zip(blocks, found, strict=True):
        start = int(block.key.split("-")[0])
        for part in segment(block.source, identified.language or source_language):
            text = part.strip()
            begin = start + part.index(text)
            start += len(part)
            cut.append(
                Segment(
                    id=0,
                    document_id=0,
                    position=len(cut),
                    key=f"{begin}-{begin + len(text)}",
                    source=text,
                    language=identified.language,
                    language_sure=identified.sure,
                    paragraph=block.paragraph,
                    locked=identified.language not in ("", source_language),
                )
            )
    return cut


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
