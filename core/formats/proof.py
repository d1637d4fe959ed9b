"""Proving an export: what was meant to be in a file against what an independent reader finds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from core.formats.format import Filled, ParsedFile
from core.memory.unit import TranslationUnit
from core.segment import CONFIRMED, State

_SHOWN = 10
_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of texts as a file holds it.

    `state` is what the file says of it: the value of x-status in TMX, "fuzzy" or "" in PO.
    `key` is the tuid and `languages` those of both texts in TMX, as it spells them; both are
    empty in PO, which says neither of an entry.
    """

    source: str
    target: str
    state: str = ""
    key: str = ""
    languages: tuple[str, str] = ("", "")


def differences(expected: Iterable[Entry], found: Iterable[Entry]) -> list[str]:
    """Sentences about every way in which `found` is not `expected`, none where they agree.

    Order counts. An entry that occurs twice counts once, because PO merges what is equal.
    """
    meant, there = list(dict.fromkeys(expected)), list(dict.fromkeys(found))
    if meant == there:
        return []
    missing, extra = set(meant) - set(there), set(there) - set(meant)
    sentences = [
        *(f"Missing in the file: {shown(entry)}." for entry in meant if entry in missing),
        *(f"In the file but not meant to be: {shown(entry)}." for entry in there if entry in extra),
    ]
    if not sentences:
        moved = next(a for a, b in zip_longest(meant, there) if a != b)
        sentences = [f"The order differs from here on: {shown(moved)}."]
    return _first(sentences)


def expected_po(units: Iterable[TranslationUnit]) -> list[Entry]:
    """The entries that a new PO of `units` has to hold."""
    return [Entry(unit.source, unit.target, po_state(unit.state, unit.target)) for unit in units]


def expected_filled(parsed: ParsedFile, filled: Mapping[str, Filled]) -> list[Entry]:
    """The entries that a PO has to hold after `filled` went into the file `parsed` came from.

    Plural forms share one fuzzy flag, so one fuzzy form makes all of its entry's fuzzy.
    """
    meant = {block.key: filled.get(block.key, block) for block in parsed.blocks}
    fuzzy = {_entry_of(key) for key, value in meant.items() if po_state(value.state, value.target)}
    return [
        Entry(
            block.source,
            meant[block.key].target,
            "fuzzy" if meant[block.key].target and _entry_of(block.key) in fuzzy else "",
        )
        for block in parsed.blocks
    ]


def po_state(state: State, target: str) -> str:
    """What PO can say of a segment: "fuzzy" for a target that somebody still has to look at."""
    return "fuzzy" if target and state not in CONFIRMED else ""


def _entry_of(key: str) -> str:
    return key.partition("#")[0]


def shown(entry: Entry) -> str:
    """An entry in a sentence, shortened."""
    parts = [f"“{_short(entry.source)}” → “{_short(entry.target)}”"]
    return " ".join([*parts, *(f"({detail})" for detail in (entry.state, entry.key) if detail)])


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"


def _first(sentences: Sequence[str]) -> list[str]:
    more = len(sentences) - _SHOWN
    return [*sentences[:_SHOWN], f"… and {more} more."] if more > 0 else list(sentences)
