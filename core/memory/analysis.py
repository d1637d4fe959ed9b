"""How much of a text memory knows already: segments, words and characters by band of match."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.document import Document
from core.memory.match import Match
from core.statistics import count_words


class Band(StrEnum):
    """A band of scores; a repetition is a source that came before in the texts analysed.

    A repetition counts as one whatever memory has for it: it is translated once.
    """

    REPETITION = "repetition"
    BOTH_NEIGHBOURS = "102"
    ONE_NEIGHBOUR = "101"
    EXACT = "100"
    FROM_95 = "95-99"
    FROM_85 = "85-94"
    FROM_75 = "75-84"
    FROM_50 = "50-74"
    NONE = "none"


MATCHES = tuple(band for band in Band if band is not Band.REPETITION)
"""The bands by the score alone."""

_LOWEST = (
    (102, Band.BOTH_NEIGHBOURS),
    (101, Band.ONE_NEIGHBOUR),
    (100, Band.EXACT),
    (95, Band.FROM_95),
    (85, Band.FROM_85),
    (75, Band.FROM_75),
    (50, Band.FROM_50),
)


def band(score: int) -> Band:
    """The band of a score, whatever was taken off it already."""
    return next((found for lowest, found in _LOWEST if score >= lowest), Band.NONE)


def band_of(matches: Iterable[Match]) -> Band:
    """The band of the best of `matches`."""
    return band(max((match.score for match in matches), default=0))


@dataclass(frozen=True, slots=True)
class Amount:
    """How much text there is; characters with spaces, words as core.statistics counts them."""

    segments: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.segments + other.segments,
            self.words + other.words,
            self.characters + other.characters,
        )


NOTHING = Amount()


def amount(source: str) -> Amount:
    """How much a segment with this source is."""
    return Amount(1, count_words(source), len(source))


@dataclass(frozen=True, slots=True)
class Analysis:
    """What there is of some text in each band, and what of it is `confirmed` already.

    Bands hold what is not confirmed; locked segments are in neither.
    """

    bands: Mapping[Band, Amount]
    confirmed: Amount = NOTHING

    @property
    def total(self) -> Amount:
        """All bands, without what is confirmed."""
        return sum(self.bands.values(), NOTHING)

    def __add__(self, other: "Analysis") -> "Analysis":
        bands = {band: self.bands[band] + other.bands[band] for band in Band}
        return Analysis(bands, self.confirmed + other.confirmed)


def sorted_out(sources: Iterable[tuple[Band | None, str]]) -> Analysis:
    """The analysis of sources, each with its band, or None where it is confirmed."""
    found = dict.fromkeys([*Band, None], NOTHING)
    for kind, source in sources:
        found[kind] += amount(source)
    return Analysis({kind: found[kind] for kind in Band}, found[None])


EMPTY = Analysis(dict.fromkeys(Band, NOTHING))


@dataclass(frozen=True, slots=True)
class ProjectAnalysis:
    """The analysis of each document, in their order; repetitions count across them."""

    documents: tuple[tuple[Document, Analysis], ...]

    @property
    def total(self) -> Analysis:
        """All documents together."""
        return sum((analysis for _, analysis in self.documents), EMPTY)
