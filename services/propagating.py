"""Carries a confirmed translation over to the repetitions of its segment.

Repetitions have exactly the same source, in any document of the project. Those follow that are
open, not confirmed, and empty or with a draft that nobody wrote: text that came by typing, from a
file or from an alignment stays. A repetition also stays as it is where another confirmed segment
with another target is closer to it, by the sources of its neighbours: that one is the alternative
for its context.
"""

from collections.abc import Callable, Iterable
from functools import partial

from core import review
from core.memory.settings import Propagation
from core.segment import Origin, OriginKind, Segment, State
from db import projects, segments
from db.store import Store

_BECOMES = {Propagation.DRAFT: State.DRAFT, Propagation.TRANSLATED: State.TRANSLATED}

Place = tuple[str, str]
"""The sources of the neighbours of a segment; empty at the ends of its document."""


def steps(store: Store, confirmed: Segment) -> list[tuple[Segment, Segment]]:
    """The repetitions that follow a segment now confirmed: as they are, and as they become."""
    with store.reading() as session:
        project = projects.only(session)
        state = _BECOMES.get(projects.matching(session, project.id).propagation)
        if state is None:
            return []
        found = segments.with_source(session, project.id, confirmed.source)
        same = [segment for segment in found if segment.id != confirmed.id]
        others = [s for s in same if s.is_confirmed and s.target != confirmed.target]
        following = [s for s in same if review.may_follow(s) and s.target != confirmed.target]
        if others and following:
            place_of = partial(segments.neighbours, session)
            following = _closer(following, confirmed, others, place_of)
    origin = Origin(OriginKind.PROPAGATED)
    return [(s, review.filled(s, confirmed.target, origin, state)) for s in following]


def _closer(
    following: Iterable[Segment],
    confirmed: Segment,
    others: Iterable[Segment],
    place_of: Callable[[Segment], Place],
) -> list[Segment]:
    """Those of the `following` to which none of the `others` is closer than `confirmed`."""
    here, alternatives = _Places([place_of(confirmed)]), _Places(map(place_of, others))
    return [
        segment
        for segment in following
        if here.closeness(place := place_of(segment)) >= alternatives.closeness(place)
    ]


class _Places:
    """Where some segments stand."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._both = set(places)
        self._before = {before for before, _ in self._both} - {""}
        self._after = {after for _, after in self._both} - {""}

    def closeness(self, place: Place) -> int:
        """How many neighbours a place shares with the closest of these: 0, 1 or 2."""
        if all(place) and place in self._both:
            return 2
        return int(place[0] in self._before or place[1] in self._after)
