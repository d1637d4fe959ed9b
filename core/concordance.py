"""What a concordance is: a phrase that is looked for, and what was found."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.memory.unit import TranslationUnit


class Side(StrEnum):
    """Where a phrase is looked for."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"

    @property
    def parts(self) -> tuple["Side", ...]:
        """The side or sides of a unit that are meant."""
        return (Side.SOURCE, Side.TARGET) if self is Side.BOTH else (self,)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is looked for, and where: everywhere in a text, or as whole words only.

    The languages (program tags) are those of the units that are wanted; empty ones may be any.
    """

    text: str
    side: Side = Side.BOTH
    whole_words: bool = False
    source_language: str = ""
    target_language: str = ""

    def is_in(self, part: Side) -> bool:
        """Whether it is looked for in sources, or in targets."""
        return part in self.side.parts

    def wants(self, source_language: str, target_language: str) -> bool:
        """Whether units in these languages are wanted, in whichever script or region."""
        pairs = ((self.source_language, source_language), (self.target_language, target_language))
        return all(not wanted or _same_language(wanted, tag) for wanted, tag in pairs)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text: the characters from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that has the phrase, and where.

    `memory` is the name of the attached memory it is from, and `unit_id` its id there. Of the
    project itself come segments, with `segment_id` and `document_id`, and units from outside.
    """

    unit: TranslationUnit
    source_places: tuple[Place, ...] = ()
    target_places: tuple[Place, ...] = ()
    memory: str = ""
    unit_id: int = 0
    segment_id: int = 0
    document_id: int = 0


@dataclass(frozen=True, slots=True)
class Concordance:
    """What a search found: the hits that were wanted, and how many there are in all.

    Where `is_more` is true nobody counted to the end: there are more than `total`. `problems` are
    sentences about memories that could not be searched.
    """

    phrase: Phrase
    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_more: bool = False
    problems: tuple[str, ...] = ()


@lru_cache
def _same_language(one: str, other: str) -> bool:
    primary, other_primary = (re.split("[-_]", tag.lower(), maxsplit=1)[0] for tag in (one, other))
    return primary == other_primary
