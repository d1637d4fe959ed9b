"""All checks, and how to run them over a segment."""

from core.language import language
from core.qa.addresses import addresses
from core.qa.characters import corrupted_characters, invisible_characters
from core.qa.check import Check, Pair
from core.qa.completeness import length, same_as_source, untranslated
from core.qa.issue import Issue, Severity
from core.qa.numbers import numbers
from core.qa.placeholders import placeholders
from core.qa.punctuation import brackets, end_punctuation, quotes
from core.qa.scripts import apostrophe_letters, mixed_script, wrong_script
from core.qa.spaces import double_spaces, edge_spaces
from core.qa.words import doubled_word
from core.segment import Segment

CHECKS: tuple[Check, ...] = (
    Check(untranslated, Severity.ERROR),
    Check(same_as_source, Severity.WARNING),
    Check(length, Severity.WARNING),
    Check(numbers, Severity.ERROR),
    Check(placeholders, Severity.ERROR),
    Check(addresses, Severity.WARNING),
    Check(wrong_script, Severity.ERROR),
    Check(mixed_script, Severity.ERROR),
    Check(apostrophe_letters, Severity.HINT),
    Check(end_punctuation, Severity.WARNING),
    Check(brackets, Severity.WARNING),
    Check(quotes, Severity.WARNING),
    Check(edge_spaces, Severity.WARNING),
    Check(double_spaces, Severity.WARNING),
    Check(doubled_word, Severity.HINT),
    Check(invisible_characters, Severity.WARNING),
    Check(corrupted_characters, Severity.ERROR),
)


def check_segment(segment: Segment, source_language: str, target_language: str) -> list[Issue]:
    """Everything the checks find in `segment`; the languages are program tags.

    A segment without a target has only the issue of being without one, once it is confirmed.
    Raises UnknownLanguageError.
    """
    pair = Pair(
        segment.source,
        segment.target,
        language(source_language),
        language(target_language),
        segment.is_confirmed,
    )
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
