"""Carries a confirmed translation over to the repetitions of its segment.

Repetitions have exactly the same source, in any document of the project. Those follow that are
open, not confirmed, and empty or with a draft that nobody wrote: text that came by typing, from a
file or from an alignment stays. A repetition also stays as it is where another confirmed segment
with another target is closer to it, by the sources of its neighbours: that one is the alternative
for its context.
"""

from collections.abc import Mapping

from core import review
from core.memory.settings import Propagation
from core.segment import Origin, OriginKind, Segment, State
from db import projects, segments
from db.store import Store

_BECOMES = {Propagation.DRAFT: State.DRAFT, Propagation.TRANSLATED: State.TRANSLATED}


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
        between = {s.id: segments.neighbours(session, s) for s in (*same, confirmed) if others}
    origin = Origin(OriginKind.PROPAGATED)
    return [
        (segment, review.filled(segment, confirmed.target, origin, state))
        for segment in same
        if review.may_follow(segment)
        and segment.target != confirmed.target
        and all(
            _closeness(between, segment, confirmed) >= _closeness(between, segment, other)
            for other in others
        )
    ]


def _closeness(between: Mapping[int, tuple[str, str]], one: Segment, other: Segment) -> int:
    """How many neighbours two segments share: 0, 1 or 2."""
    pairs = zip(between[one.id], between[other.id], strict=True)
    return sum(bool(here) and here == there for here, there in pairs)
