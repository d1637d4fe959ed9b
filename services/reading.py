"""Understanding a file before anything of it is stored: its format, languages and segments."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.document import LanguageRun, language_runs
from core.encoding import decode
from core.formats import format_for
from core.formats.format import Block, Format, ParsedFile
from core.hygiene.defect import Defect, DefectKind
from core.hygiene.repair import Repaired, find_defects, repair
from core.identify import Identified, identify_paragraphs
from core.language import language
from core.progress import Progress
from core.segment import Segment
from services import files
from services.segmenting import segment


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file, before anything is stored.

    `defects` are those of running text as it is in the file, placed in their paragraphs.
    """

    path: Path
    format: Format
    original: bytes
    parsed: ParsedFile
    segments: tuple[Segment, ...]
    defects: tuple[Defect, ...] = ()

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
    repairing: Collection[DefectKind] = (),
) -> Reading:
    """Understand a file without storing anything.

    Paragraphs of running text are identified and cut into sentences; those that are in another
    language than `source_language` are marked as locked. Defects of the kinds in `repairing` are
    repaired in the segments; their keys stay places in the file. Raises UnreadableFileError,
    EncodingError.
    """
    return read_data(path, files.read(path), source_language, encoding, progress, repairing)


def read_data(
    path: Path,
    data: bytes,
    source_language: str,
    encoding: str | None = None,
    progress: Progress | None = None,
    repairing: Collection[DefectKind] = (),
) -> Reading:
    """Understand the bytes of a file that was at `path`, as `read_file` does."""
    format_ = format_for(path.name, data)
    with files.named(path):
        parsed = format_.read(data, encoding)
    if format_.running_text:
        found, defects = _running_text(parsed.blocks, source_language, repairing, progress)
        return Reading(path, format_, data, parsed, found, defects)
    tag = parsed.source_language or source_language
    whole = tuple(_as_it_stands(block, n, tag) for n, block in enumerate(parsed.blocks))
    return Reading(path, format_, data, parsed, whole)


def _running_text(
    blocks: Sequence[Block],
    source_language: str,
    repairing: Collection[DefectKind],
    progress: Progress | None,
) -> tuple[tuple[Segment, ...], tuple[Defect, ...]]:
    """The sentences of the paragraphs, repaired, and the defects there were before."""
    texts = [block.source for block in blocks]
    languages = identify_paragraphs(texts, progress)
    spelled = [language(found.language or source_language) for found in languages]
    pairs = list(zip(texts, spelled, strict=True))
    defects = tuple(defect for pair in pairs for defect in find_defects(*pair))
    repaired = [repair(*pair, repairing) for pair in pairs]
    if any(defect.kind in repairing for defect in defects):
        languages = identify_paragraphs([one.text for one in repaired])
    return tuple(_cut(blocks, repaired, languages, source_language)), defects


def main_language(parts: Iterable[tuple[str, str]]) -> str:
    """The language of most of the letters in pairs of text and language; empty for none."""
    letters: dict[str, int] = {}
    for text, tag in parts:
        letters[tag] = letters.get(tag, 0) + len(text)
    return max(letters, key=lambda tag: (bool(tag), letters[tag]), default="")


def _cut(
    blocks: Sequence[Block],
    repaired: Sequence[Repaired],
    languages: Sequence[Identified],
    source_language: str,
) -> list[Segment]:
    # A single line that nobody is sure about stays open: it may well be in the source language.
    foreign = {found.language for found in languages if found.sure} - {source_language}
    cut: list[Segment] = []
    for block, paragraph, found in zip(blocks, repaired, languages, strict=True):
        start = int(block.key.split("-")[0])
        for begin, text in _sentences(paragraph.text, found.language or source_language):
            places = (start + paragraph.places[at] for at in (begin, begin + len(text)))
            cut.append(
                Segment(
                    id=0,
                    document_id=0,
                    position=len(cut),
                    key="-".join(map(str, places)),
                    source=text,
                    language=found.language,
                    language_sure=found.sure,
                    paragraph=block.paragraph,
                    locked=found.language in foreign,
                )
            )
    return cut


def _sentences(paragraph: str, tag: str) -> Iterable[tuple[int, str]]:
    """The sentences of a paragraph without the space around them, and where each begins."""
    start = 0
    for part in segment(paragraph, tag):
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
