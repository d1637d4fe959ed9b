"""What a check is: it sees a pair of texts and says what it finds wrong with the target."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from core.hygiene.defect import Defect, put_right
from core.language import Language
from core.qa.issue import Severity
from core.tokens import Token, TokenKind, prose, tokens


@dataclass(frozen=True)  # without slots, so that what several checks need is worked out once
class Pair:
    """The texts of a segment with their languages; `confirmed` when somebody stands for it."""

    source: str
    target: str
    source_language: Language
    target_language: Language
    confirmed: bool

    @cached_property
    def source_tokens(self) -> tuple[Token, ...]:
        """The tokens of the source."""
        return tokens(self.source)

    @cached_property
    def target_tokens(self) -> tuple[Token, ...]:
        """The tokens of the target."""
        return tokens(self.target)

    @cached_property
    def source_prose(self) -> str:
        """The source with tags and addresses blanked out, at the same length."""
        return prose(self.source, self.source_tokens)

    @cached_property
    def target_prose(self) -> str:
        """The target with tags and addresses blanked out, at the same length."""
        return prose(self.target, self.target_tokens)

    @cached_property
    def source_words(self) -> frozenset[str]:
        """The words of the source as they are written."""
        return frozenset(t.text for t in self.source_tokens if t.kind is TokenKind.WORD)

    def fixed(self, start: int, end: int, text: str) -> str:
        """The target with `text` at `start`–`end`."""
        return self.target[:start] + text + self.target[end:]

    def repairing(self, message: str, found: Sequence[Defect]) -> "Finding":
        """One finding for all these defects of the target: marked at the first, all repaired."""
        first, fix = found[0], put_right(self.target, found)
        return Finding(message, first.start, first.end, fix if fix != self.target else None)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says: an Issue without the segment and the check it belongs to."""

    message: str
    start: int | None = None
    end: int | None = None
    fix: str | None = None


class Placed(Protocol):
    """Something with a place in the target."""

    @property
    def text(self) -> str:
        """What stands there."""
        ...

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


def difference(what: str, missing: Iterable[str], extra: Sequence[Placed]) -> Finding:
    """The finding that `missing` are in the source only, and `extra` in the target only."""
    lists = (("missing", missing), ("not in the source", (thing.text for thing in extra)))
    parts = [f"{title} {texts}" for title, those in lists if (texts := ", ".join(those))]
    place = (extra[0].start, extra[0].end) if extra else (None, None)
    return Finding(f"{what} differ: {'; '.join(parts)}.", *place)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its function, which names and titles it, and how grave its issues are."""

    find: Callable[[Pair], Iterable[Finding]]
    severity: Severity

    @property
    def id(self) -> str:
        """The name of the function."""
        return self.find.__name__

    @property
    def title(self) -> str:
        """The first line of the function's docstring."""
        return (self.find.__doc__ or "").splitlines()[0]
