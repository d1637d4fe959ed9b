"""Rewrites one word by the rules of an alphabet, from one script into the other.

A word is small letters and, beside them, which of them are capitals; capitals of the result
follow from that: Ш is Sh in Шаҳар and SH in ШАҲАР.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.language import Script
from core.normal import APOSTROPHES, fold_apostrophes
from core.transliteration.alphabet import Alphabet, Rule, alphabet


@dataclass(frozen=True, slots=True)
class Word:
    """Small letters, and for each whether it is a capital.

    `is_all_capitals` tells whether two letters or more are capitals and none is small.
    """

    letters: str
    capitals: tuple[bool, ...]
    is_all_capitals: bool


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A word in the other script; `instead` is what it might be as well, with the reason."""

    text: str
    instead: str = ""
    reason: str = ""


class Rewriter:
    """Rewrites words of one script in one alphabet."""

    def __init__(self, own: Alphabet, to: Script) -> None:
        self._alphabet, self._to = own, to
        self._spelling = _Spelling(own)
        self._stems = _stems(own, to)
        self._longest = max((len(stem) for stem in self._stems), default=0)
        self._rules = _by_first_letter(own.rules[to])

    def read(self, piece: str) -> Word:
        """The letters of `piece`, in NFC, as the rules have them."""
        if self._to is Script.LATIN:
            return _word((sign.lower(), sign.isupper()) for sign in piece)
        return self._spelling.read(piece)

    def knows(self, word: Word) -> bool:
        """Whether the alphabet has all the letters of `word`."""
        steps = self._steps(word.letters)
        return not any(rule is None and word.letters[at].isalpha() for at, rule in steps)

    def is_unclear(self, piece: str) -> bool:
        """Whether `piece` has a Latin capital that stands for two letters."""
        return self._to is Script.CYRILLIC and any(
            sign in self._alphabet.unclear_capitals for sign in piece
        )

    def rewrite(self, word: Word) -> Rewritten:
        """`word` in the other script. Signs that no rule speaks of stay."""
        given, other, reason = "", "", ""
        for at, rule in self._steps(word.letters):
            if rule is None:
                sign = word.letters[at].upper() if word.capitals[at] else word.letters[at]
                given, other = given + sign, other + sign
                continue
            end = at + len(rule.find)
            given += self._cased(rule.give, word, at, end)
            other += self._cased(rule.instead or rule.give, word, at, end)
            reason = reason or rule.reason
        return Rewritten(given, other if other != given else "", reason)

    def _steps(self, letters: str) -> Iterator[tuple[int, Rule | None]]:
        """Places in a word, and the rule that speaks of what begins there."""
        stem = self._stem(letters)
        at = 0
        if stem:
            yield 0, stem
            at = len(stem.find)
        while at < len(letters):
            rule = next(
                (
                    rule
                    for rule, pattern in self._rules.get(letters[at], ())
                    if pattern is None or pattern.match(letters, at)
                ),
                None,
            )
            yield at, rule
            at += len(rule.find) if rule else 1

    def _stem(self, letters: str) -> Rule | None:
        """The longest listed stem that a word begins with."""
        for length in range(min(len(letters), self._longest), 0, -1):
            for rule in self._stems.get(letters[:length], ()):
                if not rule.before or length == len(letters):
                    return rule
        return None

    def _cased(self, small: str, word: Word, start: int, end: int) -> str:
        """What a rule gives, with the capitals of the letters that it was given."""
        upper: Callable[[str], str] = str.upper
        if self._to is Script.LATIN:
            small, upper = self._spelling.write(small), self._spelling.upper
        capitals = [
            word.capitals[place] for place in range(start, end) if _cased(word.letters[place])
        ]
        if not any(capitals):
            return small
        if all(capitals) and (len(capitals) > 1 or word.is_all_capitals):
            return "".join(map(upper, small))
        return upper(small[:1]) + small[1:] if capitals[0] else small


class _Spelling:
    """How an alphabet writes the letters of its rules."""

    def __init__(self, own: Alphabet) -> None:
        self._written = own.spelled
        self._read = {fold_apostrophes(text): letter for letter, text in own.spelled.items()}
        self._capitals = own.capitals
        # İ is i, and I is ı, where the alphabet says that the capital of i is İ.
        self._small = {capital: small for small, capital in own.capitals.items()}
        if "i" in own.capitals:
            self._small["I"] = "ı"
        self._units = _any_of(self._read, re.DOTALL, "|.")
        self._letters = _any_of(self._written, re.DOTALL, "|.")

    def upper(self, sign: str) -> str:
        """The capital of a written letter."""
        return self._capitals.get(sign, sign.upper())

    def write(self, letters: str) -> str:
        """Letters of the rules as they are written."""
        if not self._written:
            return letters
        return self._letters.sub(lambda m: self._written.get(m[0], m[0]), letters)

    def read(self, piece: str) -> Word:
        """What is written, in letters of the rules; every apostrophe is one."""
        folded = fold_apostrophes(piece)
        small = "".join(self._small.get(sign) or _small(sign) for sign in folded)
        read = []
        for match in self._units.finditer(small):
            letters = self._read.get(match[0], match[0])
            up = [sign.isupper() for sign in folded[match.start() : match.end()] if _cased(sign)]
            read += [(letter, bool(up) and (up[0] if n == 0 else all(up)))
                     for n, letter in enumerate(letters)]  # fmt: skip
        return _word(read)


def _word(signs: Iterable[tuple[str, bool]]) -> Word:
    pairs = list(signs)
    letters = "".join(sign for sign, _ in pairs)
    capitals = tuple(up for sign, up in pairs for _ in sign)
    cased = [up for sign, up in zip(letters, capitals, strict=True) if _cased(sign)]
    return Word(letters, capitals, len(cased) > 1 and all(cased))


def _small(sign: str) -> str:
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


def _cased(sign: str) -> bool:
    return sign.lower() != sign.upper()


def _any_of(texts: Mapping[str, str], flags: int, rest: str) -> re.Pattern[str]:
    ordered = sorted(texts, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) + (rest if ordered else rest[1:]), flags)


# What a word goes on through: letters, marks in it and apostrophes.
_IN_WORD = rf"[\w\u00ad\u200c\u200d{APOSTROPHES}]"


def _pattern(rule: Rule) -> str:
    return (
        _beside(rule.after, f"(?<!{_IN_WORD})", "(?<=")
        + re.escape(rule.find)
        + _beside(rule.before, f"(?!{_IN_WORD})", "(?=")
    )


def _beside(letters: str, edge: str, look: str) -> str:
    if not letters:
        return ""
    ways = [edge] if "#" in letters else []
    others = letters.replace("#", "")
    if others:
        ways.append(f"{look}[{re.escape(others)}])")
    return f"(?:{'|'.join(ways)})"


_Ways = Mapping[str, Sequence[tuple[Rule, re.Pattern[str] | None]]]


def _by_first_letter(rules: Iterable[Rule]) -> _Ways:
    """Rules in their order, with what finds them where that is not just a letter."""
    ways: dict[str, list[tuple[Rule, re.Pattern[str] | None]]] = {}
    for rule in rules:
        is_letter = len(rule.find) == 1 and not rule.after and not rule.before
        pattern = None if is_letter else re.compile(_pattern(rule))
        ways.setdefault(rule.find[0], []).append((rule, pattern))
    return ways


def _stems(own: Alphabet, to: Script) -> Mapping[str, Sequence[Rule]]:
    """The stems of an alphabet as rules, by what they find; whole words go first."""
    forward = _plain(own)
    stems: dict[str, list[Rule]] = {}
    for cyrillic, latin, whole in own.stems:
        there = latin or forward(cyrillic)
        find, give = (
            (cyrillic, there) if to is Script.LATIN else (fold_apostrophes(there), cyrillic)
        )
        stems.setdefault(find, []).append(Rule(find, give, before="#" if whole else ""))
    return {find: sorted(some, key=lambda rule: not rule.before) for find, some in stems.items()}


def _plain(own: Alphabet) -> Callable[[str], str]:
    """Rewrites small Cyrillic letters by the rules alone, into the letters that the rules have."""
    rules = own.rules[Script.LATIN]
    pattern = re.compile("|".join(f"({_pattern(rule)})" for rule in rules))
    return lambda text: pattern.sub(lambda match: rules[(match.lastindex or 0) - 1].give, text)


@cache
def rewriter(language: str, to: Script, name: str = "") -> Rewriter:
    """The rewriter into `to` for an alphabet. Raises ValueError as `alphabet` does."""
    return Rewriter(alphabet(language, name), to)
