"""Finds every defect of a text, and repairs those of the kinds that are wished for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.hygiene.apostrophes import wrong_apostrophes
from core.hygiene.characters import invisible, no_break_spaces, uncomposed
from core.hygiene.defect import REPAIRABLE, Defect, DefectKind, put_right
from core.hygiene.letters import wrong_letters
from core.hygiene.mixed_script import mixed_words
from core.hygiene.mojibake import lost, mojibake
from core.language import Language
from core.tokens import prose

Find = Callable[[str, Language], Iterator[Defect]]

_FINDERS: dict[DefectKind, Find] = {
    DefectKind.MOJIBAKE: mojibake,
    DefectKind.LOST: lost,
    DefectKind.INVISIBLE: invisible,
    DefectKind.COMPOSITION: uncomposed,
    DefectKind.LETTERS: wrong_letters,
    DefectKind.MIXED_SCRIPT: mixed_words,
    DefectKind.APOSTROPHES: wrong_apostrophes,
    DefectKind.NO_BREAK_SPACE: no_break_spaces,
}
_IN_TAGS_TOO = (DefectKind.INVISIBLE, DefectKind.COMPOSITION, DefectKind.NO_BREAK_SPACE)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text; `places` has for each of its offsets, and its end, that in the original."""

    text: str
    places: Sequence[int]


def find_defects(text: str, language: Language) -> list[Defect]:
    """What is wrong with `text`, kind after kind; tags and addresses are left alone.

    What else seems wrong within letters that were read in a wrong encoding is not told apart.
    """
    blanked = prose(text)
    garbled = list(_FINDERS[DefectKind.MOJIBAKE](blanked, language))
    places = {place for defect in garbled for place in range(defect.start, defect.end)}
    return garbled + [
        defect
        for kind, find in _FINDERS.items()
        if kind is not DefectKind.MOJIBAKE
        for defect in find(text if kind in _IN_TAGS_TOO else blanked, language)
        if places.isdisjoint(range(defect.start, defect.end))
    ]


def repair(text: str, language: Language, kinds: Collection[DefectKind]) -> Repaired:
    """`text` with the defects of these kinds repaired wherever there is a repair."""
    places: Sequence[int] = range(len(text) + 1)
    for kind in (kind for kind in REPAIRABLE if kind in kinds):
        found = list(_FINDERS[kind](text if kind in _IN_TAGS_TOO else prose(text), language))
        text, places = put_right(text, found), _places(places, found)
    return Repaired(text, places)


def _places(places: Sequence[int], defects: Iterable[Defect]) -> Sequence[int]:
    """`places` of a text once the defects are repaired; what replaces one is spread over it."""
    kept: list[int] = []
    done = 0
    for defect in defects:
        if defect.repair is None:
            continue
        span, size = defect.end - defect.start, len(defect.repair)
        kept += places[done : defect.start]
        kept += (places[defect.start + number * span // size] for number in range(size))
        done = defect.end
    return [*kept, *places[done:]] if done else places
