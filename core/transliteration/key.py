"""The search key: what a text becomes so that one word meets itself, however it was typed.

Both scripts, every kind of apostrophe, letters of the other script that look alike, capitals,
composed and decomposed letters, invisible characters and white space make no difference. What
else collides is listed in docs/transliteration.md.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from unicodedata import normalize

import regex

import resources
from core.language import Script
from core.look_alikes import in_one_script
from core.normal import APOSTROPHES
from core.transliteration.alphabet import LANGUAGES, alphabets, base

_LATIN, _CYRILLIC = "A-Za-z\u00c0-\u024f\u0259\u0275", "\u0400-\u04ff"
_MIXED = re.compile(rf"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_LETTERS = re.compile(rf"[{_LATIN}{_CYRILLIC}\u0300-\u036f]+")
_WORD = re.compile(r"\S+")
_CLUSTER = regex.compile(r"\X", regex.DOTALL)

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# İ in small letters is i with a dot above.
_DOT_ABOVE = "\u0307"


_Sign = tuple[str, int]
"""A character and its place."""


@dataclass(frozen=True, slots=True)
class _Replacing:
    """Regular expressions, and what each is replaced by."""

    pattern: re.Pattern[str]
    gives: tuple[str, ...]

    def __call__(self, text: str) -> str:
        gives = self.gives
        return self.pattern.sub(lambda match: gives[(match.lastindex or 0) - 1], text)


@dataclass(frozen=True, slots=True)
class _Table:
    """What one language's texts are changed by, in this order."""

    apostrophes: _Replacing | None
    letters: dict[int, str]
    groups: _Replacing | None


def search_key(text: str, language: str = "") -> str:
    """The key of `text`, which is in `language`; "" where that is not known.

    Keys of one language are to be compared with each other. Those of Uzbek, Kazakh and Turkmen
    meet across the scripts; the script in the tag makes no difference.
    """
    tag = base(language)
    return " ".join(filter(None, [_word_key(word, tag) for word in text.split()]))


def search_key_with_places(text: str, language: str = "") -> tuple[str, tuple[int, ...]]:
    """The key of `text`, and for each of its characters where in `text` it comes from.

    One more place at the end is where the text ends, so that the characters `a` to `b` of the
    key come from `text[places[a]:places[b]]`.
    """
    table = _table(base(language))
    signs: list[_Sign] = []
    end = 0
    for word in _WORD.finditer(text):
        more = _word_signs(word[0], word.start(), table)
        if signs and more:
            signs.append((" ", end))
        signs += more
        end = word.end()
    places = tuple(place for _, place in signs)
    return "".join(sign for sign, _ in signs), (*places, len(text.rstrip()))


# Words come again and again: this makes keys ten times as fast.
@lru_cache(1 << 16)
def _word_key(word: str, tag: str) -> str:
    table = _table(tag)
    composed = normalize("NFC", word)
    if _MIXED.search(composed):
        composed = _LETTERS.sub(lambda match: _unmixed(match[0]), composed)
    folded = composed.casefold()
    if table.apostrophes:
        folded = table.apostrophes(folded)
    key = folded.translate(table.letters)
    return table.groups(key) if table.groups else key


def _word_signs(word: str, start: int, table: _Table) -> list[_Sign]:
    """What `_word_key` gives, each character with its place."""
    signs = [
        (sign, start + match.start())
        for match in _CLUSTER.finditer(word)
        for sign in normalize("NFC", match[0])
    ]
    if _MIXED.search("".join(sign for sign, _ in signs)):
        signs = _rewritten(_LETTERS, lambda match: _unmixed(match[0]), signs)
    signs = [(small, place) for sign, place in signs for small in sign.casefold()]
    if table.apostrophes:
        signs = _replaced(table.apostrophes, signs)
    signs = [(one, place) for sign, place in signs for one in table.letters.get(ord(sign), sign)]
    return _replaced(table.groups, signs) if table.groups else signs


def _replaced(replacing: _Replacing, signs: list[_Sign]) -> list[_Sign]:
    gives = replacing.gives
    return _rewritten(replacing.pattern, lambda match: gives[(match.lastindex or 0) - 1], signs)


def _rewritten(
    pattern: re.Pattern[str], give: Callable[[re.Match[str]], str], signs: list[_Sign]
) -> list[_Sign]:
    """What `pattern.sub` does; where the length changes, all comes from where the match begins."""
    text = "".join(sign for sign, _ in signs)
    written: list[_Sign] = []
    end = 0
    for match in pattern.finditer(text):
        given = give(match)
        places = [place for _, place in signs[match.start() : match.end()]]
        if len(given) != len(places):
            places = [places[0]] * len(given)
        written += [*signs[end : match.start()], *zip(given, places, strict=True)]
        end = match.end()
    return written + signs[end:]


def _unmixed(word: str) -> str:
    return (in_one_script(word, Script.CYRILLIC) or word) if _MIXED.search(word) else word


@cache
def _table(tag: str) -> _Table:
    own = _tables().get(tag if tag in LANGUAGES else "" if tag else "any")
    invisible = dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(APOSTROPHES, "'")
    if own is None:
        return _Table(None, str.maketrans(invisible), None)
    letters = str.maketrans(invisible | {_DOT_ABOVE: ""} | _pairs(own["letters"]))
    groups = [(pattern, give) for pattern, give in own["groups"]]
    stems = _stem_groups(tag or "uz", letters, _replacing(groups))
    return _Table(
        _replacing(
            [(f"{one}[{APOSTROPHES}]", to) for one, to in _pairs(own["apostrophes"]).items()]
        )
        if "apostrophes" in own
        else None,
        letters,
        _replacing(stems + groups),
    )


def _pairs(words: str) -> dict[str, str]:
    each = iter(words.split())
    return {letter: give.replace(".", "") for letter, give in zip(each, each, strict=True)}


def _replacing(pairs: Sequence[tuple[str, str]]) -> _Replacing:
    pattern = "|".join(f"({pattern})" for pattern, _ in pairs)
    return _Replacing(re.compile(pattern), tuple(give for _, give in pairs))


def _stem_groups(tag: str, letters: dict[int, str], groups: _Replacing) -> list[tuple[str, str]]:
    """Stems whose Latin spelling the letters do not tell, as groups."""
    found = {}
    for cyrillic, latin, _ in alphabets(tag)[0].stems:
        one, there = cyrillic.translate(letters), latin.translate(letters)
        if latin and groups(one) != groups(there):
            found[rf"\b{re.escape(one)}"] = groups(there)
    return list(found.items())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.path("transliteration/keys.toml").read_text("utf-8"))
