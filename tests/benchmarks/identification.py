"""How many lines and pieces of them are identified: `python -m tests.benchmarks.identification`.

Pieces are of three words, cut from every line one after another. The lines are those of the
alignment sets and sentence pairs beside the repository, of our own tables of cases, and our own
lines that nothing was learnt from. In what is none of our languages, right is to say so or not to
be sure. “Misled” counts the wrong answers that are sure, of lines and pieces together.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

import click

from core.identify import Identified, identify
from core.language import Script
from core.orthography import script_shares
from tests.shared import SHARED

DATA = Path(__file__).parents[1] / "data"
OWN = (DATA / "segmentation", DATA / "identification/lines")
ALIGN = SHARED / "align"

SETS = {
    "en": ["gold/udhr_dev/en-ru.en", "gold/xwmt_dev/en-ru.en", "tm/tatoeba.kaz-eng.eng"],
    "ru": ["gold/udhr_dev/en-ru.ru", "gold/xwmt_dev/en-ru.ru", "tm/tatoeba.rus-eng.rus"],
    "kk": ["gold/udhr_dev/en-kk.kk", "gold/xwmt_dev/en-kk.kk", "tm/tatoeba.kaz-eng.kaz"],
    "ky": [],
    "tg": [],
    "tk": ["tm/tatoeba.tuk-eng.tuk"],
    "uz-Cyrl": ["gold/udhr_dev/ru-uzc.uzc", "tm/tatoeba.uzb-eng.uzb"],
    "uz-Latn": ["gold/udhr_dev/en-uzl.uzl", "gold/xwmt_dev/en-uz.uz", "tm/tatoeba.uzb-eng.uzb"],
}
OTHERS = {
    "tr": ["gold/udhr_dev/en-tr.tr", "gold/xwmt_dev/en-tr.tr", "tm/tatoeba.tur-eng.tur"],
    "kaa": ["gold/udhr_dev/en-kaa.kaa"],
    "tt": ["tm/tatoeba.tat-eng.tat"],
}
WORDS = 3


def main() -> None:
    """Print a row for each language and set."""
    click.echo(
        f"{'':8} {'set':32} {'lines':>6} {'right':>7} {'pieces':>7} {'right':>7} {'misled':>7} "
        f"{'µs':>5}"
    )
    for tag, names in {**SETS, **OTHERS}.items():
        paths = [ALIGN / name for name in names] + [folder / f"{tag}.txt" for folder in OWN]
        found = {
            f"{path.parent.name}/{path.name}": texts(path, tag) for path in paths if path.exists()
        }
        for name, lines in found.items():
            show(tag, name, lines)
        if len(found) > 1:
            show(tag, "all", [line for lines in found.values() for line in lines])


def show(tag: str, name: str, lines: Sequence[str]) -> None:
    """Measure one set."""
    cut = [piece for line in lines for piece in pieces(line)]
    found, found_pieces = answers(lines), answers(cut)
    misled = sum(one.sure and one.language != tag for one in found + found_pieces)
    start = process_time()
    answers(lines[:200])
    each = (process_time() - start) / max(1, len(lines[:200])) * 1e6
    click.echo(
        f"{tag:8} {name:32} {len(lines):6} {share(found, tag):7.1%} {len(cut):7} "
        f"{share(found_pieces, tag):7.1%} {misled:7} {each:5.0f}"
    )


def answers(some: Sequence[str]) -> list[Identified]:
    """What is said of each text on its own."""
    return [identify(text) for text in some]


def texts(path: Path, tag: str) -> list[str]:
    """The lines of a file in the script of the language, without remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#")]
    return [line for line in wanted if is_in_script(line, tag)]


def is_in_script(line: str, tag: str) -> bool:
    """Whether most letters are in the script of the language: two sets mix both of Uzbek."""
    if not tag.startswith("uz"):
        return True
    return script_shares(line)[Script(tag[3:])] > 0.5


def pieces(line: str) -> Iterator[str]:
    """Runs of three words."""
    words = [word for word in line.split() if any(map(str.isalpha, word))]
    for start in range(0, len(words) - WORDS + 1, WORDS):
        yield " ".join(words[start : start + WORDS])


def share(found: Sequence[Identified], tag: str) -> float:
    """How many of the answers are right."""
    return sum(is_right(one, tag) for one in found) / max(1, len(found))


def is_right(found: Identified, tag: str) -> bool:
    """Whether this is the answer for the language, which may be none of ours."""
    return found.language == tag if tag in SETS else not found.sure


if __name__ == "__main__":
    main()
