"""Single characters: invisible ones, letters that are not composed, no-break spaces."""

from collections.abc import Iterator
from unicodedata import is_normalized, normalize

import regex

from core.hygiene.defect import Defect, DefectKind
from core.language import Language

# Control and format characters, without line breaks and tabs. Joiners hold emoji together and
# shape Arabic letters, tags make flags, and marks of direction belong to Hebrew and Arabic.
_JOINERS = r"\u200c\u200d"
_DIRECTIONS = r"\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_INVISIBLE = regex.compile(
    rf"[[\p{{Cc}}\p{{Cf}}\u034f]--[\t\n\r{_JOINERS}{_DIRECTIONS}\U000e0020-\U000e007f]]"
    rf"|(?<![\p{{Arabic}}\p{{Extended_Pictographic}}\p{{M}}\p{{Emoji_Modifier}}])[{_JOINERS}]",
    regex.VERSION1,
)
_DIRECTION = regex.compile(f"[{_DIRECTIONS}]")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Arabic}\p{Hebrew}]")
_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")
_NO_BREAK = regex.compile("[\u00a0\u2007\u202f]")


def invisible(text: str, _language: Language) -> Iterator[Defect]:
    """Characters that nobody sees and that part words for a search; they are taken out."""
    found = [*_INVISIBLE.finditer(text)]
    if not _RIGHT_TO_LEFT.search(text):
        found += _DIRECTION.finditer(text)
    for match in sorted(found, key=regex.Match.start):
        yield Defect(DefectKind.INVISIBLE, match.start(), match.end(), match.group(), "")


def uncomposed(text: str, _language: Language) -> Iterator[Defect]:
    """Letters written as a base and a mark (и and ◌̆) that have a character of their own (й)."""
    if is_normalized("NFC", text):
        return
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if cluster != (composed := normalize("NFC", cluster)):
            yield Defect(DefectKind.COMPOSITION, match.start(), match.end(), cluster, composed)


def no_break_spaces(text: str, _language: Language) -> Iterator[Defect]:
    """No-break spaces: told of, never touched."""
    for match in _NO_BREAK.finditer(text):
        yield Defect(DefectKind.NO_BREAK_SPACE, match.start(), match.end(), match.group())
