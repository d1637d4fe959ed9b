"""Makes translation units of the units of a TMX, and notes what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from core.formats.tmx_props import told
from core.formats.tmx_stream import TmxReader, TmxUnit, Variant
from core.language import match_tag
from core.memory.report import Findings, Pair, Problem
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Origin, State

_ATTRIBUTES = frozenset((
    "tuid", "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool",
    "creationtoolversion", "creationdate", "creationid", "changedate", "segtype", "changeid",
    "o-tmf", "srclang",
))  # fmt: skip


class Numbered(NamedTuple):
    """A unit, and the numbers of its `tu` and of its target's `tuv` from 0."""

    unit: TranslationUnit
    tu: int
    tuv: int


Values = tuple[
    str, str, str, str, str, State, Origin, str, str, str, str, str, str, str,
    tuple[str, ...], tuple[tuple[str, str], ...],
]  # fmt: skip
"""Those of a TranslationUnit in their order: a million of them take a tenth of its time."""


@dataclass(slots=True)
class TmxUnits:
    """The units of a TMX between wanted languages, (source, target) in program tags.

    Tags are matched by meaning, not spelling: `EN-US` is English, `kaz` Kazakh, `uz` Uzbek in
    Latin letters. Wanted pairs hold whatever the file calls source; without any, a unit's source
    is what it or the file says, else its first text, and every other text is a target.
    `languages` counts the texts of each language as the file spells it.
    """

    reader: TmxReader
    wanted: Sequence[Pair] = ()
    keep_empty: bool = False
    findings: Findings = field(default_factory=Findings)
    languages: Counter[str] = field(default_factory=Counter)
    _tags: dict[str, str] = field(default_factory=dict)

    def read(self, progress: Progress | None = None) -> Iterator[Numbered]:
        """The units in order. Raises UnreadableFileError, EncodingError, Cancelled, even late."""
        with self.noting():
            for tu in self.reader.units(progress or Progress()):
                for values, variant in self.of(tu):
                    yield Numbered(TranslationUnit(*values), tu.number, variant.number)

    def count(self, languages: Iterable[str], problems: Counter[Problem], times: int) -> None:
        """So many more units were met that have texts in these languages and these problems each.

        More examples of these problems are not wanted.
        """
        for language in languages:
            self.languages[language] += times
        for problem, count in problems.items():
            self.findings.note(problem, count=count * times)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note what there is to say of the file as a whole."""
        if self.reader.encoding_lied:
            self.findings.note(Problem.ENCODING)
        if self.reader.lacks_mark:
            self.findings.note(Problem.NO_MARK)
        yield
        if not self.reader.count:
            self.findings.note(Problem.NO_UNITS)
        if self.reader.has_entities:
            self.findings.note(Problem.ENTITIES)
        if self.reader.header_extras:
            self.findings.note(Problem.HEADER, count=self.reader.header_extras)

    def tag(self, spelled: str) -> str:
        """The program's tag for a language as the file spells it, empty for a foreign one."""
        known = self._tags.get(spelled)
        if known is None:
            known = self._tags[spelled] = match_tag(spelled) or ""
        return known

    def _note(self, problem: Problem, tu: TmxUnit, text: str = "", count: int = 1) -> None:
        self.findings.note(problem, tu.number + 1, tu.line, text, count)

    def of(self, tu: TmxUnit) -> list[tuple[Values, Variant]]:
        """The values of each unit that a `tu` makes, and the `tuv` of its target."""
        found = []
        variants = self._variants(tu)
        pairs = self._wanted(variants) if self.wanted else self._natural(tu, variants)
        for source, target in pairs:
            first, second = variants[source], variants[target]
            if not first.text.strip() or not (self.keep_empty or second.text.strip()):
                self._note(Problem.EMPTY, tu, first.text or second.text)
            else:
                if first.inline or second.inline:
                    self._note_codes(tu, first, second)
                found.append((self._values(tu, source, first, target, second), second))
        if not pairs:
            self._note(Problem.PAIR, tu, next(iter(variants.values())).text if variants else "")
        return found

    def _variants(self, tu: TmxUnit) -> dict[str, Variant]:
        """The first variant in each language of ours, by its tag."""
        found: dict[str, Variant] = {}
        for variant in tu.variants:
            spelled = variant.language
            if not spelled:
                self._note(Problem.NO_LANGUAGE, tu, variant.text)
                continue
            self.languages[spelled] += 1
            tag = self.tag(spelled)
            if not tag:
                self._note(Problem.FOREIGN, tu, f"{spelled}: {variant.text}")
            elif tag in found:
                self._note(Problem.VARIANTS, tu, f"{spelled}: {variant.text}")
            else:
                found[tag] = variant
        if not _ATTRIBUTES.issuperset(tu.attributes):
            unknown = tu.attributes.keys() - _ATTRIBUTES
            self._note(Problem.ATTRIBUTES, tu, ", ".join(sorted(unknown)), len(unknown))
        return found

    def _wanted(self, variants: dict[str, Variant]) -> list[Pair]:
        return [pair for pair in self.wanted if pair[0] in variants and pair[1] in variants]

    def _natural(self, tu: TmxUnit, variants: dict[str, Variant]) -> list[Pair]:
        source = self.tag(tu.attributes.get("srclang") or self.reader.srclang)
        if source not in variants:
            if len(variants) > 1:
                self._note(Problem.NO_SOURCE, tu)
            source = next(iter(variants), "")
        return [(source, target) for target in variants if target != source]

    def _note_codes(self, tu: TmxUnit, *variants: Variant) -> None:
        for variant in variants:
            if inline := variant.inline:
                for problem, count in (
                    (Problem.CODES, inline.numbered),
                    (Problem.SUBFLOWS, inline.subflows),
                    (Problem.ELEMENTS, inline.unknown),
                ):
                    if count:
                        self._note(problem, tu, variant.text, count)

    def _values(
        self, tu: TmxUnit, source: str, first: Variant, target: str, second: Variant
    ) -> Values:
        state, origin, document, before, after, others = told(tu.props + first.props + second.props)
        whole, part = tu.attributes.get, second.attributes.get
        return (
            first.text,
            second.text,
            source,
            target,
            whole("tuid", ""),
            state,
            origin,
            part("creationid") or whole("creationid", ""),
            self._date(tu, part("creationdate") or whole("creationdate", "")),
            part("changeid") or whole("changeid", ""),
            self._date(tu, part("changedate") or whole("changedate", "")),
            document,
            before,
            after,
            tu.notes + first.notes + second.notes,
            others,
        )

    def _date(self, tu: TmxUnit, text: str) -> str:
        if not text:
            return ""
        moment = _moment(text)
        if not moment:
            self._note(Problem.DATES, tu, text)
        return moment


@lru_cache(1 << 12)
def _moment(text: str) -> str:
    """Our spelling of `20261122T101500Z`, of the same with dashes and colons, or of a day alone.

    Empty for what makes no sense.
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
