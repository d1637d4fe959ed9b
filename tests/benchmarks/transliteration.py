"""Microseconds for a key and for a conversion: `python -m tests.benchmarks.transliteration`.

The sentences are those of the alignment sets beside the repository, taken once.
"""

import sys
from collections.abc import Callable, Sequence
from time import perf_counter

import click

from core.language import Script
from core.transliteration import convert, search_key, search_key_with_places
from tests.shared import SHARED

SETS = {
    "uz-Latn": "xwmt_dev/en-uz.uz",
    "uz-Cyrl": "udhr_dev/ru-uzc.uzc",
    "kk": "xwmt_dev/en-kk.kk",
    "en": "xwmt_dev/en-uz.en",
}


def main() -> None:
    """Print a row for each language."""
    click.echo(f"{'':8} {'texts':>6} {'signs':>6} {'key':>7} {'places':>7} {'convert':>8}")
    for tag, name in SETS.items():
        path = SHARED / "align" / "gold" / name
        if not path.exists():
            sys.exit(f"There is no {path}.")
        show(tag, path.read_text(encoding="utf-8").splitlines())


def show(tag: str, lines: Sequence[str]) -> None:
    """Measure one set; nothing is known of its words before."""
    key = microseconds(lambda text: search_key(text, tag), lines)
    places = microseconds(lambda text: search_key_with_places(text, tag), lines)
    to = Script.CYRILLIC if tag == "uz-Latn" else Script.LATIN
    converted = 0.0 if tag == "en" else microseconds(lambda text: convert(text, tag, to), lines)
    signs = sum(map(len, lines)) // len(lines)
    click.echo(f"{tag:8} {len(lines):6} {signs:6} {key:7.1f} {places:7.1f} {converted:8.1f}")


def microseconds(act: Callable[[str], object], texts: Sequence[str]) -> float:
    """How long one text takes."""
    act(texts[0])
    start = perf_counter()
    for text in texts:
        act(text)
    return (perf_counter() - start) / len(texts) * 1e6


if __name__ == "__main__":
    main()
