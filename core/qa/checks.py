"""All checks, and how to run them over a segment."""

from collections.abc import Iterator
from dataclasses import replace

from core.language import language
from core.qa.addresses import addresses
from core.qa.characters import corrupted_characters, invisible_characters, uncomposed_letters
from core.qa.check import Check, Pair
from core.qa.completeness import length, same_as_source, untranslated
from core.qa.issue import Issue, Severity
from core.qa.months import months
from core.qa.numbers import numbers
from core.qa.placeholders import placeholders
from core.qa.punctuation import brackets, end_punctuation, quotes
from core.qa.scripts import apostrophe_letters, foreign_letters, mixed_script, wrong_script
from core.qa.spaces import double_spaces, edge_spaces
from core.qa.words import doubled_word
from core.segment import Segment

CHECKS: tuple[Check, ...] = (
    Check(untranslated, Severity.ERROR),
    Check(same_as_source, Severity.WARNING),
    Check(length, Severity.WARNING),
    Check(numbers, Severity.ERROR),
    Check(months, Severity.ERROR),
    Check(placeholders, Severity.ERROR),
    Check(addresses, Severity.WARNING),
    Check(wrong_script, Severity.ERROR),
    Check(mixed_script, Severity.ERROR),
    Check(foreign_letters, Severity.WARNING),
    Check(apostrophe_letters, Severity.HINT),
    Check(end_punctuation, Severity.WARNING),
    Check(brackets, Severity.WARNING),
    Check(quotes, Severity.WARNING),
    Check(edge_spaces, Severity.WARNING),
    Check(double_spaces, Severity.WARNING),
    Check(doubled_word, Severity.HINT),
    Check(invisible_characters, Severity.WARNING),
    Check(uncomposed_letters, Severity.HINT),
    Check(corrupted_characters, Severity.ERROR),
)

_HYGIENE = (
    corrupted_characters,
    invisible_characters,
    uncomposed_letters,
    foreign_letters,
    mixed_script,
    apostrophe_letters,
)
"""Checks of how a text is typed; what they repair, nobody would want otherwise."""


def check_segment(segment: Segment, source_language: str, target_language: str) -> list[Issue]:
    """Everything the checks find in `segment`; the languages are program tags.

    A segment without a target has only the issue of being without one, once it is confirmed.
    Raises UnknownLanguageError.
    """
    pair = _pair(segment, source_language, target_language)
    return [
        Issue(
            segment.id,
            check.id,
            check.severity,
            finding.message,
            finding.start,
            finding.end,
            finding.fix,
        )
        for check in (CHECKS if segment.target.strip() else CHECKS[:1])
        for finding in check.find(pair)
    ]


def repaired(segment: Segment, source_language: str, target_language: str) -> str:
    """The target with every sign repaired that was typed wrongly or damaged on the way.

    The languages are program tags. Raises UnknownLanguageError.
    """
    pair = _pair(segment, source_language, target_language)
    # Without an invisible character, letters before and after it may turn out to be damaged.
    while fix := next(_fixes(pair), None):
        pair = replace(pair, target=fix)
    return pair.target


def _fixes(pair: Pair) -> Iterator[str]:
    return (finding.fix for find in _HYGIENE for finding in find(pair) if finding.fix)


def _pair(segment: Segment, source_language: str, target_language: str) -> Pair:
    return Pair(
        segment.source,
        segment.target,
        language(source_language),
        language(target_language),
        segment.is_confirmed,
    )
