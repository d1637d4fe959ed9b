"""Checks for letters of the wrong script, and for apostrophes that should be letters."""

from collections.abc import Iterator
from itertools import pairwise
from unicodedata import normalize

import regex

from core.language import Script
from core.normal import APOSTROPHES
from core.qa.check import Finding, Pair

# Letters that look the same in both scripts, at the same places; marks above them do not matter.
_LOOK_ALIKE = {
    Script.CYRILLIC: "АВЕКМНОРСТУХІЈЅҺҮӘӨаеорсухіјѕһә",
    Script.LATIN: "ABEKMHOPCTYXIJSHYƏƟaeopcyxijshə",
}
_TO = {
    Script.LATIN: str.maketrans(_LOOK_ALIKE[Script.CYRILLIC], _LOOK_ALIKE[Script.LATIN]),
    Script.CYRILLIC: str.maketrans(_LOOK_ALIKE[Script.LATIN], _LOOK_ALIKE[Script.CYRILLIC]),
}
_LETTERS = {
    Script.CYRILLIC: regex.compile(r"\p{Script=Cyrillic}"),
    Script.LATIN: regex.compile(r"\p{Script=Latin}"),
}
# A word or a part of one between hyphens (“IV-бап” is two), or initials with a surname.
_WORD = regex.compile(r"(?:\p{Lu}\.)+\p{Lu}[\p{L}\p{M}]+|[\p{L}\p{M}]+")
_ROMAN = regex.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# “PDFке”: an acronym with a suffix.
_ACRONYM_WITH_SUFFIX = regex.compile(
    r"\p{Lu}{2,}(?<=\p{Script=Latin})(?=\p{Script=Cyrillic})\p{Ll}+"
    r"|\p{Lu}{2,}(?<=\p{Script=Cyrillic})(?=\p{Script=Latin})\p{Ll}+"
)


def mixed_script(pair: Pair) -> Iterator[Finding]:
    """Cyrillic and Latin letters in one word"""
    for match in _WORD.finditer(pair.target_prose):
        word = match.group()
        if not _is_mixed(word) or _ACRONYM_WITH_SUFFIX.fullmatch(word):
            continue
        repaired = _in_one_script(word, pair.target_language.script)
        if repaired is None and not _is_interleaved(word):
            continue  # a foreign stem with a suffix of ours
        fix = pair.fixed(match.start(), match.end(), repaired) if repaired else None
        yield Finding(
            f"“{word}” has {_foreign(word, repaired, pair)} among its letters.",
            match.start(),
            match.end(),
            fix,
        )


def _is_mixed(word: str) -> bool:
    return all(letters.search(word) for letters in _LETTERS.values())


def _in_one_script(word: str, preferred: Script) -> str | None:
    """`word` in the one script that all its letters can be read in, or None."""
    readings = {
        script: reading
        for script, table in _TO.items()
        if not _is_mixed(reading := normalize("NFC", normalize("NFD", word).translate(table)))
        and _LETTERS[script].search(reading)
    }
    latin = readings.get(Script.LATIN, "")
    if latin and _ROMAN.fullmatch(latin):
        return latin
    return readings.get(preferred) or next(iter(readings.values()), None)


def _is_interleaved(word: str) -> bool:
    """Whether the scripts change more than once."""
    scripts = [
        script for letter in word for script, those in _LETTERS.items() if those.match(letter)
    ]
    return sum(one is not other for one, other in pairwise(scripts)) > 1


def _foreign(word: str, repaired: str | None, pair: Pair) -> str:
    """The letters of `word` that do not belong, named with their script."""
    belonging = pair.target_language.script
    if repaired:
        belonging = next(script for script, those in _LETTERS.items() if those.search(repaired))
    other = Script.LATIN if belonging is Script.CYRILLIC else Script.CYRILLIC
    letters = "".join(dict.fromkeys(_LETTERS[other].findall(word)))
    return f"the {'Latin' if other is Script.LATIN else 'Cyrillic'} “{letters}”"


def wrong_script(pair: Pair) -> Iterator[Finding]:
    """Written in the wrong script for the language"""
    expected = pair.target_language.script
    other = Script.LATIN if expected is Script.CYRILLIC else Script.CYRILLIC
    # Names and terms may be left as the source has them.
    kept = pair.source_prose.casefold()
    words = [
        word
        for word in regex.findall(r"[\p{L}\p{M}]+", pair.target_prose)
        if word.casefold() not in kept and not word.isupper() and not _is_mixed(word)
    ]
    letters = "".join(words)
    wrong = len(_LETTERS[other].findall(letters))
    if wrong > 3 and wrong > len(_LETTERS[expected].findall(letters)):
        name = "Latin" if other is Script.LATIN else "Cyrillic"
        yield Finding(
            f"The target is in {name} letters, {pair.target_language.name} is not.",
            0,
            len(pair.target),
        )


_ANY = f"[{APOSTROPHES}]"
_TURNED_COMMA, _APOSTROPHE_LETTER = "ʻ", "ʼ"
# Inside a word any of them; at its end (“togʻ”) ' and ’ only where they close no quotation.
_AFTER_O_OR_G = regex.compile(rf"(?<=[oOgG]){_ANY}(?=\p{{L}})|(?<=[oOgG])[‘`](?!\p{{L}})")
_AT_END = regex.compile(r"(?<=[oOgG])['’](?!\p{L})")
_OPENING = regex.compile(r"(?<!\p{L})['‘’](?=\p{L})")
_AFTER_OTHERS = regex.compile(rf"(?<=[\p{{L}}--[oOgG]]){_ANY}(?=\p{{L}})", regex.VERSION1)
_WITH_APOSTROPHE = regex.compile(rf"\p{{L}}+(?:{_ANY}\p{{L}}+)*{_ANY}?")


def apostrophe_letters(pair: Pair) -> Iterator[Finding]:
    """Apostrophes in place of the letters oʻ, gʻ and ʼ"""
    if pair.target_language.tag != "uz-Latn":
        return
    closes_quotation = bool(_OPENING.search(pair.target_prose))
    words = [
        (match, _spelled(match.group(), closes_quotation))
        for match in _WITH_APOSTROPHE.finditer(pair.target_prose)
        if match.group() not in pair.source_words
    ]
    wrong = [(match, right) for match, right in words if match.group() != right]
    if wrong:
        first, right = wrong[0]
        fix = pair.target
        for match, spelling in wrong:
            fix = fix[: match.start()] + spelling + fix[match.end() :]
        yield Finding(
            f"“{first.group()}” is spelled “{right}”, with letters for apostrophes.",
            first.start(),
            first.end(),
            fix,
        )


def _spelled(word: str, closes_quotation: bool) -> str:
    word = _AFTER_O_OR_G.sub(_TURNED_COMMA, word)
    word = _AFTER_OTHERS.sub(_APOSTROPHE_LETTER, word)
    return word if closes_quotation else _AT_END.sub(_TURNED_COMMA, word)
