"""A document: one imported file, and the runs of languages it is written in."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.segment import Segment


@dataclass(frozen=True, slots=True)
class Document:
    """One imported file. The bytes it was made from are kept in the store beside it.

    `format` is the name of the format in core.formats; `encoding` the one it was read in;
    `source_language` and `target_language` are program tags.
    """

    id: int
    position: int
    name: str
    format: str
    encoding: str
    source_language: str
    target_language: str


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Neighbouring paragraphs in one language: first and last paragraph number, inclusive."""

    language: str
    first: int
    last: int
    sure: bool


def language_runs(segments: Iterable[Segment]) -> tuple[LanguageRun, ...]:
    """The runs of languages in the order of the text; sure where every segment is sure.

    What has no language of its own ("12.", "* * *") belongs to the run it stands in, and says
    nothing about how sure that is.
    """
    runs: list[LanguageRun] = []
    for segment in segments:
        here, sure = segment.paragraph, segment.language_sure or not segment.language
        last = runs[-1] if runs else None
        if last and (not segment.language or last.language in ("", segment.language)):
            language = last.language or segment.language
            runs[-1] = LanguageRun(language, last.first, here, last.sure and sure)
        else:
            runs.append(LanguageRun(segment.language, here, here, sure))
    return tuple(runs)
