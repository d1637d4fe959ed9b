"""How well a translation unit matches a wanted source, and why.

Both sources are compared in their normal form (core.normal):

- word = 1 − Levenshtein distance over word tokens / the number of tokens of the longer one,
- char = 1 − Levenshtein distance over characters / the number of characters of the longer one.

A unit matches at a threshold when word reaches it, or when char reaches it and 70 % as well: in
short texts letters agree by chance. The score is the better of the two, rounded down. 100 is kept
for identical text, 101 and 102 for identical text with one or both of its neighbours; text that
is equal in its normal form only has 99.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from core.memory.unit import TranslationUnit
from core.normal import APOSTROPHES, fold_apostrophes, normal_form
from core.segment import Origin, OriginKind
from core.tokens import Token, TokenKind, token_texts, tokens

MIN_THRESHOLD = 50
"""The lowest threshold in per cent; below it matches are noise."""

MIN_CHAR_THRESHOLD = 70
"""The likeness of characters in per cent that a match by characters needs at any threshold."""

EXACT = 100
NORMAL_FORM_EQUAL = 99


class Difference(StrEnum):
    """A kind of thing in which the source of a unit differs from the wanted one."""

    WORDS = "words"
    CASE = "case"
    PUNCTUATION = "punctuation"
    NUMBERS = "numbers"
    TAGS = "tags"
    SPACES = "spaces"


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points taken off a score, and the reason as a person will read it."""

    reason: str
    points: int


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that is like a wanted source.

    `score` is in whole per cent, up to 102, and what is left of it after the `penalties`; `word`
    and `char` are the two figures it comes from, in per cent, not rounded. `memory` is the name
    of the attached memory that holds the unit under `unit_id`; empty for the project's own.
    `adapted` is the unit's target made to fit the wanted source, with its numbers (`repaired`) or
    in its script (`transliterated`); None where the target is offered as it is. `compared` is the
    wanted source in the letters of the unit's, of a match that is transliterated.
    """

    unit: TranslationUnit
    score: int
    word: float
    char: float
    penalties: tuple[Penalty, ...] = ()
    differences: frozenset[Difference] = frozenset()
    memory: str = ""
    unit_id: int = 0
    adapted: str | None = None
    repaired: bool = False
    transliterated: bool = False
    compared: str = ""

    @property
    def offer(self) -> str:
        """The target that inserting the match gives."""
        return self.unit.target if self.adapted is None else self.adapted

    @property
    def origin(self) -> Origin:
        """Where a target comes from into which the match was put."""
        place = self.memory or self.unit.document
        return Origin(OriginKind.MEMORY, min(self.score, EXACT), place)

    @property
    def is_exact(self) -> bool:
        """Whether the unit's source is the wanted one, character for character."""
        return self.unpenalised >= EXACT

    @property
    def is_context(self) -> bool:
        """Whether a neighbour is the same as well."""
        return self.unpenalised > EXACT

    @property
    def unpenalised(self) -> int:
        """The score before anything was taken off."""
        return self.score + sum(penalty.points for penalty in self.penalties)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A source made ready to be compared: as it is, in its normal form, and the tokens of that."""

    source: str
    normal: str
    words: tuple[str, ...]


def comparable(source: str) -> Comparable:
    """Make `source` ready to be compared."""
    normal = normal_form(source)
    return Comparable(source, normal, tuple(token_texts(normal)))


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """1 − Levenshtein distance / the longer length, in per cent; the elements of both compare."""
    longer = max(len(first), len(second))
    if not longer:
        return 100.0
    # One division, at the end: the nearest float, which is right to compare with whole per cents.
    return 100 * (longer - Levenshtein.distance(first, second)) / longer


def compare(
    wanted: Comparable,
    unit: TranslationUnit,
    found: Comparable,
    *,
    before: str = "",
    after: str = "",
    penalties: tuple[Penalty, ...] = (),
) -> Match:
    """The match of `unit`, whose source is `found`, without its differences.

    `before` and `after` are the sources of the neighbours of the wanted text; empty ones are none.
    """
    word = likeness(wanted.words, found.words)
    char = likeness(wanted.normal, found.normal)
    if wanted.source == found.source:
        score = EXACT
        score += bool(before) and before == unit.context_before
        score += bool(after) and after == unit.context_after
    elif wanted.normal == found.normal:
        score = NORMAL_FORM_EQUAL
    else:
        score = min(int(max(word, char)), NORMAL_FORM_EQUAL)
    score -= sum(penalty.points for penalty in penalties)
    return Match(unit, score, word, char, penalties)


def reaches(match: Match, threshold: int) -> bool:
    """Whether `match` is one at `threshold` per cent; penalties lower its place, not this."""
    return match.word >= threshold or match.char >= max(threshold, MIN_CHAR_THRESHOLD)


@dataclass(frozen=True, slots=True)
class Reading:
    """A source made ready to be told apart from others: its tokens, and their normal forms."""

    source: str
    tokens: tuple[Token, ...]
    normals: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The normal forms of words and addresses; figures in them do not count."""
        kinds = (TokenKind.WORD, TokenKind.ADDRESS)
        return [_DIGITS.sub("0", normal) for normal in self._normals_of(*kinds)]

    @property
    def numbers(self) -> list[str]:
        """Figures, also those inside words: “12-баптың”."""
        others = (TokenKind.TAG, TokenKind.PUNCTUATION)
        bearers = [token.text for token in self.tokens if token.kind not in others]
        return [" ".join(_DIGITS.findall(text)) for text in bearers if _DIGITS.search(text)]

    @property
    def tags(self) -> list[str]:
        """Tags and placeholders."""
        return [token.text for token in self.tokens if token.kind is TokenKind.TAG]

    @property
    def punctuation(self) -> list[str]:
        """The normal forms of signs."""
        return self._normals_of(TokenKind.PUNCTUATION)

    def _normals_of(self, *kinds: TokenKind) -> list[str]:
        pairs = zip(self.tokens, self.normals, strict=True)
        return [normal for token, normal in pairs if token.kind in kinds]


_DIGITS = re.compile(r"[0-9]+")


def reading(source: str) -> Reading:
    """Make `source` ready to be told apart from others."""
    found = tokens(source)
    return Reading(source, found, tuple(normal_form(token.text) for token in found))


def differences(wanted: Reading, found: Reading) -> frozenset[Difference]:
    """The kinds of things in which two sources differ.

    Empty for the same text, and where only the encoding of a character differs (NFC, NFD).
    """
    if wanted.source == found.source:
        return frozenset()
    parts = (
        (Difference.WORDS, wanted.words, found.words),
        (Difference.NUMBERS, wanted.numbers, found.numbers),
        (Difference.TAGS, wanted.tags, found.tags),
        (Difference.PUNCTUATION, wanted.punctuation, found.punctuation),
    )
    kinds = {kind for kind, one, other in parts if one != other}
    return frozenset(kinds.union(_spellings(wanted, found)))


def _spellings(wanted: Reading, found: Reading) -> Iterator[Difference]:
    """How the tokens that both texts share are written differently, and the spaces between them."""
    first, second = _with_end(wanted), _with_end(found)
    previous = (-1, -1)
    for here, there in _shared(wanted, found):
        one, other = first[here], second[there]
        yield from _writings(one.text, other.text)
        # Spaces count where the tokens on both sides of them are shared.
        if previous == (here - 1, there - 1) and (
            _gap(wanted.source, first, here) != _gap(found.source, second, there)
        ):
            yield Difference.SPACES
        previous = (here, there)


def _with_end(of: Reading) -> Sequence[Token]:
    end = len(of.source)
    return [*of.tokens, Token("", end, end, TokenKind.PUNCTUATION)]


def _shared(first: Reading, second: Reading) -> Iterator[tuple[int, int]]:
    """Which token of `first` is which of `second` in the shortest way from one to the other.

    The ends of both come last.
    """
    steps = Levenshtein.opcodes([*first.normals, ""], [*second.normals, ""])
    for block in steps.as_matching_blocks():
        yield from zip(
            range(block.a, block.a + block.size),
            range(block.b, block.b + block.size),
            strict=True,
        )


def _gap(text: str, of: Sequence[Token], place: int) -> str:
    return text[of[place - 1].end if place else 0 : of[place].start]


def _writings(one: str, other: str) -> Iterator[Difference]:
    """What differs between two tokens of one normal form."""
    if one == other:
        return
    one, other = normalize("NFC", one), normalize("NFC", other)
    if [c for c in one if c in APOSTROPHES] != [c for c in other if c in APOSTROPHES]:
        yield Difference.PUNCTUATION
    if [c for c in one if c.isspace()] != [c for c in other if c.isspace()]:
        yield Difference.SPACES
    if _cased(one) != _cased(other):
        yield Difference.CASE


def _cased(text: str) -> str:
    return fold_apostrophes(" ".join(text.split()))
