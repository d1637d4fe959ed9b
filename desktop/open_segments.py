"""The segments of the open document in their order, each found by its id."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from core.segment import Segment


class OpenSegments:
    """What an open document is made of; `all` is in the order of the text.

    Unless it `is_whole`, a part of it is there, and the rest is being read.
    """

    def __init__(self, segments: Iterable[Segment] = (), *, is_whole: bool = True) -> None:
        self.all = list(segments)
        self.is_whole = is_whole
        self._beyond: list[Segment] = []  # changed, and not in the part that is there
        self._rows = {segment.id: row for row, segment in enumerate(self.all)}

    def __contains__(self, segment_id: object) -> bool:
        return segment_id in self._rows

    def __getitem__(self, segment_id: int) -> Segment:
        """The segment with this id as it is now. Raises KeyError."""
        return self.all[self._rows[segment_id]]

    def neighbours(self, segment_id: int) -> tuple[str, str]:
        """The sources before and after a segment; empty at the ends."""
        row = self._rows[segment_id]
        before = self.all[row - 1].source if row else ""
        after = self.all[row + 1].source if row + 1 < len(self.all) else ""
        return before, after

    def update(self, now: Iterable[Segment]) -> tuple[Segment, ...]:
        """Take over what these segments are now; those of other documents are passed over.

        Returns those that were taken over.
        """
        taken = []
        for segment in now:
            row = self._rows.get(segment.id)
            if row is not None:
                self.all[row] = segment
                taken.append(segment)
            elif not self.is_whole:
                self._beyond.append(segment)
        return tuple(taken)

    def completed(self, segments: Iterable[Segment]) -> "OpenSegments":
        """The whole document as it was read; what was changed since is as it was changed."""
        whole = OpenSegments(segments)
        whole.update(
            now
            for now in (*self.all, *self._beyond)
            if now.id in whole and now.version > whole[now.id].version
        )
        return whole

    def reshaped(self, now: Sequence[Segment]) -> "OpenSegments":
        """The document once `now` were joined, or taken apart again; each has its new place.

        In a part, those that come back are missing until all of it is read.
        """
        if not self.is_whole:
            joined = {segment.id for segment in now if segment.joined}
            left = (segment for segment in self.all if segment.id not in joined)
            return OpenSegments(left, is_whole=False)
        placed = {segment.position: segment for segment in now if not segment.joined}
        ids = {segment.id for segment in now}
        others = [segment for segment in self.all if segment.id not in ids]
        rest, count = iter(others), len(others) + len(placed)
        return OpenSegments(placed.get(n) or _at(n, next(rest)) for n in range(count))

    def newer_than(self, before: "OpenSegments") -> Iterator[Segment]:
        """Those that were there `before` in another version."""
        for now in self.all:
            if now.id in before and now.version != before[now.id].version:
                yield now

    def next(
        self, start: int | None, is_wanted: Callable[[Segment], bool], *, forward: bool
    ) -> Segment | None:
        """The next wanted one from the segment with the id `start` on, around the ends.

        `start` itself is not looked at; without one, the looking begins at the end.
        """
        here = -1 if start is None else self._rows.get(start, -1)
        count = len(self.all)
        steps = range(1, count) if forward else range(-1, -count, -1)
        found = (self.all[(here + step) % count] for step in steps)
        return next(filter(is_wanted, found), None)


def _at(place: int, segment: Segment) -> Segment:
    return segment if segment.position == place else replace(segment, position=place)
