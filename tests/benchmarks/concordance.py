"""How quick a phrase is found: `python -m tests.benchmarks.concordance [UNITS…]`.

Real units, and grown ones beyond 100,000, go into a memory file. Phrases from its texts are looked
for in three ways: by the index of the file, where the time is that of a whole search, hits with
their units and places included; by reading all texts (`bytes.count`, which names no unit); and by
SQLite's FTS5 with trigrams, which names units. Times are processor time in milliseconds. With
1000000 it takes some minutes.
"""

import gzip
import random
import runpy
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch
from xml.etree import ElementTree as ET

import click
import platformdirs

from core.concordance import Phrase, Side
from core.memory.phrases import folded
from core.memory.unit import TranslationUnit
from core.progress import Progress
from services import memories
from services.memory_texts import MemoryTexts
from services.searching import COUNTED
from tests.shared import shared_path

Pair = tuple[str, str]

SIZES = (10_000, 100_000)
ASKED = 200
LIMIT = 50
LANGUAGES = {Side.SOURCE: "en", Side.TARGET: "ru"}


def main() -> None:
    """Print a table for each size."""
    real = real_pairs()
    grown = runpy.run_path(str(shared_path("tm/grow.py")))["grown"]
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        pairs = [(source, target) for source, target in grown(real, size)]
        with TemporaryDirectory() as folder:
            place = Path(folder)
            with patch.object(platformdirs, "user_cache_path", return_value=place / "cache"):
                report(place, pairs)


def real_pairs() -> list[Pair]:
    """Source and target of the real units."""
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        units = (element for _, element in ET.iterparse(file) if element.tag == "tu")
        texts = [["".join(seg.itertext()) for seg in unit.iter("seg")] for unit in units]
    return [(source, target) for source, target, *_ in texts]


def report(place: Path, pairs: Sequence[Pair]) -> None:
    """Print what it takes to prepare a memory, and then to search in it."""
    path = place / "memory.tm"
    with closing(memories.create_memory(path)) as memory:
        memory.add(TranslationUnit(*pair, "en", "ru") for pair in pairs)
    before = size_of(place / "cache")
    with closing(MemoryTexts(path)) as texts:
        prepared = spent(lambda: texts.find(Phrase("x" * 9), Progress(), 1))
        size = size_of(place / "cache") - before
        click.echo(
            f"\n{len(pairs):,} units: index in {prepared / 1000:.1f} s, {size / 1e6:,.0f} MB"
        )
        click.echo(f"opened in {spent(lambda: MemoryTexts(path).close()):.1f} ms")
        with closing(fts(place / "fts", pairs)) as other:
            compare(texts, pairs, other)


def compare(texts: MemoryTexts, pairs: Sequence[Pair], other: sqlite3.Connection) -> None:
    """Print a row for each kind of phrase and each way to find it."""
    click.echo(f"{'phrase':24}{'p50':>8}{'p95':>8}{'most':>8}{'hits p50':>10}")
    everything: list[str] = []
    for side in LANGUAGES:
        blob = blob_of(pairs, side)
        for words in (1, 2, 3):
            phrases = phrases_of(pairs, side, words)
            name = f"{words} in {side}"
            show(f"{name}: index", [by_index(texts, phrase, side) for phrase in phrases])
            show(f"{name}: all read", [by_reading(blob, phrase, side) for phrase in phrases])
            show(f"{name}: FTS5", [by_fts(other, phrase, side) for phrase in phrases])
            everything += phrases
    show("both sides: index", [by_index(texts, phrase, Side.BOTH) for phrase in everything])


def by_index(texts: MemoryTexts, phrase: str, side: Side) -> tuple[float, int]:
    """The time of a search as the window does it, and how many hits there are, up to a limit."""
    wanted, found = Phrase(phrase, side), list[int]()

    def search() -> None:
        found.extend(texts.find(wanted, Progress(), COUNTED))
        texts.hits(wanted, found[:LIMIT])

    return spent(search), len(found)


def by_reading(blob: bytes, phrase: str, side: Side) -> tuple[float, int]:
    """The time to read all texts, and how often the phrase is there."""
    wanted = folded(phrase, LANGUAGES[side]).encode()
    return spent(lambda: blob.count(wanted)), blob.count(wanted)


def by_fts(connection: sqlite3.Connection, phrase: str, side: Side) -> tuple[float, int]:
    """The time until FTS5 has named the units, and how many there are, up to the same limit."""
    wanted = '"' + folded(phrase, LANGUAGES[side]).replace('"', '""') + '"'
    question = f"SELECT rowid FROM f WHERE {side} MATCH ? LIMIT {COUNTED}"
    found: list[object] = []
    return spent(lambda: found.extend(connection.execute(question, (wanted,)))), len(found)


def phrases_of(pairs: Sequence[Pair], side: Side, words: int) -> list[str]:
    """Neighbouring words of texts, at random; three letters at least."""
    chance = random.Random(f"{side}{words}")
    found: list[str] = []
    while len(found) < ASKED:
        text = chance.choice(pairs)[side is Side.TARGET].split()
        if len(text) >= words:
            start = chance.randrange(len(text) - words + 1)
            phrase = " ".join(text[start : start + words])
            if len(folded(phrase)) > 2:
                found.append(phrase)
    return found


def blob_of(pairs: Iterable[Pair], side: Side) -> bytes:
    """All texts of a side as they are compared, in one."""
    texts = (folded(pair[side is Side.TARGET], LANGUAGES[side]) for pair in pairs)
    return "\n".join(texts).encode()


def fts(path: Path, pairs: Iterable[Pair]) -> sqlite3.Connection:
    """The same texts in a full text index of SQLite."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(source, target, tokenize='trigram')")
    texts = ((folded(source, "en"), folded(target, "ru")) for source, target in pairs)
    made = spent(lambda: connection.executemany("INSERT INTO f VALUES (?, ?)", texts))
    connection.commit()
    click.echo(f"FTS5 in {made / 1000:.1f} s, {path.stat().st_size / 1e6:,.0f} MB")
    return connection


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def spent(act: Callable[[], object]) -> float:
    """Processor time in milliseconds."""
    start = process_time()
    act()
    return 1000 * (process_time() - start)


def show(name: str, found: Sequence[tuple[float, int]]) -> None:
    """Print a row."""
    times, hits = [time for time, _ in found], sorted(number for _, number in found)
    p = quantiles(times, n=100)
    click.echo(f"{name:24}{p[49]:8.2f}{p[94]:8.2f}{max(times):8.2f}{hits[len(hits) // 2]:10,}")


if __name__ == "__main__":
    main()
