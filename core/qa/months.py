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
    "ru": "[аяуюе]|[ое]м|",
    "tg": "и|у|ро|",
} | dict.fromkeys(("kk", "ky", "tk", "uz-Cyrl", "uz-Latn"), r"\p{L}{0,8}")
# Words that begin as a month does: “3 marta” are three times, “майып” a person with a disability.
_OTHER_WORDS = {
    "kk": "маусым(?:дық|аралық)",
    "ky": "майып|мартаба",
    "tk": "maýyp",
    "uz-Cyrl": "марта|май(?:дон|ор|ли)",
    "uz-Latn": "marta|may(?:don|or|li)",
}
# “Article 5 may”; the month has a capital.
_NOT_CAPITAL = frozenset(("may", "march", "august"))
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
    """A month from 1 to 12, where it is named, and whether as part of a date."""

    number: int
    text: str
    start: int
    end: int
    is_dated: bool = True


def months(pair: Pair) -> Iterator[Finding]:
    """Month differs from the source"""
    source = _months(pair.source_prose, pair.source_tokens, pair.source_language.tag)
    target = _months(pair.target_prose, pair.target_tokens, pair.target_language.tag)
    missing, extra = _unnamed(source, target), _unnamed(target, source)
    # Who says some dates in another way (“last May”, “from March to May 2020”) makes no mistake.
    if _dates(source) == _dates(target):
        as_many = len(source) == len(target)
        if (missing and extra) or (as_many and (missing or extra)):
            yield difference("Months", [month.text for month in missing], extra)


def _dates(months: list[_Month]) -> int:
    return sum(month.is_dated for month in months)


def _unnamed(these: list[_Month], others: list[_Month]) -> list[_Month]:
    """Those with a date that are not among the others."""
    named = {month.number for month in others}
    return [month for month in these if month.is_dated and month.number not in named]


def _months(prose: str, tokens: tuple[Token, ...], tag: str) -> list[_Month]:
    """Those in figures, and those in words, dated if near a number (“2022 жылғы маусымда”)."""
    found = [
        _Month(int(match["month"]), match.group(), match.start(), match.end())
        for match in _FIGURES.finditer(prose)
    ]
    for place, token in enumerate(tokens):
        if token.kind is TokenKind.WORD and (number := _number(token.text, tag)):
            near = "".join(other.text for other in tokens[max(place - 2, 0) : place + 3])
            is_dated = bool(_DIGIT.search(near))
            found.append(_Month(number, token.text, token.start, token.end, is_dated))
    return found


def _number(word: str, tag: str) -> int | None:
    """Which month `word` names, if any."""
    if tag == "en" and word in _NOT_CAPITAL:
        return None
    folded = normal_form(_WITH_DAY.sub("", word))
    return next((number for number, name in _patterns(tag) if name.fullmatch(folded)), None)


@cache
def _patterns(tag: str) -> tuple[tuple[int, regex.Pattern[str]], ...]:
    return tuple(
        (number, regex.compile("|".join(_forms(normal_form(name), tag) for name in names)))
        for number, names in enumerate(names_of_months(tag), 1)
    )


def _forms(name: str, tag: str) -> str:
    if tag == "en":
        return f"{name}|{name[:4]}|{name[:3]}"
    forms = f"{name}|{_stem(name, tag)}(?:{_ENDINGS[tag]})"
    return f"(?!{_OTHER_WORDS[tag]})(?:{forms})" if tag in _OTHER_WORDS else forms


def _stem(name: str, tag: str) -> str:
    """A pattern for what comes before an ending, which can change the end of the name."""
    if tag == "ru":
        return name.rstrip("ьй")
    if tag == "kk":
        return regex.sub("к$", "[кг]", name)  # қыркүйек, қыркүйегінде
    # декабрь, декабрында; before the spelling of today, sentabr and oktabr had a y.
    return name.rstrip("ь").replace("tabr", "ty?abr")
