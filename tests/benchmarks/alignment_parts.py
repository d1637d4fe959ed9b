"""What the parts of the aligner give: ablation, the fit of confidence, time for long texts."""

import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from random import Random
from time import perf_counter, process_time
from typing import TYPE_CHECKING
from unittest.mock import patch

import click
import numpy as np

from core.alignment import aligner
from core.alignment.confidence import WEIGHTS
from core.alignment.model import PRIORS
from core.alignment.pairs import Pairs
from core.alignment.tokens import Floats
from core.progress import Progress

if TYPE_CHECKING:
    from tests.benchmarks.alignment import Document

_FAR = 1e12
_CAUTION = np.array([-1.4, 0.2, 0, 0, 0, 0])
"""Added to the weights that fit best, since a bead wrongly called sure does more harm."""
_NONE = np.zeros(0, dtype=np.int64)
ONLY_BEADS: dict[str, object] = {
    "aligner.parallel_probability": lambda *_: 1.0,
    "aligner.moved_passages": lambda *_: (),
}
CHANGES: dict[str, dict[str, object]] = {
    "everything": {},
    "no lengths": {"model.LENGTH_WEIGHT": 0.0},
    "spread of lengths not learnt": {
        "lengths.PRIOR_PAIRS": _FAR,
        "lengths.PRIOR_CHARACTERS": _FAR,
    },
    "no words": {"model.COGNATE_WEIGHT": 0.0, "model.WORD_WEIGHT": 0.0},
    "nothing learnt (one iteration)": {"aligner._ITERATIONS": 1},
    "two iterations": {"aligner._ITERATIONS": 2},
    "no cognates": {"model.cognates": lambda *_: Pairs(_NONE, _NONE, np.zeros(0))},
    "no seed lexicon": {"aligner.lexicon.pairs": lambda *_: ()},
    "no consonant skeletons": {"cognates._SKELETON": 0.0, "cognates._SHORT_SKELETON": 0.0},
    "whole words": {"tokens.TYPE_LETTERS": 99},
    "shapes not learnt": {"model.PRIOR_BEADS": _FAR},
    "all words cross": {"explained._CROSSING": np.float32(1.0)},
    "no groups of three for three": {"model.PRIORS": PRIORS | {(3, 3): 1e-9}},
    "headings like any sentence": {"model.HEADING_WEIGHT": 0.0},
    "ends of sentences not looked at": {"model.BORDER_WEIGHT": 0.0},
    "ends of sentences not learnt": {"borders.PRIOR_ENDS": _FAR, "borders.PRIOR_INSIDE": _FAR},
}


def print_ablation(measure: Callable[[], Sequence[float]]) -> None:
    """The F1 of every set without each of the parts."""
    for name, changes in CHANGES.items():
        with _changed({**changes, **ONLY_BEADS}):
            click.echo(f"{name:32} " + " ".join(f"{f1:6.3f}" for f1 in measure()))


@contextmanager
def _changed(changes: dict[str, object]) -> Iterator[None]:
    with ExitStack() as stack:
        for name, value in changes.items():
            stack.enter_context(patch(f"core.alignment.{name}", value))
        yield


def print_calibration(sets: "dict[str, list[Document]]") -> None:
    """Weights for confidence from all sets, and how those from the others do on each set."""
    data = {name: _features(documents) for name, documents in sets.items()}
    for name in data:
        rows, right = data[name]
        weights = _fit([each for other, each in data.items() if other != name])
        sure = 1 / (1 + np.exp(-rows @ weights)) >= 0.9
        click.echo(
            f"{name:12} from the others: {sure.mean():5.2f} of beads ≥ 0.9, "
            f"of these right {right[sure].mean():.3f}"
        )
    click.echo(
        "WEIGHTS = (" + ", ".join(f"{weight:.3f}" for weight in _fit(list(data.values()))) + ")"
    )


def _features(documents: "Sequence[Document]") -> tuple[Floats, Floats]:
    """The features of all beads, and whether each is right."""
    rows: list[Floats] = []
    right: list[bool] = []

    def record(features: Floats) -> Floats:
        rows.append(features)
        return np.zeros(len(features))

    with _changed({**ONLY_BEADS, "aligner.calibrated": record}):
        for each in documents:
            found = aligner.align(each.source, each.target, *each.languages)
            right += [(bead.source, bead.target) in each.gold for bead in found.beads]
    return np.concatenate(rows), np.array(right, dtype=np.float64)


def _fit(data: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Logistic regression by Newton's method, with each set weighing the same."""
    rows = np.concatenate([each for each, _ in data])
    right = np.concatenate([each for _, each in data])
    size = len(rows) / len(data)
    mass = np.concatenate([np.full(len(each), size / len(each)) for each, _ in data])
    ridge = np.diag([0.0] + [1.0] * (len(WEIGHTS) - 1))
    weights = np.zeros(len(WEIGHTS))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (mass * (chance - right)) + ridge @ weights
        curve = (rows.T * (mass * chance * (1 - chance))) @ rows + ridge
        weights = weights - np.linalg.solve(curve, slope)
    cautious: Floats = weights + _CAUTION
    return cautious


def print_times() -> None:
    """Time, memory and the longest silence for made texts of which a tenth is not one for one."""
    for size in (1000, 10_000, 50_000):
        source, target = _made_texts(size)
        steps = [process_time()]
        progress = Progress(lambda *_, steps=steps: steps.append(process_time()))
        start = perf_counter()
        beads = aligner.align(source, target, "", "", progress).beads
        steps.append(process_time())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        click.echo(
            f"{size:6} sentences: {perf_counter() - start:6.1f} s, "
            f"{steps[-1] - steps[0]:6.1f} s of processor time, "
            f"at most {np.diff(steps).max():.2f} s of it between two of {len(steps)} steps, "
            f"{peak:.2f} GB, {len(beads)} beads"
        )


def _made_texts(size: int) -> tuple[list[str], list[str]]:
    """Words drawn by Zipf's law and their translations, one for one; each tenth is a name."""
    random = Random(1)
    letters = "abdefghiklmnoprstuvz"
    words = ["".join(random.choices(letters, k=random.randint(2, 9))) for _ in range(20_000)]
    others = ["".join(random.choices("абвгдежзиклмнопрст", k=len(word))) for word in words]
    others = [
        word if n % 10 == 5 else other
        for n, (word, other) in enumerate(zip(words, others, strict=True))
    ]
    chances = [1 / (rank + 5) for rank in range(len(words))]
    source, target = [], []
    for number in range(size):
        drawn = random.choices(range(len(words)), chances, k=random.randint(4, 25))
        drawn_text = " ".join(words[n] for n in drawn)
        source.append(f"{drawn_text} {number % 97}." if number % 5 == 0 else f"{drawn_text}.")
        other = " ".join(others[n] for n in drawn)
        target.append(f"{other} {number % 97}." if number % 5 == 0 else f"{other}.")
        what = random.random()
        if what < 0.03:
            target.pop()
        elif what < 0.1 and len(target) > 1:
            target[-2:] = [" ".join(target[-2:])]
    return source, target
