"""Puts the numbers of a wanted source into the target of a unit that differs in numbers only.

Nothing is guessed: where it is not certain which number of the target stands for which one of the
source, or how the new one is written there, the unit is offered as it is. Number words are left
alone, and so are figures in tags and addresses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.memory.match import Difference, Match
from core.normal import fold_apostrophes
from core.tokens import TokenKind, tokens

_SPACES = "\u0020\u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"""(?<![0-9])(?:
        [0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?
      | [0-9]+(?:[.,][0-9]+)*
    )""",
    re.VERBOSE,
)
_ENDING = re.compile(r"(?![‐‑-]?[IVXLC]+\b)(?:[‐‑-][^\W\d_]+|[^\W\d_]{2,})")
_WORDS_OF_NUMBERS = (
    "бап", "баб", "бөлі", "бөлү", "бет", "тарма", "тарау", "берен", "пункт", "стать",
    "жыл", "жас", "күн", "ай", "модд", "банд", "қисм", "боб", "йил", "ёш", "кун", "ой",
    "modd", "band", "qism", "bob", "yil", "yosh", "kun", "oy", "bet", "ta",
    "madd", "bap", "bab", "bent", "böle", "ýyl", "ýaş", "gün", "aý", "sahypa",
)  # fmt: skip
"""How words begin that are joined to a number and do not change with it, as endings do."""

_KINDS_OF_SIGNS = {Difference.PUNCTUATION, Difference.SPACES}
"""What differs where another kind of apostrophe or space is written, and where more does."""

_SHORT_ENDINGS = frozenset({"en", "ru", "tg"})
"""Languages in which endings joined to a number have one or two letters: “5-й”, “4th”, “3-юм”."""


def repaired(match: Match, wanted: str) -> Match:
    """`match` with the numbers of `wanted` in what it offers, where that is certain."""
    if match.differences - _KINDS_OF_SIGNS != {Difference.NUMBERS}:
        return match
    unit = match.unit
    target = with_numbers(wanted, unit.source, unit.target, unit.target_language)
    return match if target is None else replace(match, adapted=target, repaired=True)


def with_numbers(wanted: str, source: str, target: str, language: str = "") -> str | None:
    """`target`, a translation of `source` into `language`, as a translation of `wanted`.

    None where the two sources differ in more than their numbers, or in nothing, and where the
    numbers of the target do not answer to those of the source one by one.
    """
    old, new = _numbers(source), _numbers(wanted)
    if wanted == source or _rest(source, old) != _rest(wanted, new):
        return None
    changes: dict[str, set[str]] = defaultdict(set)
    for one, other in zip(old, new, strict=True):
        changes[one.text].add(other.text)
    often = Counter(number.text for number in old)
    there = _numbers(target)
    written: dict[_Number, str] = {}
    for before, after_all in changes.items():
        answering = [number for number in there if _same(before, number.text)]
        after = min(after_all)
        if after_all != {before} and (len(after_all) > 1 or len(answering) != often[before]):
            return None
        for number in answering:
            now = _rewritten(before, after, number, target[number.end :], language)
            if now is None or number in written:
                return None
            written[number] = now
    return _put(target, written)


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Value:
    """A way to read a number: its digits before and after the decimal sign, and both signs."""

    whole: str
    decimals: str
    thousands: str = ""
    decimal: str = ""


def _numbers(text: str) -> list[_Number]:
    kinds = (TokenKind.TAG, TokenKind.ADDRESS)
    closed = [(t.start, t.end) for t in tokens(text) if t.kind in kinds]
    return [
        _Number(found.group(), found.start(), found.end())
        for found in _NUMBER.finditer(text)
        if not any(start <= found.start() < end for start, end in closed)
    ]


def _rest(text: str, numbers: Sequence[_Number]) -> list[str]:
    """What stands between the numbers, whatever kinds of apostrophes and spaces it has."""
    starts = [0, *(number.end for number in numbers)]
    ends = [*(number.start for number in numbers), len(text)]
    parts = (text[start:end] for start, end in zip(starts, ends, strict=True))
    return [fold_apostrophes(re.sub(r"\s+", " ", part)) for part in parts]


def _put(text: str, written: dict[_Number, str]) -> str:
    for number in sorted(written, key=lambda number: number.start, reverse=True):
        text = text[: number.start] + written[number] + text[number.end :]
    return text


def _same(one: str, other: str) -> bool:
    """Whether two numbers may be the same, each written in its way."""
    return one == other or any(_pairs(one, other))


def _pairs(one: str, other: str) -> Iterator[tuple[_Value, _Value]]:
    """The ways to read both numbers in which they have the same value."""
    for first in _values(one):
        for second in _values(other):
            if (first.whole, first.decimals) == (second.whole, second.decimals):
                yield first, second


def _values(number: str) -> Iterator[_Value]:
    if plain := re.fullmatch(r"([0-9]+)(?:([.,])([0-9]+))?", number):
        yield _Value(plain[1], plain[3] or "", "", plain[2] or "")
    if grouped := re.fullmatch(
        rf"([0-9]{{1,3}}(?:([{_SPACES}.,])[0-9]{{3}})(?:\2[0-9]{{3}})*)(?:(?!\2)([.,])([0-9]+))?",
        number,
    ):
        whole = grouped[1].replace(grouped[2], "")
        yield _Value(whole, grouped[4] or "", grouped[2], grouped[3] or "")


def _rewritten(
    before: str, after: str, there: _Number, following: str, language: str
) -> str | None:
    """How `after` is written where `before` is `there`; None where that is uncertain."""
    if before == after:
        return there.text
    if not _may_change(before, after, following, language):
        return None
    return _as_there(before, after, there.text)


def _as_there(before: str, after: str, there: str) -> str | None:
    """`after` written as `there` is, where `before` stands in the source; None if uncertain."""
    if before == there and _signs(after) <= _signs(before):
        return after
    ways = {_written(after, first, second) for first, second in _pairs(before, there)}
    return ways.pop() if len(ways) == 1 else None


def _signs(number: str) -> set[str]:
    return set(re.sub("[0-9]", "", number))


def _written(number: str, read: _Value, like: _Value) -> str | None:
    """`number`, whose signs are those of `read`, with the signs of `like`."""
    for value in _values(number):
        if _is_like(value.thousands, read.thousands) and value.decimal in ("", read.decimal):
            return _grouped(value.whole, like.thousands) + (
                f"{like.decimal}{value.decimals}" if value.decimals else ""
            )
    return None


def _is_like(thousands: str, others: str) -> bool:
    """Whether a number may be set apart as another one is; a space of any kind is a space."""
    return thousands in ("", others) or {thousands, others} <= set(_SPACES)


def _grouped(digits: str, sign: str) -> str:
    return f"{int(digits):,}".replace(",", sign) if sign and digits[0] != "0" else digits


def _may_change(before: str, after: str, following: str, language: str) -> bool:
    """Whether what is joined to a number stays right when the number is another.

    “80-нен” would be “90-нан”: an ending follows the last word of the number as it is spoken.
    """
    found = _ENDING.match(following)
    if not found or _last_spoken(before) == _last_spoken(after):
        return True
    ending = found.group().lstrip("‐‑-").lower()
    if language in _SHORT_ENDINGS and len(ending) > 2:
        return True
    return ending.startswith(_WORDS_OF_NUMBERS)


def _last_spoken(number: str) -> str:
    """Equal for numbers whose last word is the same: “5” for 5 and 25, “15”, “50”, “00” …"""
    digits = re.sub("[^0-9]", "", number)
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros > 1:
        return "0" * (zeros if zeros < 3 else zeros // 3 * 3)
    if zeros or digits[-2:-1] == "1":
        return digits[-2:]
    return digits[-1:]
