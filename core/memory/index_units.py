"""The index of a memory file: which of its units have a source like a wanted one."""

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import count, repeat
from typing import Self

import numpy as np

from core.memory.index import NewSources, SourceIndex
from core.memory.index_arrays import Arrays, under, within
from core.memory.index_columns import Integers, closed_texts
from core.memory.index_measure import Alike
from core.memory.match import Comparable
from core.memory.memories import is_language
from core.normal import normal_form
from core.progress import Progress

Languages = tuple[str, str]
"""Those of source and target; an empty one may be any."""

_MANY = 10_000
"""Ids for which a dictionary takes more room than it is worth."""

Entry = tuple[int, str, str, str]
"""What is kept of a unit: its id, its source, and the languages of source and target."""


class NewUnits:
    """Units that are made ready as they come, for an index to take in all at once."""

    def __init__(self) -> None:
        self.sources = NewSources()
        self.pairs = array("i")
        self.languages: dict[Languages, int] = {}

    def __len__(self) -> int:
        return len(self.pairs)

    def extend(self, normals: bytes, languages: Iterable[tuple[Languages, int]]) -> None:
        """Make the next ones ready, given the `normal_forms` of their sources.

        Each pair of languages is that of so many in a row.
        """
        self.sources.extend(closed_texts(normals))
        for pair, many in languages:
            code = self.languages.setdefault(pair, len(self.languages))
            self.pairs.extend(repeat(code, many))


class UnitIndex:
    """Units by their ids, with their languages."""

    def __init__(self) -> None:
        self._sources = SourceIndex()
        # By the numbers that the index of sources gives.
        self._ids = array("q")
        self._pairs = array("i")
        self._languages: dict[Languages, int] = {}
        self._numbers: dict[int, int] = {}  # of the latest ids
        # How many other ids there are; their numbers are sorted by id when one is asked for.
        self._shelved = 0
        self._by_id: tuple[Integers, Integers] | None = None

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The index that gave these arrays. Raises KeyError or ValueError for any others."""
        made = cls()
        made._sources = SourceIndex.from_arrays(within("sources", arrays))
        made._ids.frombytes(arrays["ids"].tobytes())
        made._pairs.frombytes(arrays["pairs"].tobytes())
        pairs = json.loads(bytes(arrays["languages"]))
        made._languages = {(source, target): code for code, (source, target) in enumerate(pairs)}
        made._shelved = len(made._ids)
        return made

    def arrays(self) -> Arrays:
        """What it is made of."""
        languages = json.dumps(list(self._languages)).encode("ascii")
        return {
            "ids": np.array(self._ids),
            "pairs": np.array(self._pairs),
            "languages": np.frombuffer(languages, np.uint8),
            **under("sources", self._sources.arrays()),
        }

    def set_aside(self, keep: Callable[[Arrays], Arrays]) -> None:
        """Let `keep` give another place to the arrays that take most memory."""
        self._sources = SourceIndex.from_arrays(keep(self._sources.arrays()))

    def __len__(self) -> int:
        return len(self._sources)

    def extend(self, entries: Iterable[Entry], progress: Progress | None = None) -> None:
        """Take in units, whose ids it does not know or has discarded.

        `progress` is that after all entries are read. Raises Cancelled; the index is of no use
        then.
        """
        first = len(self._ids)
        self._sources.extend((self._registered(*entry) for entry in entries), progress)
        self._number(first)

    def take(self, new: NewUnits, ids: Sequence[int], progress: Progress | None = None) -> None:
        """Take in what was made ready, given the ids; raises as `extend` does."""
        first = len(self._ids)
        self._ids.extend(ids)
        pairs = np.array([self._pair(*languages) for languages in new.languages], np.int32)
        self._pairs.frombytes(pairs[np.array(new.pairs)].tobytes())
        self._sources.take(new.sources, progress)
        self._number(first)

    def _number(self, first: int) -> None:
        """Let the ids be found that came after the `first`."""
        if len(self._ids) - self._shelved < _MANY:
            self._numbers.update(zip(self._ids[first:], count(first)))
        else:
            self._numbers.clear()
            self._shelved, self._by_id = len(self._ids), None

    def discard(self, ids: Iterable[int]) -> None:
        """Forget units, where they are known."""
        for unit_id in ids:
            number = self._numbers.pop(unit_id, None)
            if number is None:
                number = self._shelved_number(unit_id)
            if number is not None:
                self._sources.discard(number)

    def alike(self, wanted: Comparable, threshold: int, languages: Languages) -> Alike:
        """Every unit in these languages that matches, by its id."""
        serving = self._serving(languages)
        if not serving:
            return Alike(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        alike = self._sources.alike(wanted, threshold)
        if len(serving) < len(self._languages):
            pairs = np.frombuffer(self._pairs, np.int32)[alike.numbers]
            alike = alike.only(np.isin(pairs, serving))
        return Alike(np.frombuffer(self._ids, np.int64)[alike.numbers], alike.word, alike.char)

    def serves(self, languages: Languages) -> bool:
        """Whether there are units in these languages, or were since it was made."""
        return bool(self._serving(languages))

    def _serving(self, languages: Languages) -> list[int]:
        """The codes of the pairs of languages that will do."""
        return [
            code
            for (source, target), code in self._languages.items()
            if is_language(source, languages[0]) and is_language(target, languages[1])
        ]

    def sample(self, size: int) -> list[int]:
        """Some ids of units from all over."""
        numbers = self._sources.numbers()
        chosen = np.linspace(0, len(numbers) - 1, min(size, len(numbers))).astype(np.int64)
        return [self._ids[number] for number in numbers[chosen].tolist()]

    def _registered(self, unit_id: int, source: str, from_: str, to: str) -> str:
        self._ids.append(unit_id)
        self._pairs.append(self._pair(from_, to))
        return normal_form(source)

    def _pair(self, from_: str, to: str) -> int:
        return self._languages.setdefault((from_, to), len(self._languages))

    def _shelved_number(self, unit_id: int) -> int | None:
        if self._by_id is None:
            ids = np.array(self._ids[: self._shelved])
            order = np.argsort(ids, kind="stable")
            self._by_id = ids[order], order
        sorted_ids, numbers = self._by_id
        # Of several with one id only the last one can be there.
        place = int(np.searchsorted(sorted_ids, unit_id, side="right")) - 1
        return int(numbers[place]) if place >= 0 and sorted_ids[place] == unit_id else None
