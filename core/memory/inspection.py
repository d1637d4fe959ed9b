"""Makes the report on units that pass by, keeping none of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from core.memory.digests import Repetitions
from core.memory.report import Findings, LanguagePair, MemoryReport, Problem
from core.memory.unit import TranslationUnit

_LONG = 5000
_DAMAGED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffd-\uffff]")


class Inspection:
    """Looks at each unit that is given to `look`, and tells at the end what there was.

    `languages` counts texts by their language as the files spell it.
    """

    def __init__(self) -> None:
        self.findings = Findings()
        self.languages = Counter[str]()
        self._pairs = Counter[tuple[str, str]]()
        self._authors = Counter[str]()
        self._repetitions = Repetitions()
        self._first = self._last = ""

    def look(self, unit: TranslationUnit) -> None:
        """Count a unit and what is odd in it."""
        self._pairs[unit.source_language, unit.target_language] += 1
        if author := unit.changed_by or unit.author:
            self._authors[author] += 1
        if moment := unit.changed or unit.created:
            self._first = min(self._first or moment, moment)
            self._last = max(self._last, moment)
        self._repetitions.add(unit)
        for problem in _oddities(unit):
            self.findings.note(problem, text=unit.source)

    def report(self, files: Iterable[str]) -> MemoryReport:
        """What was seen in the `files` so far."""
        duplicates, identical, ambiguous = self._repetitions.counts()
        return MemoryReport(
            tuple(files),
            self._pairs.total(),
            tuple(self.languages.most_common()),
            tuple(LanguagePair(*pair, units) for pair, units in self._pairs.most_common()),
            self._first,
            self._last,
            tuple(self._authors.most_common()),
            duplicates,
            identical,
            ambiguous,
            self.findings.all(),
        )


def _oddities(unit: TranslationUnit) -> Iterator[Problem]:
    if len(unit.source) > _LONG or len(unit.target) > _LONG:
        yield Problem.LONG
    if unit.source == unit.target:
        yield Problem.SAME_TEXT
    if _DAMAGED.search(unit.source) or _DAMAGED.search(unit.target):
        yield Problem.CHARACTERS
