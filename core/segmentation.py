"""Cuts a text into sentences by SRX rules, always as slices of the original."""

from collections.abc import Iterable
from functools import cache
from itertools import groupby, pairwise

import regex

from core.errors import UnreadableFileError
from core.srx import FLAGS, Rule, RuleSet, read_srx
from resources import path

TIMEOUT = 1.0
"""Seconds one expression may take for 100,000 characters; rules may come from strangers."""

_SPACE = regex.compile(r"\s*")


class Segmenter:
    """The rules for one language, ready to cut texts.

    SRX asks its rules in order at every place of the text, and the first that matches decides.
    A place can only become a break where some break rule matches, so those are searched for, and
    only there the exceptions that stand before that rule are asked: the answer is the same.
    """

    def __init__(self, rules: Iterable[Rule], file: str) -> None:
        """`file` names the rules in an error."""
        self._file = file
        # Pairs of (patterns that allow a break, patterns of all exceptions that come before).
        self._steps: list[tuple[list[regex.Pattern[str]], list[regex.Pattern[str]]]] = []
        exceptions: list[regex.Pattern[str]] = []
        for breaks, group in groupby(rules, lambda rule: rule.breaks):
            expressions = [_at(rule) for rule in group]
            if breaks:
                # Each alone: several times faster than as alternatives of one expression.
                searches = [regex.compile(one, FLAGS) for one in expressions]
                self._steps.append((searches, exceptions))
            else:
                exceptions = [*exceptions, regex.compile("|".join(expressions), FLAGS)]

    def segment(self, text: str) -> list[str]:
        """`text` cut into sentences; joined they are `text` again, and none is empty.

        White space after a sentence belongs to it. Raises UnreadableFileError when a rule takes
        longer than TIMEOUT.
        """
        try:
            places = self._breaks(text)
        except TimeoutError:
            raise UnreadableFileError(
                f"The segmentation rules “{self._file}” cannot be used: on the text that begins "
                f"with “{text[:40]}” one of them takes too long. Correct it or choose other rules."
            ) from None
        return [text[start:end] for start, end in pairwise(_borders(text, places))]

    def _breaks(self, text: str) -> list[int]:
        timeout = TIMEOUT * (1 + len(text) / 100_000)
        decided: dict[int, bool] = {}
        for searches, exceptions in self._steps:
            places = {
                found.start() for one in searches for found in one.finditer(text, timeout=timeout)
            }
            for place in places - decided.keys():
                decided[place] = not any(
                    exception.match(text, place, timeout=timeout) for exception in exceptions
                )
        return [place for place, is_break in decided.items() if is_break]


def segment(text: str, language: str) -> list[str]:
    """`text` cut into sentences by the shipped rules for the tag `language`.

    The slices joined are `text` again; white space after a sentence belongs to it. A language
    the rules do not know, or "", is cut by the rules that all languages share.
    """
    return _segmenter(language).segment(text)


@cache
def shipped_rules() -> RuleSet:
    """The rules that come with the program."""
    return read_srx(path("segmentation/terjiman.srx"))


@cache
def _segmenter(language: str) -> Segmenter:
    rules = shipped_rules()
    return Segmenter(rules.rules_for(language), rules.file)


def _borders(text: str, places: Iterable[int]) -> list[int]:
    """Where the slices begin, and the end of the text.

    Rules break before white space or after it; here it always belongs to what it follows, or to
    the first sentence where nothing comes before it.
    """
    borders = [0]
    reached = _after_space(text, 0)
    for place in sorted(places):
        if place > reached:
            reached = _after_space(text, place)
            borders.append(reached)
    return sorted({*borders, len(text)})


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _at(rule: Rule) -> str:
    """An expression of no width that matches where `rule` does.

    What comes after is looked at first: it rejects most places sooner.
    """
    return f"(?={rule.after})(?<={rule.before})"
