"""Checks for characters that nobody sees, and for letters that were damaged on the way."""

import unicodedata
from collections.abc import Iterator

from core.hygiene.characters import invisible, uncomposed
from core.hygiene.defect import Defect
from core.hygiene.mojibake import lost, mojibake
from core.qa.check import Finding, Pair


def invisible_characters(pair: Pair) -> Iterator[Finding]:
    """Invisible characters"""
    found = [
        defect
        for defect in invisible(pair.target, pair.target_language)
        if defect.text not in pair.source
    ]
    if found:
        names = ", ".join(dict.fromkeys(_name(defect.text) for defect in found))
        yield pair.repairing(f"There are characters that cannot be seen: {names}.", found)


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"


def corrupted_characters(pair: Pair) -> Iterator[Finding]:
    """Corrupted characters"""
    for find in (mojibake, lost):
        found = list(find(pair.target_prose, pair.target_language))
        if found and not any(find(pair.source_prose, pair.source_language)):
            yield pair.repairing(f"Letters were damaged: “{found[0].text}”.", found)
            return


def uncomposed_letters(pair: Pair) -> Iterator[Finding]:
    """Letters typed as two characters"""
    found: list[Defect] = list(uncomposed(pair.target, pair.target_language))
    if found:
        yield pair.repairing(
            f"“{found[0].repair}” is typed as a letter and a mark, which no search finds.", found
        )
