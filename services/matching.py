"""Asks all memories of a project at once: its own, and the files that it uses."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from core.errors import StoreError
from core.memory.bridge import Ask, bridged, is_across, pairs_across
from core.memory.lookup import MemoryIndex, Question
from core.memory.match import EXACT, Match, Penalty
from core.memory.memories import AttachedMemory, is_language
from core.memory.penalties import of_transliteration, penalties_by, with_several_targets
from core.memory.unit import TranslationUnit
from core.segment import Segment
from db.store import Store
from services import memory, projects
from services.memories import Memory, attached, open_memory

_ENOUGH = 10
"""Matches asked for, however few are wanted: among them are mostly all exact ones."""


class Matcher:
    """The memories as they are when it is made, for one thread at a time; close it afterwards.

    `memories` are asked in their priority, without those that are switched off; None stands for
    the ones that the project has attached. Raises StoreError where one cannot be opened or read,
    unless `left_out` takes the error: then there are no more matches from it.
    """

    def __init__(
        self,
        store: Store,
        memories: Sequence[AttachedMemory] | None = None,
        *,
        own: bool = True,
        left_out: Callable[[StoreError], None] | None = None,
    ) -> None:
        self._project = projects.project_of(store)
        self._has_own = own
        self._left_out = left_out
        self._settings = projects.matching_settings(store).penalties
        self._penalties = penalties_by(self._settings)
        self._pairs_across = pairs_across(
            self._project.source_language, self._project.target_language
        )
        self._files: list[tuple[AttachedMemory, Memory]] = []
        try:
            for use in attached(store) if memories is None else memories:
                if use.enabled:
                    self._open(use)
            # No exact match has less, whatever is taken off it.
            most = max((use.penalty for use, _file in self._files), default=0)
            self._least_exact = EXACT - most - sum(astuple(self._settings))
            units = memory.everything(store) if own else []
            self._own = MemoryIndex(units)
            self._own_is_in_both_scripts = any(map(self._is_across, units))
        except BaseException:
            self.close()
            raise

    def _open(self, use: AttachedMemory) -> None:
        try:
            self._files.append((use, open_memory(Path(use.path), read_only=True)))
        except StoreError as error:
            self._leave_out(error)

    def _leave_out(self, error: StoreError) -> None:
        if self._left_out is None:
            raise error
        self._left_out(error)

    def take_in(self, unit: TranslationUnit) -> None:
        """A segment of the project makes this unit now."""
        self._own.add(unit)

    def forget(self, uid: str) -> None:
        """A segment of the project makes no unit any more."""
        self._own.discard(uid)

    def taken_notices(self) -> list[str]:
        """What the memories have to tell since this was asked, as sentences."""
        return [notice for _use, file in self._files for notice in file.taken_notices()]

    def close(self) -> None:
        """Close the files."""
        for _use, file in self._files:
            file.close()

    def matches(
        self, segment: Segment, before: str, after: str, threshold: int, limit: int
    ) -> list[Match]:
        """The best matches for `segment`, without itself; `before`, `after`: neighbour sources.

        Of equally good ones the project's own go first, then those of the first memory. Units
        without a target have nothing to offer.
        """
        own = memory.unit_uid(self._project, segment.id)
        asked = Question(
            segment.source,
            threshold,
            max(limit, _ENOUGH),
            before,
            after,
            self._penalties,
            lambda unit: unit.uid == own or not unit.target.strip(),
        )
        found = self._ask_all(asked)
        if any(match.is_exact for match in found):
            found = self._with_several_targets(asked, found)
        # Sorting keeps the order of the memories where nothing else decides.
        return sorted(found, key=lambda match: (match.score, match.char), reverse=True)[:limit]

    def _with_several_targets(self, asked: Question, found: list[Match]) -> list[Match]:
        """What was found, after exact matches have paid for others; there may be more than found.

        In their stead come as many others, which may be better now.
        """
        alike = found
        if sum(match.score >= self._least_exact for match in found) >= asked.limit:
            alike = self._ask_all(replace(asked, threshold=EXACT, limit=sys.maxsize))
        exact = [match for match in alike if match.is_exact]
        paid = with_several_targets(exact, self._settings)
        if paid == exact:
            return found
        more = self._ask_all(replace(asked, limit=asked.limit + len(exact)))
        return paid + [match for match in more if not match.is_exact]

    def _ask_all(self, asked: Question) -> list[Match]:
        found = self._ask_own(asked)
        for use, file in tuple(self._files):
            try:
                found += self._ask(use, file, asked)
            except StoreError as error:  # others still have matches
                self._leave_out(error)
                self._files.remove((use, file))
                file.close()
        return found

    def _ask_own(self, asked: Question) -> list[Match]:
        if not self._own_is_in_both_scripts:
            return self._own.find(asked)

        def ask(question: Question, source: str, target: str) -> list[Match]:
            def skips(unit: TranslationUnit) -> bool:
                return question.skips(unit) or not (
                    is_language(unit.source_language, source)
                    and is_language(unit.target_language, target)
                )

            return self._own.find(replace(question, skips=skips))

        here = replace(asked, skips=lambda unit: asked.skips(unit) or self._is_across(unit))
        return self._own.find(here) + self._across(asked, ask)

    def _is_across(self, unit: TranslationUnit) -> bool:
        return is_across(unit, self._project.source_language, self._project.target_language)

    def _across(self, asked: Question, ask: Ask) -> list[Match]:
        """What units in the other script have to offer."""
        languages = self._project.source_language, self._project.target_language
        return bridged(asked, *languages, of_transliteration(self._settings), ask)

    def _ask(self, use: AttachedMemory, file: Memory, asked: Question) -> Iterable[Match]:
        paid = (Penalty(f"memory “{use.name}”", use.penalty),) if use.penalty else ()

        def penalties(wanted: str, unit: TranslationUnit) -> tuple[Penalty, ...]:
            return paid + self._penalties(wanted, unit)

        def skips(unit: TranslationUnit) -> bool:
            # What was sent there from this project is known better here.
            return asked.skips(unit) or (self._has_own and memory.is_of(self._project, unit.uid))

        question = replace(asked, penalties=penalties, skips=skips)
        found = file.ask(question, self._project.source_language, self._project.target_language)
        # Seldom is any of it in the other script, and to convert the question takes a while.
        if any(file.serves(*pair) for pair in self._pairs_across):
            found += self._across(question, file.ask)
        return [replace(match, memory=use.name) for match in found]
