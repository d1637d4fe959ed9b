"""Checks for what is not translated at all, or only in part."""

from collections.abc import Iterator

from core.normal import normal_form
from core.qa.check import Finding, Pair
from core.tokens import TokenKind

_LENGTH_FACTOR = 3
_LENGTH_ALLOWANCE = 20


def untranslated(pair: Pair) -> Iterator[Finding]:
    """Confirmed without a translation"""
    if pair.confirmed and pair.source.strip() and not pair.target.strip():
        yield Finding("The segment is confirmed, but its target is empty.")


def same_as_source(pair: Pair) -> Iterator[Finding]:
    """Same as the source"""
    if normal_form(pair.source) == normal_form(pair.target) and _is_phrase(pair):
        yield Finding("The target is the same as the source.", 0, len(pair.target))


def _is_phrase(pair: Pair) -> bool:
    """Whether the source is more than numbers, names, capitals and words that languages share."""
    words = [token.text for token in pair.source_tokens if token.kind is TokenKind.WORD]
    common = [word for word in words if word.isalpha() and word[0].islower() and len(word) > 3]
    # “телефон, факс” is right in Russian and in Kazakh; English shares fewer words.
    has_english = "en" in (pair.source_language.tag, pair.target_language.tag)
    return bool(common) and len(words) >= (2 if has_english else 3)


def length(pair: Pair) -> Iterator[Finding]:
    """Much longer or shorter than the source"""
    source, target = len(pair.source.strip()), len(pair.target.strip())
    if target > _LENGTH_FACTOR * source + _LENGTH_ALLOWANCE:
        yield Finding(
            f"The target is much longer than the source: {target} to {source} characters."
        )
    elif source > _LENGTH_FACTOR * target + _LENGTH_ALLOWANCE:
        yield Finding(
            f"The target is much shorter than the source: {target} to {source} characters."
        )
