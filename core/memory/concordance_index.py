"""What a memory says of a phrase: an index of many units, and a list of the latest."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import merge
from itertools import chain, groupby
from operator import neg

from core.concordance import Phrase, Side
from core.memory.concordance_shelf import Shelf, ShelfBuilder
from core.memory.index_arrays import Arrays
from core.memory.memories import StoredUnit
from core.memory.phrases import folded, holds

Languages = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """What is on a shelf: the sources or the targets of units in these two languages."""

    source_language: str
    target_language: str
    side: Side

    @property
    def language(self) -> str:
        """The language of the texts."""
        return self.source_language if self.side is Side.SOURCE else self.target_language

    def is_for(self, phrase: Phrase) -> bool:
        """Whether the phrase is looked for here."""
        wants = phrase.wants(self.source_language, self.target_language)
        return wants and phrase.is_in(self.side)


Shelves = Mapping[Label, Sequence[Shelf]]


@dataclass(frozen=True, slots=True)
class ConcordanceIndex:
    """Many units that stay as they are, on shelves in the order of their ids."""

    shelves: Shelves = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(
            len(shelf)
            for label, some in self.shelves.items()
            for shelf in some
            if label.side is Side.SOURCE
        )

    @classmethod
    def of(cls, units: Iterable[StoredUnit]) -> "ConcordanceIndex":
        """The index of units that come in the order of their ids."""
        return cls.on(_shelved(units))

    @classmethod
    def on(cls, shelves: Iterable[tuple[Label, Shelf]]) -> "ConcordanceIndex":
        """The index of what is on these shelves, in the order of their ids."""
        made: dict[Label, list[Shelf]] = {}
        for label, shelf in shelves:
            made.setdefault(label, []).append(shelf)
        return cls(made)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "ConcordanceIndex":
        """The index that gave these arrays. Raises ValueError when none did."""
        values = iter(arrays.items())
        # The four of a shelf stand one behind the other.
        shelves = []
        for (name, ids), (_, starts), (_, texts), (_, bits) in zip(*[values] * 4, strict=True):
            source_language, target_language, side, _ = json.loads(name)
            shelf = Shelf(ids, starts, texts, bits)
            if not shelf.is_sound:
                raise ValueError("arrays of something else")
            shelves.append((Label(source_language, target_language, Side(side)), shelf))
        return cls.on(shelves)

    def to_arrays(self) -> Arrays:
        """All of it in named arrays, to be stored."""
        return {
            json.dumps(
                (label.source_language, label.target_language, label.side, f"{number} {name}")
            ): array
            for label, some in self.shelves.items()
            for number, shelf in enumerate(some)
            for name, array in shelf.arrays().items()
        }

    def sample(self, many: int) -> list[int]:
        """The ids of about so many units of each shelf."""
        shelves = chain.from_iterable(self.shelves.values())
        return [*dict.fromkeys(id_ for shelf in shelves for id_ in shelf.sample(many))]

    def has(self, stored: StoredUnit) -> bool:
        """Whether a unit would be found; one that was taken in is, unless there is damage."""
        unit = stored.unit
        labels = _labels((unit.source_language, unit.target_language))
        return all(
            any(shelf.has(stored.id, folded(text, label.language)) for shelf in some)
            for label, text in zip(labels, (unit.source, unit.target), strict=True)
            for some in [self.shelves.get(label, ())]
        )

    def find(self, phrase: Phrase) -> Iterator[int]:
        """The ids of the units that have the phrase, the last first."""
        found = [
            _on_shelves(some, folded(phrase.text, label.language), phrase.whole_words)
            for label, some in self.shelves.items()
            if label.is_for(phrase)
        ]
        return (id_ for id_, _ in groupby(merge(*found, key=neg)))


class FoldedUnits:
    """Units that change, in memory: each is looked at for every phrase."""

    def __init__(self) -> None:
        self._languages: dict[int, Languages] = {}
        self._texts: dict[Label, dict[int, str]] = {}

    def __len__(self) -> int:
        return len(self._languages)

    def put(self, id_: int, languages: Languages, source: str, target: str) -> None:
        """Take in a unit, in the place of the one that had this id."""
        self.discard(id_)
        self._languages[id_] = languages
        for label, text in zip(_labels(languages), (source, target), strict=True):
            self._texts.setdefault(label, {})[id_] = folded(text, label.language)

    def discard(self, id_: int) -> None:
        """Forget a unit, where there is one."""
        if languages := self._languages.pop(id_, None):
            for label in _labels(languages):
                del self._texts[label][id_]

    def find(self, phrase: Phrase) -> list[int]:
        """The ids of the units that have the phrase, the last first."""
        found: set[int] = set()
        for label, texts in self._texts.items():
            wanted = folded(phrase.text, label.language) if label.is_for(phrase) else ""
            if wanted:
                ids = [id_ for id_, text in texts.items() if wanted in text]
                if phrase.whole_words:
                    ids = [id_ for id_ in ids if holds(wanted, texts[id_], whole_words=True)]
                found.update(ids)
        return sorted(found, reverse=True)


def _labels(languages: Languages) -> tuple[Label, Label]:
    """Those of the sources and of the targets of units in these languages."""
    return Label(*languages, Side.SOURCE), Label(*languages, Side.TARGET)


def _shelved(units: Iterable[StoredUnit]) -> Iterator[tuple[Label, Shelf]]:
    """Units, in the order of their ids, on shelves: each comes as soon as it is full."""
    builders: dict[Languages, list[tuple[Label, ShelfBuilder]]] = {}
    for stored in units:
        unit = stored.unit
        languages = (unit.source_language, unit.target_language)
        sides = builders.get(languages)
        if sides is None:
            sides = builders[languages] = [(label, ShelfBuilder()) for label in _labels(languages)]
        for (label, builder), text, language in zip(
            sides, (unit.source, unit.target), languages, strict=True
        ):
            builder.add(stored.id, folded(text, language))
            if builder.is_full:
                yield label, builder.shelf()
    for sides in builders.values():
        yield from ((label, builder.shelf()) for label, builder in sides if builder)


def _on_shelves(shelves: Sequence[Shelf], wanted: str, whole_words: bool) -> Iterator[int]:
    if not wanted:
        return iter(())
    accepts = partial(holds, wanted, whole_words=True) if whole_words else None
    return chain.from_iterable(shelf.find(wanted, accepts) for shelf in reversed(shelves))
