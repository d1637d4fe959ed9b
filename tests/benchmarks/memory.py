"""How quick and how complete lookups are: `python -m tests.benchmarks.memory [UNITS…]`.

Real units, and grown ones beyond 100,000, are looked up in the index and by brute force: rapidfuzz
over the whole list. Times are processor time in milliseconds; the ratios are what can be compared
between machines. With 1000000 it takes a quarter of an hour.
"""

import gzip
import json
import random
import runpy
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from statistics import quantiles
from time import process_time
from typing import TypeVar
from xml.etree import ElementTree as ET

import click
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.memory.index import SourceIndex
from core.memory.index_measure import Prepared
from core.memory.lookup import MemoryIndex, Question
from core.memory.match import Comparable, comparable
from core.memory.unit import TranslationUnit
from core.normal import normal_form
from tests.shared import shared_path

T = TypeVar("T")

SIZES = (10_000, 100_000)
TYPED = 300
SHORTENED = 200
SHORTEST = 6  # words, so that one may be left out
TIMED = 250
ADDED = 200


def main() -> None:
    """Print a table for each size."""
    real = real_sources()
    queries = json.loads(shared_path("tm/queries.json").read_text(encoding="utf-8"))
    edited = [query["query"] for query in queries]
    grown = runpy.run_path(str(shared_path("tm/grow.py")))["grown"]
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        sources = [source for source, _ in grown([(source, "") for source in real], size)]
        click.echo(f"\n{size:,} units")
        report(sources, edited, typed(sources))


def real_sources() -> list[str]:
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        units = (element for _, element in ET.iterparse(file) if element.tag == "tu")
        return ["".join(next(unit.iter("seg")).itertext()) for unit in units]


def typed(sources: Sequence[str]) -> list[str]:
    """Some of the sources with letters left out, doubled, exchanged and replaced."""
    chance = random.Random(11)
    changes: list[Callable[[str, int], str]] = [
        lambda text, n: text[:n] + text[n + 1 :],
        lambda text, n: text[: n + 1] + text[n:],
        lambda text, n: text[:n] + text[n : n + 2][::-1] + text[n + 2 :],
        lambda text, n: text[:n] + chance.choice("etaoinжш") + text[n + 1 :],
    ]
    texts = [text for text in chance.sample(sources, 2 * TYPED) if len(text) > 5][:TYPED]
    for place, text in enumerate(texts):
        for _ in range(1 + int(len(text) * chance.uniform(0, 0.25))):
            text = chance.choice(changes)(text, chance.randrange(len(text)))
        texts[place] = text
    return texts


def shortened(sources: Sequence[str]) -> list[str]:
    """Some of the sources, from all over, without their middle word."""
    long = [words for source in sources if len(words := source.split()) >= SHORTEST]
    picked = long[:: max(1, len(long) // SHORTENED)][:SHORTENED]
    return [" ".join(words[: len(words) // 2] + words[len(words) // 2 + 1 :]) for words in picked]


class BruteForce:
    """Every source compared with what is wanted, by its normal form and by its coded words."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._codes: dict[str, str] = {}
        forms = [comparable(source) for source in sources]
        self.normals = [form.normal for form in forms]
        self.words = [self.coded(form) for form in forms]
        self._char_lengths = np.array([len(text) for text in self.normals])
        self._word_lengths = np.array([len(text) for text in self.words])

    def coded(self, form: Comparable) -> str:
        codes = self._codes
        return "".join([codes.setdefault(word, chr(len(codes))) for word in form.words])

    def alike(self, wanted: str, others: Sequence[str], threshold: int) -> int:
        """How many are alike: what is timed."""
        found = process.cdist(
            [wanted],
            others,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=threshold / 100,
            dtype=np.float32,
        )
        return int(np.count_nonzero(found))

    def matches(self, form: Comparable, thresholds: Sequence[int]) -> list[set[int]]:
        """The numbers of all that match at each of the thresholds, by the definition."""
        word = likenesses(self.coded(form), self.words, self._word_lengths)
        char = likenesses(form.normal, self.normals, self._char_lengths)
        return [
            set(np.flatnonzero((word >= least) | (char >= max(least, 70))).tolist())
            for least in thresholds
        ]


def likenesses(
    wanted: str, others: Sequence[str], lengths: NDArray[np.int64]
) -> NDArray[np.float64]:
    """In per cent; 0 below 50."""
    # At half the longer length or nearer, which is at most the length of the wanted one.
    distance = process.cdist(
        [wanted], others, scorer=Levenshtein.distance, score_cutoff=len(wanted), dtype=np.int32
    )[0]
    longer = np.maximum(lengths, len(wanted))
    return np.where(distance > len(wanted), 0.0, 100 * (longer - distance) / longer)


def report(sources: Sequence[str], edited: Sequence[str], typed: Sequence[str]) -> None:
    normals = [normal_form(source) for source in sources]
    index = SourceIndex()
    seconds = timed(lambda _: index.extend(normals), [None])[0] / 1000
    line("build from normal forms", f"{seconds:.2f} s, {len(sources) / seconds:,.0f} units/s")
    line("memory of the index, texts included", f"{memory(normals) / 1e6:.0f} MB")
    brute = BruteForce(sources)
    show_recall(index, brute, [*edited, *typed])
    show_ratios(index, brute, [comparable(query) for query in edited])
    show_lookups(sources, edited)


def show_recall(index: SourceIndex, brute: BruteForce, queries: Sequence[str]) -> None:
    thresholds = (50, 70, 80)
    wanted, found, wrong = [0] * 3, [0] * 3, [0] * 3
    for form in map(comparable, queries):
        for place, expected in enumerate(brute.matches(form, thresholds)):
            ours = set(index.alike(form, thresholds[place]).numbers.tolist())
            wanted[place] += len(expected)
            found[place] += len(expected & ours)
            wrong[place] += len(ours - expected)
    for place, threshold in enumerate(thresholds):
        share = f"{100 * found[place] / wanted[place]:.3f} %"
        line(
            f"recall at {threshold}, {len(queries)} queries",
            f"{share} of {wanted[place]:,}, {wrong[place]} wrong",
        )


def show_ratios(index: SourceIndex, brute: BruteForce, forms: Sequence[Comparable]) -> None:
    [block] = index._blocks
    step = -(-len(forms) // TIMED)

    def known(form: Comparable) -> Prepared:
        return Prepared(form.normal, index._vocabulary.known(form.words))

    rows = {
        "word": (
            timed(lambda form: block.alike_by_words(known(form), 70), forms),
            timed(lambda form: brute.alike(brute.coded(form), brute.words, 70), forms[::step]),
        ),
        "char": (
            timed(lambda form: block.alike_by_chars(known(form), 70), forms),
            timed(lambda form: brute.alike(form.normal, brute.normals, 70), forms[::step]),
        ),
    }
    for name, (ours, theirs) in rows.items():
        ratios = "/".join(f"{b / a:.0f}" for a, b in zip(shares(ours), shares(theirs), strict=True))
        line(f"{name} ≥ 70, p50/p95", f"{told(ours)}, brute force {told(theirs)}: {ratios} times")


def show_lookups(sources: Sequence[str], queries: Sequence[str]) -> None:
    units = [
        TranslationUnit(source, "–", "en", "ru", uid=str(number))
        for number, source in enumerate(sources)
    ]
    index = MemoryIndex(units)

    def find(threshold: int, asked: Sequence[str]) -> str:
        return told(timed(lambda query: index.find(Question(query, threshold)), asked))

    line("find ≥ 50, p50/p95", find(50, queries))
    line("find ≥ 50, a middle word left out", find(50, shortened(sources)))
    line("find ≥ 70, p50/p95", find(70, queries))

    def add_and_find(number: int) -> None:
        source = f"{sources[number]} {number}"
        index.add(TranslationUnit(source, "–", "en", "ru", uid=f"new {number}"))
        [match] = index.find(Question(source, 100, limit=1))
        assert match.unit.source == source

    line("add one and find it at 100, p50/p95", told(timed(add_and_find, range(ADDED))))


def memory(normals: Sequence[str]) -> int:
    """The bytes that an index takes."""
    tracemalloc.start()
    index = SourceIndex()
    index.extend(normals)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del index
    return taken


def timed(work: Callable[[T], object], items: Iterable[T]) -> list[float]:
    """The milliseconds of processor time for each of the items."""
    times = []
    for item in items:
        start = process_time()
        work(item)
        times.append(1000 * (process_time() - start))
    return times


def shares(times: Sequence[float]) -> tuple[float, float]:
    """The median and what 95 of 100 do not pass."""
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]


def told(times: Sequence[float]) -> str:
    return "/".join(f"{share:.2f}" for share in shares(times)) + " ms"


def line(name: str, value: str) -> None:
    click.echo(f"  {name:<40}{value}")


if __name__ == "__main__":
    main()
