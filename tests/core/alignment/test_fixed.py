"""Beads a person accepted are kept, whatever lies between them is aligned."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.alignment.aligner import align
from core.alignment.band import full_band
from core.alignment.bead import Bead
from core.alignment.fixed import make_units

DATA = Path(__file__).resolve().parents[2] / "data" / "alignment"


def sentences(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


@st.composite
def partitions(draw: st.DrawFn) -> tuple[int, int, list[Bead]]:
    """Two texts cut into beads of any shape, and some of those."""
    shapes = draw(
        st.lists(
            st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(any), min_size=1, max_size=6
        )
    )
    i = j = 0
    beads = []
    for a, b in shapes:
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), 0.5))
        i, j = i + a, j + b
    kept = draw(st.lists(st.booleans(), min_size=len(beads), max_size=len(beads)))
    return i, j, [bead for bead, keep in zip(beads, kept, strict=True) if keep]


@settings(deadline=None, max_examples=60)
@given(partitions())
def test_accepted_beads_of_any_shape_are_kept(drawn: tuple[int, int, list[Bead]]) -> None:
    rows, columns, accepted = drawn
    source = [f"In {n} lived {n * n} people." for n in range(rows)]
    target = [f"{n * n} одам {n} йилда яшаган." for n in range(columns)]
    beads = align(source, target, "", "", accepted=accepted).beads
    assert [bead for bead in beads if bead in accepted] == accepted
    assert [i for bead in beads for i in bead.source] == list(range(rows))
    assert [j for bead in beads for j in bead.target] == list(range(columns))


def test_what_lies_between_accepted_beads_follows_them() -> None:
    """A wrong bead is accepted; its neighbours make the best of it."""
    source, target = sentences("lease.en"), sentences("lease.ru")
    wrong = Bead((4, 5, 6, 7, 8), (3,), 0.4)
    beads = align(source, target, "en", "ru", accepted=[wrong]).beads
    assert wrong in beads
    assert Bead((0,), (0,), 0) in [Bead(bead.source, bead.target, 0) for bead in beads]


@pytest.mark.parametrize("size", [700, 1500])
def test_long_texts_are_aligned_between_accepted_beads(size: int) -> None:
    """Nothing is shared but the places that a person pointed out."""
    source = [f"Word number {'abcdefghij'[n % 10]} stands here." for n in range(size)]
    target = [f"Бу ерда {'абвгдежзик'[n % 10]} сўзи туради." for n in range(size - 200)]
    accepted = [Bead((n,), (n - 200 * (n > 400),), 1.0) for n in (100, 190, 405, 500, 650)]
    beads = align(source, target, "", "", accepted=accepted).beads
    assert [bead for bead in beads if bead in accepted] == accepted


def test_alignments_keep_the_order_of_accepted_beads() -> None:
    units = make_units(6, 9, [Bead((1,), (), 1.0), Bead((), (4,), 1.0), Bead((3,), (5, 6), 1.0)])
    assert units.floor.tolist() == [0, 0, 0, 0, 6, 6, 6]
    assert units.ceiling.tolist() == [4, 4, 5, 5, 8, 8, 8]


def test_units_without_accepted_beads_are_the_sentences() -> None:
    units = make_units(2, 1, [])
    assert (units.rows, units.columns) == (((0,), (1,)), ((0,),))
    assert not units.forbidden(full_band(2, 1)).any()
