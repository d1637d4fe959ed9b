"""Checks of single words."""

from collections.abc import Iterator
from itertools import pairwise

from core.qa.check import Finding, Pair
from core.tokens import Token, TokenKind

# Said twice on purpose, and written without a hyphen by many.
_REDUPLICATED = frozenset(
    word
    for words in (
        "бір әр тез жеке қайта кейде анда бірте топ жиі зорға әрең",  # kk
        "бир ар көп кайра жекече бөлөк акырын зорго",  # ky
        "як якта ҷудо зуд баъзе дам қадам гурӯҳ",  # tg
        "bir her tiz aýry ýuwaş käte topar gaýta",  # tk
        "har tez alohida qayta sekin guruh ayrim takror",  # uz-Latn
        "ҳар алоҳида қайта секин гуруҳ айрим такрор",  # uz-Cyrl
        "еле очень чуть давно вот",  # ru
        "that had",  # en
    )
    for word in words.split()
)


def doubled_word(pair: Pair) -> Iterator[Finding]:
    """Word written twice"""
    if any(_is_double(pair.source, *two) for two in pairwise(pair.source_tokens)):
        return
    for first, second in pairwise(pair.target_tokens):
        if _is_double(pair.target, first, second):
            yield Finding(
                f"“{second.text}” is written twice.",
                first.start,
                second.end,
                pair.fixed(first.end, second.end, ""),
            )


def _is_double(text: str, first: Token, second: Token) -> bool:
    """Whether a word stands twice with one space between; a capital the second time is a name."""
    word = second.text.casefold()
    return (
        first.kind is second.kind is TokenKind.WORD
        and second.text.isalpha()
        and not second.text[0].isupper()
        and word == first.text.casefold()
        and word not in _REDUPLICATED
        and text[first.end : second.start] in {" ", "\u00a0"}
    )
