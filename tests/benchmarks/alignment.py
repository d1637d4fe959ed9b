"""The aligner on hand-made alignments: strict F1, confidence, time, and what each part gives.

`python -m tests.benchmarks.alignment [SET…] [--hunalign PATH] [--ablate] [--calibrate] [--times]`

The sets lie beside the repository. A bead counts as right if the same bead is in the gold
alignment; precision is over all beads found, recall over those of the gold with text on both
sides; all documents of a set are pooled (Sennrich & Volk 2011).
"""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from core.alignment.aligner import align, align_many
from core.alignment.bead import Bead
from tests.benchmarks import alignment_parts
from tests.shared import SHARED

GOLD = SHARED / "align" / "gold"
LEVELS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.97, 1.01)
Side = tuple[int, ...]
Found = Sequence[Sequence[Bead]]
TAGS = {"uz": "uz-Latn", "uzl": "uz-Latn", "uzc": "uz-Cyrl"}
"""What languages are called in the names of files, where it is not their tag."""


@dataclass(frozen=True, slots=True)
class Document:
    """Two texts and the alignment a person made."""

    languages: tuple[str, str]
    source: list[str]
    target: list[str]
    gold: frozenset[tuple[Side, Side]]


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a set: beads, each with whether it is right; and how good that is."""

    beads: list[tuple[Bead, bool]]
    wanted: int
    seconds: float

    @property
    def f1(self) -> float:
        hits = sum(right for _, right in self.beads)
        pairs = sum(right and bool(bead.source and bead.target) for bead, right in self.beads)
        precision, recall = hits / max(1, len(self.beads)), pairs / self.wanted
        return 2 * precision * recall / max(1e-9, precision + recall)

    def level(self, low: float, high: float = LEVELS[-1]) -> tuple[int, float]:
        """How many beads have such a confidence, and which share of them is right."""
        found = [right for bead, right in self.beads if low <= bead.confidence < high]
        return len(found), sum(found) / max(1, len(found))


@click.command()
@click.argument("names", nargs=-1)
@click.option("--hunalign", type=click.Path(path_type=Path), help="The program to compare with.")
@click.option("--ablate", is_flag=True, help="Leave out each part of the model in turn.")
@click.option("--calibrate", is_flag=True, help="Fit the weights of confidence again.")
@click.option("--times", is_flag=True, help="1,000, 10,000 and 50,000 sentences.")
def main(
    names: tuple[str, ...], hunalign: Path | None, ablate: bool, calibrate: bool, times: bool
) -> None:
    if not GOLD.exists():
        sys.exit(f"There are no gold alignments in {GOLD}.")
    sets = {
        name: documents(GOLD / name) for name in names or sorted(p.name for p in GOLD.iterdir())
    }
    if ablate:
        alignment_parts.print_ablation(lambda: [measure(each, ours).f1 for each in sets.values()])
    elif calibrate:
        alignment_parts.print_calibration(sets)
    elif times:
        alignment_parts.print_times()
    else:
        print_sets(sets, hunalign)


def print_sets(sets: dict[str, list[Document]], program: Path | None) -> None:
    click.echo(
        f"{'set':12} {'beads':>6} {'F1':>6} {'seconds':>8} {'pooled':>7} "
        f"{'hunalign':>9} {'seconds':>8}"
    )
    results = {}
    for name, each in sets.items():
        result = results[name] = measure(each, ours)
        line = f"{name:12} {len(result.beads):6} {result.f1:6.3f} {result.seconds:8.1f}"
        line += f" {measure(each, pooled).f1:7.3f}"
        if program:
            other = measure(each, partial(hunaligned, program))
            line += f" {other.f1:9.3f} {other.seconds:8.1f}"
        click.echo(line)
    results["together"] = Result([bead for r in results.values() for bead in r.beads], 1, 0)
    click.echo("\nconfidence: beads, and the share of them that is right")
    heads = [f"{low:.2f}–{min(high, 1):.2f}" for low, high in pairwise(LEVELS)]
    click.echo(f"{'set':12} " + " ".join(f"{head:>12}" for head in [*heads, "≥ 0.9", "of all"]))
    for name, result in results.items():
        levels = [result.level(*each) for each in pairwise(LEVELS)]
        cells = [f"{count:5} {share:6.3f}" for count, share in [*levels, result.level(0.9)]]
        click.echo(
            f"{name:12} "
            + " ".join(f"{cell:>12}" for cell in cells)
            + f" {result.level(0.9)[0] / len(result.beads):12.2f}"
        )


def ours(documents: Sequence[Document]) -> Found:
    return [align(each.source, each.target, *each.languages).beads for each in documents]


def pooled(documents: Sequence[Document]) -> Found:
    """All documents of a pair of languages together."""
    found: dict[int, Sequence[Bead]] = {}
    for languages in dict.fromkeys(each.languages for each in documents):
        numbers = [n for n, each in enumerate(documents) if each.languages == languages]
        texts = [(documents[n].source, documents[n].target) for n in numbers]
        alignments = align_many(texts, *languages)
        found |= {n: each.beads for n, each in zip(numbers, alignments, strict=True)}
    return [found[n] for n in range(len(documents))]


def hunaligned(program: Path, documents: Sequence[Document]) -> Found:
    return [hunalign_one(program, each.source, each.target) for each in documents]


def hunalign_one(program: Path, source: Sequence[str], target: Sequence[str]) -> Sequence[Bead]:
    """What hunalign finds without a dictionary; its answer is a ladder of cut points."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("empty.dic", "source", "target")]
        for path, lines in zip(paths, ([], source, target), strict=True):
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        ran = subprocess.run([program, "-utf", *paths], capture_output=True, check=True, text=True)
    cuts = [tuple(map(int, line.split()[:2])) for line in ran.stdout.splitlines() if line.strip()]
    return [Bead(tuple(range(i, k)), tuple(range(j, m)), 0.0) for (i, j), (k, m) in pairwise(cuts)]


def measure(
    documents: Sequence[Document], aligner: Callable[[Sequence[Document]], Found]
) -> Result:
    start = perf_counter()
    beads = [
        (bead, (bead.source, bead.target) in each.gold)
        for each, found in zip(documents, aligner(documents), strict=True)
        for bead in found
    ]
    wanted = sum(bool(s and t) for each in documents for s, t in each.gold)
    return Result(beads, wanted, perf_counter() - start)


def documents(folder: Path) -> list[Document]:
    return [read_document(path) for path in sorted(folder.glob("*.gold"))]


def read_document(gold: Path) -> Document:
    """The gold file's name or those of its neighbours tell the languages."""
    names = [path.suffix[1:] for path in gold.parent.glob(f"{gold.stem}.*") if path != gold]
    first = gold.stem.split("-")[0] if "-" in gold.stem else min(names)
    names.sort(key=lambda name: name != first)
    texts = [gold.with_name(f"{gold.stem}.{name}").read_text(encoding="utf-8") for name in names]
    source, target = (text.split("\n")[:-1] for text in texts)
    languages = TAGS.get(names[0], names[0]), TAGS.get(names[1], names[1])
    return Document(languages, source, target, frozenset(read_gold(gold)))


def read_gold(path: Path) -> set[tuple[Side, Side]]:
    lines = [line.split(":") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return {(numbers(line[0]), numbers(line[1])) for line in lines}


def numbers(text: str) -> Side:
    return tuple(int(number) for number in re.findall(r"\d+", text))


if __name__ == "__main__":
    main()
