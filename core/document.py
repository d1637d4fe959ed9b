"""A document: one imported file, and the runs of languages it is written in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

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
    """The runs of languages in the order of the text; sure where every segment is sure."""
    runs = []
    for language, group in groupby(segments, key=lambda segment: segment.language):
        members = list(group)
        sure = all(segment.language_sure for segment in members)
        runs.append(LanguageRun(language, members[0].paragraph, members[-1].paragraph, sure))
    return tuple(runs)
