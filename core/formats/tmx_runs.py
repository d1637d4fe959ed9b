"""Reads the units of a TMX by runs of those that differ in nothing but their texts and uids.

Most units of a file do: they have the same languages, author, properties. The first of each kind is
read by the XML parser; the others are told by what stands around their texts, letter by letter.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from core.formats.tmx_plain import Found, line_ends, plain_units, unescaped
from core.formats.tmx_stream import END, TmxReader, TmxUnit
from core.formats.tmx_units import TmxUnits, Values
from core.memory.report import Problem
from core.memory.unit import TranslationUnit
from core.progress import Progress

_MOST = 1 << 10
"""Kinds that are remembered: a file with more of them has few units of each."""

_RARE = 2_000
"""Characters in which one unit at least is like another, in a file where most are."""

_LONGEST_PAUSE = 64
"""Pieces of a file."""

_PATIENCE = 1 << 20
"""Characters in which a unit ends that is worth waiting for."""

_Key = tuple[str, str, str]
_key = itemgetter(0, 2, 4)  # how a unit begins, its head, and its middle


class Run(NamedTuple):
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
        # Pieces of the file that the parser still gets as they are, and did the last time.
        self._idle = self._pause = 0

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
            elif self._idle:
                self._idle -= 1
                yield from self._fed(text)
                text = ""
            elif (end := text.rfind(END) + len(END)) >= len(END):
                block = _Block(self._reader, line_ends(text[:end]))
                yield from self._between(block)
                text = block.rest() + text[end:]
                # Where hardly any unit is like another one, it is not worth looking at each.
                self._pause = 0 if block.found > len(block.text) / _RARE else 2 * self._pause + 1
                self._idle = self._pause = min(self._pause, _LONGEST_PAUSE)
            elif len(text) < _PATIENCE:
                break
            else:
                yield from self._fed(text)
                text = ""
        return text

    def _between(self, block: "_Block") -> Iterator[Run]:
        """The runs of a block, up to where the parser stands behind a unit no longer."""
        for key, group in groupby(plain_units(block.text), _key):
            for found in self._others(key, group):
                is_new = not (found[-1] or key in self._kinds or len(self._kinds) == _MOST)
                if is_new and not (yield from self._parsed(block)):
                    return
                block.wait(found)
                if is_new and not (yield from self._learnt(key, found, block)):
                    return
            kind = self._kinds.get(key)
            if kind and (alike := list(group)):
                if not (yield from self._parsed(block)):
                    return
                block.pass_over(len(alike))
                self._units.count(kind.languages, kind.problems, len(alike))
                yield kind.run(alike)
        yield from self._parsed(block)

    def _others(self, key: _Key, group: Iterator[Found]) -> Iterator[Found]:
        """Those of a group that are for the parser, which may be as long as their kind is new."""
        while not self._kinds.get(key) and (found := next(group, None)):
            yield found

    def _parsed(self, block: "_Block") -> Generator[Run, None, bool]:
        """The runs of all that waits; returns whether the parser stands behind a unit then."""
        if waiting := block.taken():
            yield from self._fed(waiting)
        return self._reader.is_between

    def _learnt(self, key: _Key, found: Found, block: "_Block") -> Generator[Run, None, bool]:
        """The same where a single unit waits, whose kind is known from now on."""
        before = self._units.findings.counts.copy()
        units = self._reader.fed(block.taken())
        runs = [run for tu in units for run in self._runs(tu)]
        problems = self._units.findings.counts - before
        # As long as examples are wanted, each unit with a problem may be one.
        if not any(map(self._units.findings.wants, problems)):
            one = len(units) == len(runs) == 1
            self._kinds[key] = _kind_of(found, units[0], runs[0], problems) if one else None
        yield from runs
        return self._reader.is_between

    def _fed(self, text: str) -> list[Run]:
        """The runs of the units that end in `text`, read by the parser."""
        return [run for tu in self._reader.fed(text) for run in self._runs(tu)]

    def _runs(self, tu: TmxUnit) -> Iterator[Run]:
        for values, _ in self._units.of(tu):
            yield Run(values, [values[4]], [values[0]], [values[1]])


class _Block:
    """A text from behind one unit to the end of another, and how far it is read.

    Of what is in it, in order, some units are passed over, `found` in all, and the others wait for
    the parser.
    """

    def __init__(self, reader: TmxReader, text: str) -> None:
        self.text = text
        self.found = 0
        self._passed = 0  # since the parser got anything
        self._reader = reader
        self._done = self._start = self._end = 0

    def pass_over(self, units: int) -> None:
        """So many units come next that are known without the parser."""
        self.found += units
        self._passed += units

    def wait(self, found: Found) -> None:
        """What was found next is for the parser."""
        whole = "".join(found)
        start = self.text.index(whole, self._end)
        if self._end == self._done:
            self._start = start
        self._end = start + len(whole)
        if not found[-1]:
            self._end = self.text.index(END, self._end) + len(END)

    def taken(self) -> str:
        """All that waits, if anything does, which does so no longer."""
        if self._end > self._done:
            self._tell(self._start)
            self._done = self._end
            return self.text[self._start : self._end]
        return ""

    def rest(self) -> str:
        """What was neither passed nor taken; it is here no longer."""
        if self._reader.is_between:
            self._tell(len(self.text))
            return ""
        return self.text[self._done :]

    def _tell(self, place: int) -> None:
        lines = self.text.count("\n", self._done, place)
        self._reader.passed(self._passed, lines)
        self._passed = 0


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
