"""The seed lexicon: words that every project needs, in the eight languages.

It lies in `resources/lexicon`, a table of tab-separated values for each subject: a column for each
language, “ | ” between words for the same thing, and an empty cell where nobody was sure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import resources
from core.language import TAGS
from core.terms import Concept, Term, TermStatus

MONTHS = "months"
"""The subject whose entries are the months, from January on."""

_SYNONYMS = " | "


@dataclass(frozen=True, slots=True)
class Entry:
    """One notion: the words for it by language (program tags), the usual one first.

    A language in which no word is known has none.
    """

    subject: str
    words: Mapping[str, tuple[str, ...]]


@cache
def entries() -> tuple[Entry, ...]:
    """The whole lexicon, by subject and then as in the file."""
    files = sorted(resources.path("lexicon").glob("*.tsv"))
    return tuple(entry for path in files for entry in _read(path))


def months(language: str) -> tuple[tuple[str, ...], ...]:
    """The names of the twelve months in `language` (a program tag), from January on."""
    return tuple(entry.words.get(language, ()) for entry in entries() if entry.subject == MONTHS)


@cache
def pairs(source_language: str, target_language: str) -> tuple[tuple[str, str], ...]:
    """Words that translate each other, every synonym with every other, each pair once."""
    found = {
        (source, target): None
        for entry in entries()
        for source in entry.words.get(source_language, ())
        for target in entry.words.get(target_language, ())
    }
    return tuple(found)


def concepts(source_language: str, target_language: str) -> list[Concept]:
    """A termbase for a pair of languages: what has a word in both.

    The first word of a language is preferred, its synonyms are admitted. The ids are 0 until
    the concepts are stored.
    """
    languages = (source_language, target_language)
    return [
        Concept(0, tuple(term for tag in languages for term in _terms(entry, tag)))
        for entry in entries()
        if all(tag in entry.words for tag in languages)
    ]


def _terms(entry: Entry, language: str) -> Iterator[Term]:
    for number, word in enumerate(entry.words[language]):
        yield Term(language, word, TermStatus.ADMITTED if number else TermStatus.PREFERRED)


def _read(path: Path) -> Iterator[Entry]:
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    tags = head.split("\t")
    assert tags == list(TAGS), path.name
    for row in rows:
        cells = zip(tags, row.split("\t"), strict=True)
        words = {tag: tuple(cell.split(_SYNONYMS)) for tag, cell in cells if cell}
        yield Entry(path.stem, MappingProxyType(words))
