"""The check that a translation has the numbers of its source, however each language writes them.

Numbers are compared as values and in any order. “1 000,5” is “1,000.5”; “12.05.2020” may be
“12 May 2020”, “5 тыс.” 5,000, “2” “two” and “21st century” “XXI ғасыр”. What stays without
a counterpart after all such readings is reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import regex

from core.language import Language
from core.qa.check import Finding, Pair, difference
from core.qa.number_words import scale_after, small_numbers

Reading = tuple[str, ...]
"""The figures that a number stands for; more than one for a date or a time."""

_SPACE = " \u00a0\u2009\u202f"
_NUMBER = regex.compile(
    rf"""
    (?P<glued>\p{{L}}[0-9][0-9.,]* | [0-9]+(?!K)\p{{Lu}} | &\#[0-9]+;)   # G20, 3D, &#160;
  | (?P<date>[0-9]{{1,2}}([./-])[0-9]{{1,2}}\3[0-9]{{4}}(?![0-9])
      | (?<![0-9])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
  | (?P<time>[0-9]{{1,2}}:[0-9]{{2}}(?![0-9:]))(?P<pm>\s?p\.?m)?
  | (?P<hour>[0-9]{{1,2}})(?=\s?p\.?m\b)
  | (?P<plain>
        [0-9]{{1,3}}(?:[{_SPACE}][0-9]{{3}})++(?![0-9])(?:[.,][0-9]+)?
      | [0-9]+(?:[.,][0-9]+)*)
    """,
    regex.VERBOSE,
)
_SPACES = regex.compile(rf"[{_SPACE}]")
_LONG_NUMBER = 7
_DIGITS = regex.compile(r"[0-9]+")
_DECADE = regex.compile(r"(?<=(?<![0-9])[0-9]{3}0)[’']?s(?!\p{L})")
_ROMAN = regex.compile(r"(?<!\p{L})[IVXLC]+(?!\p{L})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# Roman numerals are often typed with Cyrillic letters.
_TO_LATIN = str.maketrans("ІХСЛ", "IXCL")


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]


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
    return [
        _Number(match.group(), match.start(), match.end(), tuple(dict.fromkeys(_readings(match))))
        for match in _NUMBER.finditer(text)
        if not match["glued"]
    ]


def _readings(match: regex.Match[str]) -> Iterator[Reading]:
    """What the number can stand for, the likeliest first."""
    parts = tuple(_plain(part) for part in _DIGITS.findall(match.group()))
    if match["date"]:
        yield parts
        # A month may be a word on the other side; which part it is depends on the country.
        yield from (parts[:i] + parts[i + 1 :] for i in (1, 0) if len(parts[i]) < 3)
    elif match["time"] or match["hour"]:
        yield from _times(parts, afternoon=bool(match["hour"] or match["pm"]))
    else:
        values = _values(match["plain"])
        scale = scale_after(match.string, match.end())
        if scale > 1:
            yield from ((_plain(format(Decimal(value) * scale, "f")),) for value in values)
        yield from ((value,) for value in values)
        # 18.40 is 18.4; the 1990s are the 90s; 12,13 may be two numbers.
        yield from ((_plain(value),) for value in values)
        if _DECADE.match(match.string, match.end()):
            yield (parts[0][-2:],)
        if len(parts) > 1:
            yield parts


def _times(parts: Reading, *, afternoon: bool) -> Iterator[Reading]:
    hours = [parts[0]] + [str(int(parts[0]) + 12)] * afternoon
    for hour, minutes in product(hours, {parts[1:], tuple(m for m in parts[1:] if m != "0")}):
        yield (hour, *minutes)


def _values(number: str) -> list[str]:
    """`number` as a decimal; two of them where the one separator can be either kind."""
    plain = _SPACES.sub("", number)
    groups = regex.split(r"[.,]", plain)
    if len(groups) == 1:
        return [_plain(plain)]
    marks = [mark for mark in plain if mark in ".,"]
    thousands = len(groups[0]) < 4 and groups[0] != "0" and all(len(g) == 3 for g in groups[1:])
    decimal = f"{_plain(''.join(groups[:-1]))}.{groups[-1]}"
    if len(set(marks)) > 1:
        return [decimal]
    if len(marks) > 1:
        return [_plain("".join(groups))] if thousands else []
    return [_plain("".join(groups)), decimal] if thousands else [decimal]


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
    for number in source:
        for other in extra:
            if set(number.readings) & set(other.readings):
                missing.remove(number)
                extra.remove(other)
                break
    _match_parts(missing, extra)
    _match_parts(extra, missing)
    return missing, extra


def _match_parts(whole: list[_Number], parts: list[_Number]) -> None:
    """Take out of both lists numbers whose parts stand on the other side: 12.05.2020."""
    for number in list(whole):
        for reading in number.readings:
            found = _find_all(reading, parts)
            if found:
                whole.remove(number)
                for part in found:
                    parts.remove(part)
                break


def _find_all(reading: Reading, among: Sequence[_Number]) -> list[_Number]:
    """One number for each figure of `reading`, or nothing."""
    left = list(among)
    found = []
    for figure in reading:
        number = next((n for n in left if (figure,) in n.readings), None)
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
    said = {str(number) for number in small_numbers(text, language.tag) | _romans(text)}
    said.update(
        _plain(digits)
        for match in _NUMBER.finditer(text)
        if match["glued"]
        for digits in _DIGITS.findall(match.group())
    )
    return [number for number in of if not any(said.issuperset(r) for r in number.readings)]


def _romans(text: str) -> set[int]:
    return {_roman(match.group()) for match in _ROMAN.finditer(text.translate(_TO_LATIN))}


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(v if v >= n else -v for v, n in zip(values, following, strict=True))
