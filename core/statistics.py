"""Counts words, and segments by state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.segment import Segment, State
from core.tokens import TokenKind, tokens


def count_words(text: str) -> int:
    """How many words, numbers and addresses `text` has; tags and punctuation do not count."""
    return sum(
        token.kind is not TokenKind.TAG and any(character.isalnum() for character in token.text)
        for token in tokens(text)
    )


@dataclass(frozen=True, slots=True)
class StateCounts:
    """How far segments are: how many there are in each state, and words of their sources."""

    segments: Mapping[State, int]
    words: Mapping[State, int]


def count_states(segments: Iterable[Segment]) -> StateCounts:
    """Count `segments` by state; every state has a figure, in the order of the work."""
    numbers: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for segment in segments:
        numbers[segment.state] += 1
        words[segment.state] += count_words(segment.source)
    return StateCounts(
        {state: numbers[state] for state in State}, {state: words[state] for state in State}
    )
