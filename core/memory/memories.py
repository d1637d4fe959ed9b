"""What memory files hold, how a project uses them, and which of their units are asked for."""

from dataclasses import dataclass
from functools import lru_cache

from core.language import match_tag
from core.memory.unit import TranslationUnit
from core.segment import State


@dataclass(frozen=True, slots=True)
class AttachedMemory:
    """How a project uses a memory file.

    A `writable` one receives what is confirmed in the project. Of equally good matches those of
    the memory with the lower `priority` go first (1 is the first). `penalty` is in points and
    taken off every match. `id` is 0 until it is stored.
    """

    path: str
    name: str
    writable: bool = False
    priority: int = 1
    penalty: int = 0
    enabled: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit of a memory file, with its number there; no other unit ever gets that number."""

    id: int
    unit: TranslationUnit


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """Which units are wanted; what is empty lets everything pass, the rest must all hold.

    `author` is in the name of who wrote or changed the unit, `document` in that of its document,
    and `text` in the source or in the target, each in any letter case. `since` and `until` are
    moments, or the beginnings of them (`2026-11`), between which the unit was last changed, both
    inclusive.
    """

    source_language: str = ""
    target_language: str = ""
    from_state: State | None = None
    author: str = ""
    document: str = ""
    since: str = ""
    until: str = ""
    text: str = ""


@lru_cache
def is_language(tag: str, wanted: str) -> bool:
    """Whether units in the language `tag` serve who wants the language `wanted` (empty: any).

    Regions make no difference, scripts do.
    """
    return not wanted or tag == wanted or _without_region(tag) == _without_region(wanted)


def _without_region(tag: str) -> str:
    if known := match_tag(tag):
        return known
    primary, *rest = tag.lower().replace("_", "-").split("-")
    return "-".join([primary, *(part for part in rest if len(part) == 4 and part.isalpha())])
