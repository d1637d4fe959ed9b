"""What two sentences share, with its places: for lighting up beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.alignment.tokens import locate_tokens, skeleton, stem, tokenize

Place = tuple[int, int]
_Token = tuple[str, int, int]
_LETTERS = 4
"""Shorter words are alike by chance."""
_CONSONANTS = 3


class SharedKind(StrEnum):
    """Why a piece of one sentence is taken for a piece of the other."""

    NUMBER = "number"
    NAME = "name"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Shared:
    """A piece of the source and one of the target: where they begin and end, in characters."""

    kind: SharedKind
    source: Place
    target: Place


def shared(source: str, target: str, pairs: Sequence[tuple[str, str]] = ()) -> tuple[Shared, ...]:
    """Numbers, names and words that look alike, and known pairs of terms, in source order.

    `pairs` are words or phrases that translate each other; endings do not matter. No place is in
    two of them.
    """
    left, right = locate_tokens(source), locate_tokens(target)
    found: list[Shared] = []
    for one in (*_terms(left, right, pairs), *_alike(left, right)):
        if all(
            _apart(one.source, other.source) and _apart(one.target, other.target) for other in found
        ):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.source))


def _terms(
    left: list[_Token], right: list[_Token], pairs: Sequence[tuple[str, str]]
) -> Iterator[Shared]:
    """The longest first."""
    for source, target in sorted(pairs, key=lambda pair: -len(pair[0])):
        for here, there in zip(_phrase(left, source), _phrase(right, target), strict=False):
            yield Shared(SharedKind.TERM, here, there)


def _phrase(text: list[_Token], phrase: str) -> list[Place]:
    """Where the words of a phrase follow each other, whatever their endings."""
    wanted = [stem(token) for token in tokenize(phrase)]
    stems = [stem(token) for token, _, _ in text]
    starts = [n for n in range(len(stems)) if wanted and stems[n : n + len(wanted)] == wanted]
    return [(text[n][1], text[n + len(wanted) - 1][2]) for n in starts]


def _alike(left: list[_Token], right: list[_Token]) -> Iterator[Shared]:
    for word, start, end in left:
        for other, begin, stop in right:
            if word[0].isdigit() and word == other:
                yield Shared(SharedKind.NUMBER, (start, end), (begin, stop))
            elif _cognate(word, other):
                yield Shared(SharedKind.NAME, (start, end), (begin, stop))


def _cognate(word: str, other: str) -> bool:
    if not (word[0].isalpha() and other[0].isalpha()) or min(len(word), len(other)) < _LETTERS:
        return False
    consonants = skeleton(word)[:_LETTERS]
    alike = len(consonants) >= _CONSONANTS and consonants == skeleton(other)[:_LETTERS]
    return alike or stem(word) == stem(other)


def _apart(place: Place, other: Place) -> bool:
    return place[1] <= other[0] or other[1] <= place[0]
