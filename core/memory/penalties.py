"""What is taken off the score of a match, and why; each penalty can be set to nothing.

A penalty keeps a unit that is less sure behind one that is surer, and takes an exact match below
100, so that pre-translation leaves it for a person to look at.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.memory.match import Match, Penalty
from core.memory.unit import TranslationUnit
from core.segment import OriginKind, State
from core.tokens import TokenKind, tokens


@dataclass(frozen=True, slots=True)
class PenaltySettings:
    """Points (whole per cent) for each reason; what an attached memory costs is its own affair.

    The defaults follow the usual practice: a point where tags differ or exact matches disagree,
    more for what no person wrote as a translation, none for what nobody has reviewed yet, since
    in most projects that is all there is.
    """

    unreviewed: int = 0
    machine: int = 5
    alignment: int = 2
    tags: int = 1
    several_targets: int = 1
    transliterated: int = 2


def penalties_by(
    settings: PenaltySettings,
) -> Callable[[str, TranslationUnit], tuple[Penalty, ...]]:
    """What is taken off a unit for a wanted source, as MemoryIndex asks for it."""

    def penalties(wanted: str, unit: TranslationUnit) -> tuple[Penalty, ...]:
        return of_unit(unit, settings) + of_tags(wanted, unit.source, settings)

    return penalties


def of_unit(unit: TranslationUnit, settings: PenaltySettings) -> tuple[Penalty, ...]:
    """What a unit costs wherever it is found; a reviewer's approval lifts all of it."""
    if unit.state.rank >= State.REVIEWED.rank:
        return ()
    made_by = unit.origin.kind
    return _given(
        ("not reviewed", settings.unreviewed),
        ("machine translation", settings.machine if made_by is OriginKind.MACHINE else 0),
        ("alignment", settings.alignment if made_by is OriginKind.ALIGNMENT else 0),
    )


def of_tags(wanted: str, found: str, settings: PenaltySettings) -> tuple[Penalty, ...]:
    """What it costs that the tags and placeholders of two sources differ."""
    if not settings.tags or _tags(wanted) == _tags(found):
        return ()
    return _given(("other tags", settings.tags))


def of_transliteration(settings: PenaltySettings) -> tuple[Penalty, ...]:
    """What it costs that a unit was found in the other script."""
    return _given(("other script", settings.transliterated))


def with_several_targets(matches: Sequence[Match], settings: PenaltySettings) -> list[Match]:
    """`matches` after exact ones have paid for another target that is as good, or better.

    The same neighbours decide between two targets: the one without them pays. The matches are in
    no order afterwards.
    """
    penalties = _given(("other targets too", settings.several_targets))
    best: dict[str, int] = {}
    for match in matches:
        if match.is_exact:
            best[match.offer] = max(match.unpenalised, best.get(match.offer, 0))
    two = sorted(best, key=best.__getitem__, reverse=True)[:2]

    def is_disputed(match: Match) -> bool:
        return any(offer != match.offer and best[offer] >= match.unpenalised for offer in two)

    return [
        _less(match, penalties) if match.is_exact and is_disputed(match) else match
        for match in matches
    ]


def _less(match: Match, penalties: tuple[Penalty, ...]) -> Match:
    points = sum(penalty.points for penalty in penalties)
    return replace(match, score=match.score - points, penalties=match.penalties + penalties)


def _given(*some: tuple[str, int]) -> tuple[Penalty, ...]:
    return tuple(Penalty(reason, points) for reason, points in some if points)


_MAYBE_TAG = re.compile("[<%{$]")


def _tags(text: str) -> list[str]:
    # Most texts have none, and a match is to cost microseconds.
    if not _MAYBE_TAG.search(text):
        return []
    return [token.text for token in tokens(text) if token.kind is TokenKind.TAG]
