"""Reads the units of a TMX by runs of those that differ in nothing but their texts and uids.

Most units of a file do: they have the same languages, author, properties. The first of each kind is
read by the XML parser; the others are told by what stands around their texts, letter by letter.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from core.formats.tmx_plain import Found, line_ends, plain_units, unescaped
from core.formats.tmx_stream import END, TmxUnit
from core.formats.tmx_units import TmxUnits, Values
from core.memory.report import Problem
from core.memory.unit import TranslationUnit
from core.progress import Progress

_MOST = 1 << 10
"""Kinds that are remembered: a file with more of them has few units of each."""

_PATIENCE = 1 << 20
"""Characters in which a unit ends that is worth waiting for."""

_Key = tuple[str, str, str]
_key = itemgetter(0, 2, 4)  # how a unit begins, its head, and its middle


@dataclass(frozen=True, slots=True)
class Run:
    """Units with these uids, sources and targets; in everything else they are as `values` say."""

    values: Values
    uids: Sequence[str]
    sources: Sequence[str]
    targets: Sequence[str]

    def units(self) -> Iterator[TranslationUnit]:
        """The units."""
        first = TranslationUnit(*self.values)
        for uid, source, target in zip(self.uids, self.sources, self.targets, strict=True):
            yield replace(first, uid=uid, source=source, target=target)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is said of a unit by all that stands around its texts.

    `has_uid` tells that its uid is its own, `is_reversed` that its source comes second. Each unit
    has texts in these `languages`, as the file spells them, and these `problems`, counted.
    """

    values: Values
    has_uid: bool
    is_reversed: bool
    languages: Sequence[str]
    problems: Counter[Problem]

    def run(self, units: Iterable[Found]) -> Run:
        """The run of these units, all of this kind."""
        _, uids, _, first, _, second, _ = zip(*units, strict=True)
        if self.is_reversed:
            first, second = second, first
        return Run(
            self.values,
            uids if self.has_uid else [self.values[4]] * len(uids),
            [unescaped(text) if "&" in text else text for text in first],
            [unescaped(text) if "&" in text else text for text in second],
        )


class UnitRuns:
    """The runs of a file, once."""

    def __init__(self, units: TmxUnits) -> None:
        self._units, self._reader = units, units.reader
        self._kinds: dict[_Key, _Kind | None] = {}

    def read(self, progress: Progress) -> Iterator[Run]:
        """All of them in order; raises as `TmxUnits.read`."""
        with self._units.noting():
            waiting = ""
            for text in self._reader.texts(progress):
                waiting = yield from self._taken(waiting + text)
            yield from self._fed(waiting)
            self._reader.finish()

    def _taken(self, text: str) -> Generator[Run, None, str]:
        """The runs in `text`; returns what is left of it for later."""
        while text:
            if not self._reader.is_between:
                end = text.find(END) + len(END)
                part, text = (text[:end], text[end:]) if end >= len(END) else (text, "")
                yield from self._fed(part)
            elif (end := text.rfind(END) + len(END)) >= len(END):
                text = (yield from self._between(line_ends(text[:end]))) + text[end:]
            elif len(text) < _PATIENCE:
                break
            else:
                yield from self._fed(text)
                text = ""
        return text

    def _between(self, text: str) -> Generator[Run, None, str]:
        """The same of `text` that begins behind one unit and ends with another."""
        place = passed = 0
        for key, group in groupby(plain_units(text), _key):
            while found := self._others(key, group):
                start, end = _where(found, text, place)
                self._reader.passed(passed, text.count("\n", place, start))
                place, passed = end, 0
                yield from self._learnt(key, found, text[start:end])
                if not self._reader.is_between:
                    return text[place:]
            for run in self._known(key, group):
                passed += len(run.uids)
                yield run
        self._reader.passed(passed, text.count("\n", place))
        return ""

    def _others(self, key: _Key, group: Iterator[Found]) -> Found | None:
        """The next of these if it is for the parser."""
        return None if self._kinds.get(key) else next(group, None)

    def _known(self, key: _Key, group: Iterator[Found]) -> Iterator[Run]:
        """The run of those that are left, if there are any."""
        if (kind := self._kinds.get(key)) and (found := list(group)):
            self._units.count(kind.languages, kind.problems, len(found))
            yield kind.run(found)

    def _learnt(self, key: _Key, found: Found, text: str) -> list[Run]:
        """The runs of what was found and stands in `text`, whose kind is known from now on."""
        if found[-1] or key in self._kinds or len(self._kinds) == _MOST:
            return self._fed(text)
        before = self._units.findings.counts.copy()
        units = self._reader.fed(text)
        runs = [run for tu in units for run in self._runs(tu)]
        problems = self._units.findings.counts - before
        # As long as examples are wanted, each unit with a problem may be one.
        if not any(map(self._units.findings.wants, problems)):
            one = len(units) == len(runs) == 1
            self._kinds[key] = _kind_of(found, units[0], runs[0], problems) if one else None
        return runs

    def _fed(self, text: str) -> list[Run]:
        """The runs of the units that end in `text`, read by the parser."""
        return [run for tu in self._reader.fed(text) for run in self._runs(tu)]

    def _runs(self, tu: TmxUnit) -> Iterator[Run]:
        for values, _ in self._units.of(tu):
            yield Run(values, [values[4]], [values[0]], [values[1]])


def _where(found: Found, text: str, place: int) -> tuple[int, int]:
    """Where in `text`, not before `place`, that begins and ends which was found there."""
    whole = "".join(found)
    start = text.index(whole, place)
    end = start + len(whole)
    return start, end if found[-1] else text.index(END, end) + len(END)


def _kind_of(found: Found, tu: TmxUnit, run: Run, problems: Counter[Problem]) -> _Kind | None:
    """The kind of a unit, given what the parser made of it; None where that cannot be told."""
    begin, uid, _, first, _, second, _ = found
    has_uid = begin != "<tu"
    texts = unescaped(first), unescaped(second)
    made = run.sources[0], run.targets[0]
    if (has_uid and uid != run.uids[0]) or texts[0] == texts[1] or made not in (texts, texts[::-1]):
        return None
    languages = [variant.language for variant in tu.variants]
    return _Kind(run.values, has_uid, made != texts, languages, problems)
