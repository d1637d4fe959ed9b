import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory import index_pieces
from core.memory.index_columns import texts_of
from core.memory.index_pieces import Pieces

# Up to and over the bytes of a key, with zeros in the place of those that a key is filled up with.
PIECES = st.one_of(
    st.text(st.characters(exclude_characters=" \n"), max_size=40),
    st.integers(0, 40).map(lambda size: "б" * size),
    st.integers(0, 40).map(lambda size: "\0" * size),
    st.integers(28, 36).map(lambda size: "a" * size),
    st.integers(0, 10_000).map(str),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map(" ".join)


def told(pieces: Pieces, texts: list[str], known: list[str]) -> list[str]:
    """The texts, put together again; `known` are the pieces so far."""
    rows, new = pieces.rows_of(texts_of(texts))
    known += [piece.decode("utf-8", "surrogatepass") for piece in new]
    return [" ".join(known[number] for number in row) for row in rows.each()]


@given(st.lists(st.lists(TEXTS, max_size=6), max_size=4))
def test_each_piece_has_one_number(batches: list[list[str]]) -> None:
    pieces, known = Pieces(), list[str]()
    for texts in batches:
        assert told(pieces, texts, known) == texts
    everything = {piece for texts in batches for text in texts for piece in text.split(" ")}
    assert len(known) == len(everything)
    assert set(known) == everything


def test_there_may_be_very_many() -> None:
    pieces, known = Pieces(), list[str]()
    for start in range(0, 60_000, 7_000):
        texts = [f"{number} {number + 1} {number % 9}" for number in range(start, start + 7_000)]
        assert told(pieces, texts, known) == texts
    assert len(known) == len(set(known))


def test_pieces_that_share_a_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_pieces, "_FACTORS", np.zeros(4, np.uint64))
    pieces, known = Pieces(), list[str]()
    for texts in (["a b c", "c b d"], ["d e a", "b"]):
        assert told(pieces, texts, known) == texts
    assert known == [*"abcde"]
