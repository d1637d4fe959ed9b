"""Terminology: one notion, and the words for it in each language."""

from dataclasses import dataclass
from enum import StrEnum


class TermStatus(StrEnum):
    """Whether a word should be used for its notion."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase for a concept; `language` is a program tag."""

    language: str
    text: str
    status: TermStatus = TermStatus.PREFERRED


@dataclass(frozen=True, slots=True)
class Concept:
    """One notion with its terms; `word_list` names the list it came from, where there is one."""

    id: int
    terms: tuple[Term, ...]
    definition: str = ""
    note: str = ""
    word_list: str = ""
