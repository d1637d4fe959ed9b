"""The check that a translation has the numbers of its source, however each language writes them.

Numbers are compared as values and in any order. “1 000,5” is “1,000.5”; “12.05.2020” may be
“12 May 2020”, “5 тыс.” 5,000, “2” “two” and “21st century” “XXI ғасыр”. What stays without
a counterpart after all such readings is reported.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from core.language import Language
from core.qa.check import Finding, Pair, difference
from core.qa.number_words import numbers_in_words, scale_after

Parts = tuple[str, ...]
"""The figures of a number that may stand apart on the other side, such as those of a date."""

_SPACE = " \u00a0\u2009\u202f"
_NUMBER = regex.compile(
    rf"""
    (?P<date>[0-9]{{1,2}}([./-])[0-9]{{1,2}}\2[0-9]{{4}}(?![0-9])
      | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
  | (?P<time>[0-9]{{1,2}}:[0-9]{{2}}(?![0-9:]))(?P<pm>\s?[pP]\.?[mM])?
  | (?P<hour>[0-9]{{1,2}})(?=\s?[pP]\.?[mM]\b)
  | (?P<glued>\p{{L}}[0-9][0-9.,]* | [0-9]+(?!K)\p{{Lu}} | &\#[0-9]+;)   # G20, 3D, &#160;
  | (?P<plain>
        [0-9]{{1,3}}(?:[{_SPACE}][0-9]{{3}})++(?![0-9])(?:[.,][0-9]+)?
      | [0-9]+(?:[.,][0-9]+)*)
    """,
    regex.VERBOSE,
)
_SPACES = regex.compile(rf"[{_SPACE}]")
_ONE_WORD = regex.compile(r"\s*\p{L}+\s?\.?\s+")
_LONG_NUMBER = 4
_MONTHS = 12
_DIGITS = regex.compile(r"[0-9]+")
# “1990s”, “1990-х”, “1990-njy ýyllar”, “солҳои 1990-ум”: said “90” as well.
_DECADE = regex.compile(
    r"(?<=(?<![0-9])[0-9]{3}0)"
    r"(?:[’']?s(?!\p{L})|-[ыу]?[ехм](?!\p{L})"
    r"|(?:-\p{L}+)?[\s-](?:жылдар|ýyllar|yillar|йиллар)|(?<=солҳои\s[0-9]{4}))"
)
_ROMAN = regex.compile(r"(?<!\p{L})[IVXLC]+(?!\p{L})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# Roman numerals are often typed with Cyrillic letters; a С alone is a word of Russian.
_TO_LATIN = str.maketrans("ІХ", "IX")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text: the values it can have, the likeliest first, and its possible parts."""

    text: str
    start: int
    end: int
    values: tuple[str, ...]
    parts: tuple[Parts, ...]


def numbers(pair: Pair) -> Iterator[Finding]:
    """Numbers differ from the source"""
    source, target = _numbers(pair.source_prose), _numbers(pair.target_prose)
    missing, extra = _unmatched(source, target)
    if _is_regrouped(missing, extra):
        return
    missing = _unsaid(missing, pair.target_prose, pair.target_language)
    extra = _unsaid(extra, pair.source_prose, pair.source_language)
    if missing or extra:
        yield difference("Numbers", [number.text for number in missing], extra)


def _numbers(text: str) -> list[_Number]:
    """The numbers of `text`, without those that are part of a name (“G20”)."""
    found: list[_Number] = []
    for match in _NUMBER.finditer(text):
        if not match["glued"]:
            number = _number(match)
            if found and _goes_on(text, found[-1], number):
                number = _sum(text, found.pop(), number)
            found.append(number)
    return found


def _goes_on(text: str, number: _Number, following: _Number) -> bool:
    """Whether two numbers are one: “1 млн 200 мың”."""
    return scale_after(text, number.end) > scale_after(text, following.end) > 1 and bool(
        _ONE_WORD.fullmatch(text, number.end, following.start)
    )


def _sum(text: str, number: _Number, following: _Number) -> _Number:
    value = Decimal(number.values[0]) + Decimal(following.values[0])
    start, end = number.start, following.end
    return _Number(text[start:end], start, end, (_plain(format(value, "f")),), ())


def _number(match: regex.Match[str]) -> _Number:
    figures = tuple(_plain(part) for part in _DIGITS.findall(match.group()))
    parts = [figures] if len(figures) > 1 else []
    if match["date"]:
        # The order of day and month, and which of them is a word, depends on the language.
        values = ["/".join(sorted(figures))]
        parts += [figures[:i] + figures[i + 1 :] for i in (0, 1) if int(figures[i]) <= _MONTHS]
    elif match["time"] or match["hour"]:
        values = _times(match)
    else:
        values = _plain_values(match)
    return _Number(match.group(), match.start(), match.end(), tuple(values), tuple(parts))


def _times(match: regex.Match[str]) -> list[str]:
    """A time is written like a decimal by some; full hours may be without minutes."""
    hour, _, minutes = (match["time"] or match["hour"]).partition(":")
    afternoon = bool(match["hour"] or match["pm"])
    hours = [_plain(hour)] + [str(int(hour) + 12)] * afternoon
    exact = [f"{hour}.{minutes}" for hour in hours if minutes]
    return exact + (hours if minutes in {"", "00"} else [])


def _plain_values(match: regex.Match[str]) -> list[str]:
    values = _decimals(match["plain"])
    scale = scale_after(match.string, match.end())
    if scale > 1 and values[0].count(".") < 2:
        values = [_plain(format(Decimal(value) * scale, "f")) for value in values] + values
    if len(values) == 1:
        values.append(_plain(values[0]))  # 18.40 is 18.4
    if _DECADE.match(match.string, match.end()):
        values.append(match["plain"][-2:])
    return values


def _decimals(number: str) -> list[str]:
    """`number` with a decimal point; both of them where its one mark can be of either kind."""
    plain = _SPACES.sub("", number)
    groups = regex.split(r"[.,]", plain)
    marks = {mark for mark in plain if mark in ".,"}
    thousands = len(groups[0]) < 4 and groups[0] != "0" and all(len(g) == 3 for g in groups[1:])
    whole = [_plain("".join(groups))]
    decimal = [f"{_plain(''.join(groups[:-1]))}.{groups[-1]}"]
    if len(groups) == 1:
        return whole
    if len(marks) > 1:
        return decimal
    if len(groups) > 2:
        return whole if thousands else [".".join(map(_plain, groups))]
    return whole + decimal if thousands else decimal


def _plain(digits: str) -> str:
    """Digits without zeros before a whole number or at the end of a broken one."""
    if "." in digits:
        return digits.rstrip("0").rstrip(".")
    return digits.lstrip("0") or "0"


def _unmatched(
    source: Sequence[_Number], target: Sequence[_Number]
) -> tuple[list[_Number], list[_Number]]:
    """The numbers of either side that have no counterpart on the other."""
    missing, extra = list(source), list(target)
    _match(missing, extra, lambda one, other: one.values[:1] == other.values[:1])
    _match(missing, extra, lambda one, other: not set(one.values).isdisjoint(other.values))
    _match_parts(missing, extra)
    _match_parts(extra, missing)
    return missing, extra


def _match(
    missing: list[_Number], extra: list[_Number], same: Callable[[_Number, _Number], bool]
) -> None:
    """Take out of both lists what is the same."""
    for number in list(missing):
        other = next((other for other in extra if same(number, other)), None)
        if other:
            missing.remove(number)
            extra.remove(other)


def _match_parts(whole: list[_Number], parts: list[_Number]) -> None:
    """Take out of both lists numbers whose parts stand on the other side: 12.05.2020."""
    for number in list(whole):
        for figures in number.parts:
            found = _find_all(figures, parts)
            if found:
                whole.remove(number)
                for part in found:
                    parts.remove(part)
                break


def _find_all(figures: Parts, among: Sequence[_Number]) -> list[_Number]:
    """One number for each of `figures`, or nothing."""
    left = list(among)
    found = []
    for figure in figures:
        number = next((n for n in left if figure in n.values), None)
        if number is None:
            return []
        left.remove(number)
        found.append(number)
    return found


def _is_regrouped(missing: Sequence[_Number], extra: Sequence[_Number]) -> bool:
    """Whether both are the digits of one telephone or account number, grouped in another way."""
    one, other = ("".join(number.text for number in side) for side in (missing, extra))
    one, other = (_SPACES.sub("", side) for side in (one, other))
    return one == other and one.isdecimal() and len(one) >= _LONG_NUMBER


def _unsaid(of: Sequence[_Number], text: str, language: Language) -> list[_Number]:
    """Those that `text` does not say in words, in Roman numerals or in a name."""
    if not of:
        return []
    said = numbers_in_words(text, language.tag) | {str(number) for number in _romans(text)}
    said.update(
        _plain(digits)
        for match in _NUMBER.finditer(text)
        if match["glued"]
        for digits in _DIGITS.findall(match.group())
    )
    return [
        number
        for number in of
        if said.isdisjoint(number.values) and not any(said.issuperset(p) for p in number.parts)
    ]


def _romans(text: str) -> set[int]:
    return {_roman(match.group()) for match in _ROMAN.finditer(text.translate(_TO_LATIN))}


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(v if v >= n else -v for v, n in zip(values, following, strict=True))
