"""What the two sides of a row share, with the terms that the project and the program know."""

from collections.abc import Sequence
from functools import lru_cache

from core import lexicon
from core.alignment.evidence import Shared, shared
from core.alignment.tokens import stem, tokenize
from db import projects
from db.store import Store
from services.alignment_knowledge import known_words

_KEPT = 4096


class Evidence:
    """Finds what two texts share; of the known pairs of words only those that may be in both."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[str, tuple[str, str]]]] = {}
        for pair in dict.fromkeys(pairs):
            first, other = (_first_stem(word) for word in pair)
            if first and other:
                self._by_word.setdefault(first, []).append((other, pair))
        self.of = lru_cache(_KEPT)(self._find)
        """The shared pieces of a source and a target; see core.alignment.evidence."""

    def _find(self, source: str, target: str) -> tuple[Shared, ...]:
        across = {stem(token) for token in tokenize(target)}
        pairs = [
            pair
            for word in dict.fromkeys(stem(token) for token in tokenize(source))
            for other, pair in self._by_word.get(word, ())
            if other in across
        ]
        return shared(source, target, pairs)


def evidence_of(store: Store) -> Evidence:
    """What can be found with the terms of a project and the seed lexicon."""
    with store.reading() as session:
        project = projects.only(session)
    seed = lexicon.pairs(project.source_language, project.target_language)
    return Evidence([*known_words(store), *seed])


def _first_stem(phrase: str) -> str:
    return next((stem(token) for token in tokenize(phrase)), "")
