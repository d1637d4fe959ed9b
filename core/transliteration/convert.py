"""Converts a text between Cyrillic and Latin letters, word by word, and says where it may be wrong.

Tags, placeholders, addresses, names of files and numbers stay, and so do Roman numerals,
abbreviations known to be Latin, and words with letters that the language does not have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from unicodedata import normalize

import resources
from core.language import Script
from core.look_alikes import LETTERS, in_one_script, is_mixed
from core.tokens import TokenKind, tokens
from core.transliteration.alphabet import alphabets, base
from core.transliteration.names import without_names
from core.transliteration.rules import Rewriter, Rewritten, rewriter
from core.transliteration.tags import OTHER_SCRIPT


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may be wrong.

    `start` and `end` are its place in the converted text; `source` is the word before, `written`
    the word after; `instead` is what it might be as well, empty where nobody can tell.
    """

    start: int
    end: int
    source: str
    written: str
    instead: str
    reason: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in the other script, with the words that a person should look at."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def convert(text: str, language: str, to: Script, alphabet: str = "") -> Converted:
    """`text` of a language in the letters of `to`; words that are in them already stay.

    `language` is a tag with or without script, `alphabet` the name of one of its Latin alphabets;
    where it is empty, the usual one is written, and the one that `text` is in is read. Raises
    ValueError for a language that has one script only.
    """
    if to is Script.CYRILLIC and not alphabet:
        alphabet = _alphabet_of(text, language)
    by = rewriter(base(language), to, alphabet)
    written: list[str] = []
    doubts: list[Doubt] = []
    end = length = 0
    for piece in _neighbours_of_foreign_doubted(text, list(_pieces(text, by, to))):
        start = length + piece.start - end
        written += (text[end : piece.start], piece.text)
        end, length = piece.end, start + len(piece.text)
        if piece.reason:
            source = text[piece.start : piece.end]
            doubts.append(Doubt(start, length, source, piece.text, piece.instead, piece.reason))
    return Converted("".join(written) + text[end:], tuple(doubts))


def _alphabet_of(text: str, language: str) -> str:
    """The name of the Latin alphabet that `text` is written in: the one that reads most of it.

    Of several the first that gives the text back; empty where there is one only.
    """
    names = [one.name for one in alphabets(language)]
    return min(names, key=lambda name: _unread(text, language, name)) if names[1:] else ""


def _unread(text: str, language: str, name: str) -> tuple[int, bool]:
    """How many words an alphabet cannot read, and whether it writes the others differently."""
    read = convert(text, language, Script.CYRILLIC, name)
    left = sum(doubt.reason == _LEFT_FOREIGN for doubt in read.doubts)
    return left, convert(read.text, language, Script.LATIN, name).text != text


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text between `start` and `end`, and what is written in its place."""

    start: int
    end: int
    text: str
    instead: str = ""
    reason: str = ""


_PART = re.compile(r"[^\u2010\u2011-]+")
_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NUMERAL_LETTERS = frozenset("IVXІХ")

_LOOKS_ALIKE = "Letters of the other script were taken for those they look like."
_LEFT_MIXED = "It mixes letters of both scripts; the foreign ones stayed as they are."
_LEFT_FOREIGN = "It has letters that the language does not have and stayed as it is."
_NEIGHBOUR = "The word beside it is foreign and stayed as it is."
_MAYBE_NUMERAL = "This may be a Roman numeral or a letter."
_UNCLEAR_CAPITAL = "In this alphabet the capital I stands for two letters."


def _pieces(text: str, by: Rewriter, to: Script) -> Iterator[_Piece]:
    for token in tokens(without_names(text)):
        if token.kind is not TokenKind.WORD or "_" in token.text:
            continue
        for match in _PART.finditer(token.text):
            start, part = token.start + match.start(), match[0]
            if LETTERS[OTHER_SCRIPT[to]].search(part):
                found = _single(part, text, start, to) or _rewritten(part, by, to)
                yield _Piece(start, start + len(part), found.text, found.instead, found.reason)


def _neighbours_of_foreign_doubted(text: str, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    for number, piece in enumerate(pieces):
        beside = pieces[max(0, number - 1) : number + 2]
        if not piece.reason and any(_are_beside(text, piece, other) for other in beside):
            yield replace(piece, reason=_NEIGHBOUR)
        else:
            yield piece


def _are_beside(text: str, piece: _Piece, foreign: _Piece) -> bool:
    between = text[min(piece.end, foreign.end) : max(piece.start, foreign.start)]
    return foreign.reason == _LEFT_FOREIGN and between.isspace()


def _single(letter: str, text: str, start: int, to: Script) -> Rewritten | None:
    """A Latin I, V or X that stays as a number: it is no initial within a text."""
    if to is Script.LATIN or letter not in ("I", "V", "X"):
        return None
    is_initial = text[start + 1 : start + 2] == "." and text[:start].strip() != ""
    return None if is_initial else Rewritten(letter, reason=_MAYBE_NUMERAL)


# Words come again and again.
@lru_cache(1 << 14)
def _rewritten(part: str, by: Rewriter, to: Script) -> Rewritten:
    """A word or a part of one between hyphens, which has letters of the script it comes from."""
    part = normalize("NFC", part)
    if len(part) > 1 and _NUMERAL_LETTERS.issuperset(part):
        latin = in_one_script(part, Script.LATIN)
        if latin and _NUMERAL.fullmatch(latin):
            return Rewritten(latin)
    if to is Script.CYRILLIC and part in _kept():
        return Rewritten(part)
    if is_mixed(part):
        return _unmixed(part, by, to)
    word = by.read(part)
    if not by.knows(word):
        return Rewritten(part, reason=_LEFT_FOREIGN)
    found = by.rewrite(word)
    if not found.reason and by.is_unclear(part):
        return replace(found, reason=_UNCLEAR_CAPITAL)
    return found


def _unmixed(part: str, by: Rewriter, to: Script) -> Rewritten:
    one = in_one_script(part, OTHER_SCRIPT[to])
    if one and LETTERS[OTHER_SCRIPT[to]].search(one):
        return replace(by.rewrite(by.read(one)), reason=_LOOKS_ALIKE)
    if one:
        return Rewritten(one, reason=_LOOKS_ALIKE)
    if to is Script.LATIN:
        return replace(by.rewrite(by.read(part)), reason=_LEFT_MIXED)
    return Rewritten(part, reason=_LEFT_MIXED)


@cache
def _kept() -> frozenset[str]:
    lines = resources.path("transliteration/kept.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
