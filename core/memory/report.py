"""What files hold before they are imported into a memory: counted, with what is wrong in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_EXAMPLES = 3
_LENGTH = 80


class Treatment(StrEnum):
    """What an import does about a problem."""

    SKIPPED = "skipped"
    REPAIRED = "repaired"
    KEPT = "kept"


class Problem(StrEnum):
    """A kind of thing that can be wrong, or worth knowing, in a file of units."""

    NO_UNITS = "no-units"
    REMARKS = "remarks"
    ENCODING = "encoding"
    NO_MARK = "no-mark"
    ENTITIES = "entities"
    HEADER = "header"
    NO_SOURCE = "no-source"
    PAIR = "pair"
    UNFINISHED = "unfinished"
    EMPTY = "empty"
    NO_LANGUAGE = "no-language"
    FOREIGN = "foreign"
    VARIANTS = "variants"
    CODES = "codes"
    SUBFLOWS = "subflows"
    ELEMENTS = "elements"
    ATTRIBUTES = "attributes"
    DATES = "dates"
    CHARACTERS = "characters"
    LONG = "long"
    SAME_TEXT = "same-text"

    @property
    def treatment(self) -> Treatment:
        """What an import does about it."""
        return _MEANING[self][0]

    @property
    def sentence(self) -> str:
        """What it is, for a person; a number follows after a colon."""
        return _MEANING[self][1]


_SKIPPED, _REPAIRED, _KEPT = Treatment.SKIPPED, Treatment.REPAIRED, Treatment.KEPT
_MEANING: dict[Problem, tuple[Treatment, str]] = {
    Problem.NO_UNITS: (_KEPT, "Files that hold no translation units"),
    Problem.REMARKS: (_REPAIRED, "Things about whole files that are as they should not be"),
    Problem.ENCODING: (
        _REPAIRED,
        "Files that do not say truly which encoding they are in, read in the one they are in",
    ),
    Problem.NO_MARK: (_REPAIRED, "Files in UTF-16 without the byte order mark that belongs there"),
    Problem.ENTITIES: (
        _REPAIRED,
        "Files that define abbreviations (entities), which now stand in full in the texts",
    ),
    Problem.HEADER: (_SKIPPED, "Notes and properties of a file as a whole, which are left out"),
    Problem.NO_SOURCE: (
        _REPAIRED,
        "Units that do not say which text is the source; the first one is taken",
    ),
    Problem.PAIR: (_SKIPPED, "Units left out because they lack one of the two languages"),
    Problem.UNFINISHED: (_SKIPPED, "Units left out because nobody has finished them"),
    Problem.EMPTY: (_SKIPPED, "Units left out because their source or target is empty"),
    Problem.NO_LANGUAGE: (_SKIPPED, "Texts left out because they do not say their language"),
    Problem.FOREIGN: (
        _SKIPPED,
        "Texts left out because they are in languages that Terjiman does not work with",
    ),
    Problem.VARIANTS: (
        _SKIPPED,
        "Texts left out because their unit has one in that language before",
    ),
    Problem.CODES: (_REPAIRED, "Inline codes that stand as numbered tags in the texts"),
    Problem.SUBFLOWS: (_SKIPPED, "Texts inside inline codes, which are left out"),
    Problem.ELEMENTS: (_REPAIRED, "Elements in texts that TMX does not have; their text is kept"),
    Problem.ATTRIBUTES: (_SKIPPED, "Attributes left out because TMX does not have them"),
    Problem.DATES: (_REPAIRED, "Dates left out because they make no sense"),
    Problem.CHARACTERS: (
        _KEPT,
        "Units with control or replacement characters, signs of a damaged text",
    ),
    Problem.LONG: (_KEPT, "Units with very long texts, which hardly any segment will match"),
    Problem.SAME_TEXT: (_KEPT, "Units whose target is the same as their source"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """Where a problem was met: the file, unit and line counted from 1 (0: none), some text."""

    file: str
    unit: int
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of problem, how often it was met, and the first few places."""

    problem: Problem
    count: int
    examples: tuple[Example, ...]

    @property
    def sentence(self) -> str:
        """The problem with its number, as a sentence for a person."""
        return f"{self.problem.sentence}: {self.count}."


@dataclass(slots=True)
class Findings:
    """Counts the problems met while files are read; `file` is the name of the present one."""

    file: str = ""
    counts: Counter[Problem] = field(default_factory=Counter)
    examples: dict[Problem, list[Example]] = field(default_factory=dict)

    def note(
        self, problem: Problem, unit: int = 0, line: int = 0, text: str = "", count: int = 1
    ) -> None:
        """A problem was met `count` times, in a unit and line counted from 1."""
        self.counts[problem] += count
        if self.wants(problem):
            short = text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"
            self.examples.setdefault(problem, []).append(Example(self.file, unit, line, short))

    def wants(self, problem: Problem) -> bool:
        """Whether the next one of this kind will be an example."""
        return len(self.examples.get(problem, ())) < _EXAMPLES

    def all(self) -> tuple[Finding, ...]:
        """What was found, in the order of `Problem`."""
        return tuple(
            Finding(problem, self.counts[problem], tuple(self.examples[problem]))
            for problem in Problem
            if self.counts[problem]
        )

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each kind of problem."""
        return tuple(finding.sentence for finding in self.all())


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """Languages (program tags) between which there are so many `units`."""

    source: str
    target: str
    units: int


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """What an import of some files would bring.

    `units` counts what can be imported: each pair of a source and one target. `languages` counts
    the texts in each language as the files spell it. `pairs` begins with the most frequent.
    `first` and `last` are the oldest and the newest moment a unit was changed, empty where none is
    said. `authors` counts units by who changed them last. `duplicates` are units whose source and
    target were met before, of which `identical` are the same in everything else too. `ambiguous`
    are sources with several targets.
    """

    files: tuple[str, ...]
    units: int
    languages: tuple[tuple[str, int], ...]
    pairs: tuple[LanguagePair, ...]
    first: str
    last: str
    authors: tuple[tuple[str, int], ...]
    duplicates: int
    identical: int
    ambiguous: int
    findings: tuple[Finding, ...]

    def of(self, treatment: Treatment) -> Iterator[Finding]:
        """The findings an import treats in this way."""
        return (one for one in self.findings if one.problem.treatment is treatment)


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decided about files of units.

    `pairs` are the wanted (source, target) languages as program tags, whatever the files call
    source; none means those the files give. Units that are identical in everything are always
    kept once; with `skip_duplicates` also those that only share source and target. With
    `keep_empty` a unit may have an empty target.
    """

    pairs: Sequence[Pair] = ()
    skip_duplicates: bool = False
    keep_empty: bool = False
