"""Lists of words and their translations that help to align: kept in a project, and taken out."""

from dataclasses import dataclass
from pathlib import Path

from core.errors import UnreadableFileError
from core.terms import Concept, Term
from db import projects, terms
from db.store import Store
from services.texts import read_words


@dataclass(frozen=True, slots=True)
class WordList:
    """A list that a project keeps, by the name of its file, and how many pairs it has."""

    name: str
    pairs: int


def add_list(store: Store, path: Path) -> WordList:
    """Make the pairs of a list terms of the project; one of the same name is replaced.

    The words on the left are in the project's source language. Raises UnreadableFileError,
    EncodingError, StoreError; nothing has changed then.
    """
    pairs = dict.fromkeys(read_words(path))
    if not pairs:
        raise UnreadableFileError(
            f"“{path.name}” holds no words. Write a word, a tab and its translation in each line."
        )
    with store.transaction() as session:
        project = projects.only(session)
        languages = project.source_language, project.target_language
        terms.remove_list(session, project.id, path.name)
        made = [
            Concept(0, tuple(map(Term, languages, pair)), word_list=path.name) for pair in pairs
        ]
        terms.add_all(session, project.id, made)
    return WordList(path.name, len(made))


def lists(store: Store) -> list[WordList]:
    """The lists that the project keeps, by name."""
    with store.reading() as session:
        found = terms.word_lists(session, projects.only(session).id)
    return [WordList(name, pairs) for name, pairs in found.items()]


def remove_list(store: Store, name: str) -> None:
    """Take the words of a list out of the project. Raises StoreError."""
    with store.transaction() as session:
        terms.remove_list(session, projects.only(session).id, name)
