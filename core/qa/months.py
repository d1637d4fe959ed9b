"""The check that dates name the month that their source names, in words or in figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from core.lexicon import months as names_of_months
from core.normal import normal_form
from core.qa.check import Finding, Pair, difference
from core.tokens import Token, TokenKind

# What the name of a month may end in beside its form in the lexicon; Turkic case endings are many.
_ENDINGS = {
    "en": "",
    "ru": "[аяуюе]|[ое]м|",
    "tg": "и|у|ро|",
} | dict.fromkeys(("kk", "ky", "tk", "uz-Cyrl", "uz-Latn"), r"\p{L}{0,8}")
# “12-майдагы”: the day may be part of the word; so may an ending of its own (“5-nji”).
_WITH_DAY = regex.compile(r"[0-9]+-(?=\p{L})")
# With points, the month stands in the middle; with strokes, English has it first.
_FIGURES = regex.compile(
    r"(?<![0-9.])[0-9]{1,2}\.(?P<month>0?[1-9]|1[0-2])\.[0-9]{4}(?![0-9])"
    r"|(?<![0-9-])[0-9]{4}-(?P<month>0[1-9]|1[0-2])-[0-9]{2}(?![0-9])"
)
_DIGIT = regex.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class _Month:
    """A month from 1 to 12, and where it is named."""

    number: int
    text: str
    start: int
    end: int


def months(pair: Pair) -> Iterator[Finding]:
    """Month differs from the source"""
    source = _months(pair.source_prose, pair.source_tokens, pair.source_language.tag)
    target = _months(pair.target_prose, pair.target_tokens, pair.target_language.tag)
    # Who says some dates in another way (“last May”, “from March to May 2020”) makes no mistake.
    if source and len(source) == len(target):
        missing = _unnamed(source, target, pair.target_tokens, pair.target_language.tag)
        extra = _unnamed(target, source, pair.source_tokens, pair.source_language.tag)
        if missing and extra:
            yield difference("Months", [month.text for month in missing], extra)


def _unnamed(
    these: list[_Month], others: list[_Month], words: tuple[Token, ...], tag: str
) -> list[_Month]:
    """Those that are not among the others, nor named anywhere in their text."""
    named = {month.number for month in others} | {_number(word.text, tag) for word in words}
    return [month for month in these if month.number not in named]


def _months(prose: str, tokens: tuple[Token, ...], tag: str) -> list[_Month]:
    """The months that stand beside a number, and those of dates in figures."""
    found = [
        _Month(int(match["month"]), match.group(), match.start(), match.end())
        for match in _FIGURES.finditer(prose)
    ]
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        beside = "".join(other.text for other in (before, token, after) if other)
        is_dated = token.kind is TokenKind.WORD and _DIGIT.search(beside)
        if is_dated and (number := _number(token.text, tag)):
            found.append(_Month(number, token.text, token.start, token.end))
    return found


def _number(word: str, tag: str) -> int | None:
    """Which month `word` names, if any."""
    folded = normal_form(_WITH_DAY.sub("", word))
    return next((number for number, name in _patterns(tag) if name.fullmatch(folded)), None)


@cache
def _patterns(tag: str) -> tuple[tuple[int, regex.Pattern[str]], ...]:
    return tuple(
        (number, regex.compile("|".join(_forms(normal_form(name), tag) for name in names)))
        for number, names in enumerate(names_of_months(tag), 1)
    )


def _forms(name: str, tag: str) -> str:
    # Russian puts its endings in the place of ь and й.
    stem = name.rstrip("ьй") if tag == "ru" else name
    return f"{name}|{stem}(?:{_ENDINGS[tag]})"
