"""Where a phrase stands in a text, however either is spelled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.concordance import Hit, Phrase, Place, Side
from core.memory.unit import TranslationUnit
from core.normal import fold_apostrophes
from core.tokens import TokenKind, tokens
from core.transliteration import search_key, search_key_with_places


def folded(text: str, language: str = "") -> str:
    """The form of a text in which phrases are looked for; `language` is a program tag.

    It has no line break in it. What makes no difference: core.transliteration.key.
    """
    return search_key(text, language)


def holds(phrase: str, text: str, *, whole_words: bool) -> bool:
    """Whether a folded phrase is in a folded text."""
    return next(_starts(phrase, text, whole_words=whole_words), None) is not None


def places(phrase: Phrase, text: str, language: str = "") -> tuple[Place, ...]:
    """Where the phrase stands in `text` itself, in whole characters, one behind the other."""
    wanted = folded(phrase.text, language)
    if not wanted:
        return ()
    aligned = _aligned(text, language)
    found: list[Place] = []
    for start in _starts(wanted, aligned.text, whole_words=phrase.whole_words):
        place = aligned.place(start, start + len(wanted))
        if not found or place.start >= found[-1].end:
            found.append(place)
    return tuple(found)


def hit_of(phrase: Phrase, unit: TranslationUnit, **where: Any) -> Hit:
    """The hit that `unit` is, with the places of the phrase on the sides where it is looked for.

    `where` are the fields of Hit that tell where the unit is kept.
    """
    source: tuple[Place, ...] = ()
    target: tuple[Place, ...] = ()
    if phrase.is_in(Side.SOURCE):
        source = places(phrase, unit.source, unit.source_language)
    if phrase.is_in(Side.TARGET):
        target = places(phrase, unit.target, unit.target_language)
    return Hit(unit, source, target, **where)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A folded text and, for each of its characters, where in the text it comes from.

    At the end stands where the text ends.
    """

    text: str
    origins: Sequence[int]

    def place(self, start: int, end: int) -> Place:
        """What became the folded characters from `start` up to `end`."""
        # Where one character became several, all of them come from it.
        while end < len(self.text) and self.origins[end] == self.origins[end - 1]:
            end += 1
        return Place(self.origins[start], self.origins[end])


# What stands between other white space than one plain space, which alone folding leaves as it is.
_PIECE = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
# Latin and Cyrillic letters and usual signs: none of them combines with another.
_PLAIN = re.compile("[ -~\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2116]*")


def _aligned(text: str, language: str) -> _Aligned:
    keys: list[str] = []
    origins: list[int] = []
    end = 0
    for start, key, places_of_key, stop in _folded_pieces(text, language):
        if keys:
            origins.append(end)
        keys.append(key)
        origins += [start + place for place in places_of_key]
        end = stop
    return _Aligned(" ".join(keys), (*origins, end))


def _folded_pieces(text: str, language: str) -> Iterator[tuple[int, str, Sequence[int], int]]:
    """Pieces of a text that come to something: where each begins, its key, and where it ends.

    With the key comes where in the piece each of its characters comes from.
    """
    for piece in _PIECE.finditer(text):
        if key := _one_to_one(piece[0], language):
            yield piece.start(), key, range(len(key)), piece.end()
            continue
        for word in _WORD.finditer(text, piece.start(), piece.end()):
            if key := _one_to_one(word[0], language):
                yield word.start(), key, range(len(key)), word.end()
                continue
            key, places_of_key = search_key_with_places(word[0], language)
            if key:
                yield word.start(), key, places_of_key[:-1], word.end()


def _one_to_one(text: str, language: str) -> str:
    """The folded text where each character has become one; else nothing."""
    key = folded(text, language)
    # Lower case is never shorter, so at the same length each character has become one.
    simple = (
        len(key) == len(text) and key == fold_apostrophes(text.lower()) and _PLAIN.fullmatch(text)
    )
    return key if simple else ""


def _starts(phrase: str, text: str, *, whole_words: bool) -> Iterator[int]:
    """Where the folded phrase begins in a folded text, one behind the other."""
    start = text.find(phrase) if phrase else -1
    while start >= 0:
        end = start + len(phrase)
        if not whole_words or (_is_edge(text, start) and _is_edge(text, end)):
            yield start
            start = text.find(phrase, end)
        else:
            start = text.find(phrase, start + 1)


def _is_edge(text: str, place: int) -> bool:
    """Whether no word goes across `place`; the parts of a compound with a hyphen are words."""
    around = text[max(place - 1, 0) : place + 1]
    if place in (0, len(text)) or any(character in " -\u2010\u2011" for character in around):
        return True
    return place not in _inside(text)


@lru_cache(maxsize=64)
def _inside(text: str) -> frozenset[int]:
    """The places in a text that are inside a word."""
    parts = (TokenKind.WORD, TokenKind.NUMBER)
    return frozenset(
        place
        for token in tokens(text)
        for place in range(token.start + 1, token.end)
        if token.kind in parts or text[place - 1 : place + 1].isalnum()
    )
