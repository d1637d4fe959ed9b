"""What is confirmed in a project goes into its writable memories, and goes out of them again.

Each segment has one unit there, found by its name: confirming a segment again replaces its unit,
and a segment that is no longer confirmed has none. So what is done twice, taken back or done again
leaves no trace but the present state. The project itself comes first: an act in it never fails
because a memory cannot be written.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from core.errors import StoreError
from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from core.segment import Segment
from db.store import Store
from services import memory
from services.memories import Memory, attached, open_memory


class Remembering:
    """Sends the changed segments of an open project to its memories; for one thread at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: dict[str, Memory] = {}
        self._withheld: dict[int, str] = {}
        # By the paths of memories: what could not be written there yet.
        self._waiting: dict[str, dict[str, TranslationUnit | None]] = defaultdict(dict)

    def follow(self, changed: Sequence[Segment], *, send: bool = True) -> list[str]:
        """Let the memories follow segments that were changed, undone or done again.

        Without `send` what is confirmed stays in the project, as long as its target is the same.
        Returns what the person should know, as sentences; what a memory could not take is sent
        again with the next change.
        """
        writable = [use for use in attached(self._store) if use.enabled and use.writable]
        self._close_all_but(writable)
        self._withhold(changed, send=send)
        if not writable:
            return []
        units = self._units(changed)
        return [told for use in writable for told in self._put(use, units)]

    def close(self) -> list[str]:
        """Close the memories. Returns what the person should know, as sentences."""
        told = [
            f"{len(units):,} unit{'s' if len(units) > 1 else ''} could not be written to "
            f"“{Path(path).name}”. Import the project's own memory there when it can be."
            for path, units in self._waiting.items()
            if units
        ]
        self._close_all_but([])
        return told

    def _withhold(self, changed: Sequence[Segment], *, send: bool) -> None:
        for segment in changed:
            if not send and segment.is_confirmed:
                self._withheld[segment.id] = segment.target

    def _units(self, changed: Sequence[Segment]) -> dict[str, TranslationUnit | None]:
        stored = zip(
            changed,
            memory.of_segments(self._store, [segment.id for segment in changed]),
            strict=True,
        )
        return {
            unit.uid: unit if segment.is_confirmed and not self._is_withheld(segment) else None
            for segment, unit in stored
        }

    def _is_withheld(self, segment: Segment) -> bool:
        return self._withheld.get(segment.id) == segment.target

    def _put(self, use: AttachedMemory, units: dict[str, TranslationUnit | None]) -> list[str]:
        waiting = self._waiting[use.path]
        waiting.update(units)
        try:
            if use.path not in self._open:
                self._open[use.path] = open_memory(Path(use.path))
            self._open[use.path].put(waiting)
        except StoreError as error:
            return [f"{error} What you confirm is kept in the project, and waits for the memory."]
        waiting.clear()
        return []

    def _close_all_but(self, used: Sequence[AttachedMemory]) -> None:
        for path in self._open.keys() - {use.path for use in used}:
            self._open.pop(path).close()
            self._waiting.pop(path, None)
