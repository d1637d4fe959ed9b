"""Strict F1 and time on hand-made alignments: `python -m tests.benchmarks.alignment [SET…]`.

The sets lie beside the repository. A bead counts as right if the same bead is in the gold
alignment; precision is over all beads found, recall over those of the gold with text on both
sides; all documents of a set are pooled (Sennrich & Volk 2011).
"""

import re
import sys
from pathlib import Path
from time import perf_counter

import click

from core.alignment.aligner import align
from tests.shared import SHARED

GOLD = SHARED / "align" / "gold"
Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def main() -> None:
    if not GOLD.exists():
        sys.exit(f"There are no gold alignments in {GOLD}.")
    names = sys.argv[1:] or sorted(path.name for path in GOLD.iterdir())
    click.echo(
        f"{'set':12} {'beads':>6} {'F1':>6} {'seconds':>8} "
        f"{'parallel':>9} {'≥ 0.9':>6} {'right':>6}"
    )
    for name in names:
        measure(GOLD / name)


def measure(folder: Path) -> None:
    start = perf_counter()
    hits = found = recalled = wanted = passed = sure = sure_right = 0
    documents = sorted(folder.glob("*.gold"))
    for document in documents:
        gold = read_gold(document)
        alignment = align(*texts(document), "", "")
        beads = {(bead.source, bead.target): bead.confidence for bead in alignment.beads}
        right = gold & beads.keys()
        hits, found = hits + len(right), found + len(beads)
        recalled += sum(bool(s and t) for s, t in right)
        wanted += sum(bool(s and t) for s, t in gold)
        passed += alignment.parallel
        confident = {bead for bead, confidence in beads.items() if confidence >= 0.9}
        sure, sure_right = sure + len(confident), sure_right + len(confident & gold)
    precision, recall = hits / found, recalled / wanted
    f1 = 2 * precision * recall / (precision + recall)
    click.echo(
        f"{folder.name:12} {found:6} {f1:6.3f} {perf_counter() - start:8.1f} "
        f"{passed:>4}/{len(documents):<4} {sure / found:6.2f} {sure_right / sure:6.3f}"
    )


def read_gold(path: Path) -> Beads:
    lines = [line.split(":") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return {(numbers(line[0]), numbers(line[1])) for line in lines}


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def texts(gold: Path) -> tuple[list[str], list[str]]:
    """Source and target; the gold file's name or its neighbours tell the languages."""
    others = [path for path in gold.parent.glob(f"{gold.stem}.*") if path != gold]
    first = gold.stem.split("-")[0] if "-" in gold.stem else min(path.suffix[1:] for path in others)
    ordered = sorted(others, key=lambda path: path.suffix[1:] != first)
    source, target = (path.read_text(encoding="utf-8").split("\n")[:-1] for path in ordered)
    return source, target


if __name__ == "__main__":
    main()
