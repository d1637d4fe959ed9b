"""Which segments a person wants to see: by text or pattern, state, origin, issues and comments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

import regex

from core.errors import ExpectedError
from core.segment import OriginKind, Segment, State

SECONDS = 2.0
"""How long a search through a whole document may take before its pattern is given up."""


class FilterError(ExpectedError):
    """A regular expression is faulty, or takes too long on this document."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known about segments beside their own values: ids with issues, ids with comments."""

    issues: frozenset[int] = frozenset()
    comments: frozenset[int] = frozenset()


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class SegmentFilter:
    """What segments must have to be shown; an empty field asks for nothing.

    `text` is looked for in source and target, letter case and kind of space aside; with
    `is_regex` it is a regular expression, letter case aside. Of `states` and of `origins` one
    must fit, of the fields all. Raises FilterError for a faulty expression.
    """

    text: str = ""
    is_regex: bool = False
    states: frozenset[State] = frozenset()
    origins: frozenset[OriginKind] = frozenset()
    with_issues: bool = False
    with_comments: bool = False

    def __post_init__(self) -> None:
        if self.is_regex:
            _pattern(self.text)

    def matches(self, segment: Segment, marks: Marks = NO_MARKS) -> bool:
        """Whether `segment` is wanted.

        Raises FilterError when its pattern takes longer than `SECONDS`.
        """
        return bool(select((segment,), self, marks))


EVERYTHING = SegmentFilter()


def select(
    segments: Iterable[Segment],
    wanted: SegmentFilter,
    marks: Marks = NO_MARKS,
    seconds: float = SECONDS,
) -> list[int]:
    """The places (from 0) of the wanted segments in `segments`, in order.

    Raises FilterError when a regular expression takes longer than `seconds` altogether.
    """
    has_text = _text_test(wanted, monotonic() + seconds)
    return [
        place
        for place, segment in enumerate(segments)
        if (not wanted.states or segment.state in wanted.states)
        and (not wanted.origins or segment.origin.kind in wanted.origins)
        and (not wanted.with_issues or segment.id in marks.issues)
        and (not wanted.with_comments or segment.id in marks.comments)
        and (has_text is None or has_text(segment.source) or has_text(segment.target))
    ]


def _text_test(wanted: SegmentFilter, deadline: float) -> Callable[[str], bool] | None:
    """The test that one of the two texts must pass, or None where any text will do."""
    if not wanted.text:
        return None
    if not wanted.is_regex:
        needle = _folded(wanted.text)
        return lambda text: needle in _folded(text)
    search = _pattern(wanted.text).search

    def found(text: str) -> bool:
        try:
            return search(text, timeout=max(deadline - monotonic(), 0.001)) is not None
        except TimeoutError:
            raise FilterError(
                "This regular expression takes too long on this document. "
                "Repeated groups such as (a+)+ are the usual cause: simplify it."
            ) from None

    return found


def _folded(text: str) -> str:
    """`text` without differences of letter case and of no-break and ordinary spaces."""
    return text.casefold().replace("\u00a0", " ").replace("\u202f", " ")


@lru_cache(maxsize=32)
def _pattern(text: str) -> "regex.Pattern[str]":
    try:
        return regex.compile(text, regex.IGNORECASE)
    except regex.error as error:
        raise FilterError(f"This is not a regular expression: {error}.") from None
