from pathlib import Path

import pytest

from core.alignment.bead import Alignment, Bead
from core.project import Project
from core.segment import State
from services.aligning import AlignedBitext, Bitext, one_file, two_files
from services.reading import read_file

PROJECT = Project(1, "p", "en", "kk", "")
ENGLISH = "The court shall hear the case. The parties are told of the day."
KAZAKH = "Сот істі қарайды. Тараптарға күні туралы хабарланады."


def aligned(bitext: Bitext, *beads: tuple[tuple[int, ...], tuple[int, ...]]) -> AlignedBitext:
    made = tuple(Bead(source, target, 0.876) for source, target in beads)
    return AlignedBitext(bitext, Alignment(made, True, 1.0))


@pytest.fixture
def bitext(tmp_path: Path) -> Bitext:
    (tmp_path / "a.txt").write_text(ENGLISH.replace(". ", ".\u00a0\n"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(KAZAKH, encoding="utf-8")
    source, target = (read_file(tmp_path / name, "en") for name in ("a.txt", "b.txt"))
    return two_files(PROJECT, source, target, insist=False)


def test_sentences_of_one_bead_are_a_slice_of_the_text(bitext: Bitext) -> None:
    [segment] = aligned(bitext, ((0, 1), (0, 1))).segments()
    assert segment.source == ENGLISH.replace(". ", ".\u00a0\n")
    assert segment.target == KAZAKH
    assert segment.key == f"0-{len(segment.source)}"
    assert (segment.state, segment.origin.score) == (State.DRAFT, 88)


def test_a_source_without_counterpart_is_new(bitext: Bitext) -> None:
    first, second = aligned(bitext, ((0,), ()), ((1,), (0, 1))).segments()
    assert (first.target, first.state, first.origin.score) == ("", State.NEW, None)
    assert second.target == KAZAKH


def test_a_target_without_counterpart_is_told(bitext: Bitext) -> None:
    found = aligned(bitext, ((), (0,)), ((0, 1), (1,)))
    assert len(found.segments()) == 1
    assert found.warnings() == ("Left out of “b.txt”, without a counterpart: 1 sentence.",)
    assert aligned(bitext, ((0, 1), (0, 1))).warnings() == ()


def test_a_segment_never_reaches_over_the_other_language(tmp_path: Path) -> None:
    sides = zip(ENGLISH.split(". "), KAZAKH.split(". "), strict=True)
    text = "\n".join(line.rstrip(".") + "." for pair in sides for line in pair)
    (tmp_path / "both.txt").write_text(text, encoding="utf-8")
    bitext = one_file(PROJECT, read_file(tmp_path / "both.txt", "en"))
    first, second = aligned(bitext, ((0, 1), (0, 1))).segments()
    assert (first.source, second.source) == tuple(part.source for part in bitext.source)
    assert first.target == KAZAKH
    assert (second.target, second.state) == ("", State.NEW)
    for segment in (first, second):
        begin, end = (int(number) for number in segment.key.split("-"))
        assert text[begin:end] == segment.source
