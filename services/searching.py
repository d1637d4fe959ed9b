"""Looks for a phrase in what was translated before: in a project, and in memory files."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from core.concordance import Concordance, Hit, Phrase
from core.errors import StoreError
from core.memory.phrases import folded
from core.progress import Progress
from db.store import Store
from services import memories
from services.memory_texts import MemoryTexts
from services.project_texts import ProjectTexts

LIMIT = 200
"""More hits than anybody reads."""

COUNTED = 500
"""Hits of a memory that are counted; beyond it is enough to know that there are more."""


class Searcher:
    """Looks for phrases in a project and in the memories attached to it.

    It is for one thread at a time. What it has read it keeps, and it follows what changes.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._project = ProjectTexts(store)
        self._memories: dict[Path, MemoryTexts] = {}

    def close(self) -> None:
        """Close the memories."""
        for texts in self._memories.values():
            texts.close()
        self._memories.clear()

    def search(
        self,
        phrase: Phrase,
        limit: int = LIMIT,
        *,
        confirmed_only: bool = False,
        progress: Progress | None = None,
    ) -> Concordance:
        """The hits of a phrase: those of the project first, then by memory; of each the newest.

        Raises Cancelled.
        """
        found = _Found(phrase, limit)
        if not folded(phrase.text):
            return found.concordance()
        segments, outside = self._project.find(phrase, confirmed_only=confirmed_only)
        found.add(segments, self._project.hits)
        found.add(outside, self._project.hits_outside)
        progress = progress or Progress()
        for path in self._wanted_memories():
            progress.step(0)
            try:
                texts = self._memories.get(path) or MemoryTexts(path)
                self._memories[path] = texts
                found.add(texts.find(phrase, progress, COUNTED + 1), texts.hits)
            except StoreError as error:
                found.problems.append(str(error))
                self._let_go(path)  # the next search opens it anew
        return found.concordance()

    def _wanted_memories(self) -> list[Path]:
        """The memories in use, the first in priority first; others are let go of."""
        wanted = [Path(each.path) for each in memories.attached(self._store) if each.enabled]
        for path in self._memories.keys() - set(wanted):
            self._let_go(path)
        return wanted

    def _let_go(self, path: Path) -> None:
        if texts := self._memories.pop(path, None):
            texts.close()


def search_memory(
    path: Path, phrase: Phrase, limit: int = LIMIT, progress: Progress | None = None
) -> Concordance:
    """The hits of a phrase in a memory file, the newest first. Raises StoreError, Cancelled."""
    found = _Found(phrase, limit)
    with closing(MemoryTexts(path)) as texts:
        if folded(phrase.text):
            found.add(texts.find(phrase, progress or Progress(), COUNTED + 1), texts.hits)
    return found.concordance()


class _Found:
    """What a search has found so far."""

    def __init__(self, phrase: Phrase, limit: int) -> None:
        self._phrase, self._limit = phrase, limit
        self._hits: list[Hit] = []
        self._total, self._is_more = 0, False
        self.problems: list[str] = []

    def add(self, ids: Iterable[int], hits: Callable[[Phrase, Sequence[int]], list[Hit]]) -> None:
        """Take in the hits that `hits` makes of `ids`, as far as they are wanted."""
        counted = list(islice(ids, COUNTED + 1))
        self._is_more = self._is_more or len(counted) > COUNTED
        self._total += min(len(counted), COUNTED)
        if wanted := counted[: max(self._limit - len(self._hits), 0)]:
            self._hits += hits(self._phrase, wanted)

    def concordance(self) -> Concordance:
        """All of it."""
        return Concordance(
            self._phrase, tuple(self._hits), self._total, self._is_more, tuple(self.problems)
        )
