from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diff import Piece, PieceKind, differences

SIGNS = {PieceKind.EQUAL: "=", PieceKind.DELETED: "-", PieceKind.INSERTED: "+"}
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["сот", "заң", "5", ",", ".", " ", "  ", "\u00a0", "\n", "%s"])).map(
        "".join
    ),
)


def joined(pieces: tuple[Piece, ...], *kinds: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_pieces_join_to_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert joined(pieces, PieceKind.EQUAL, PieceKind.DELETED) == old
    assert joined(pieces, PieceKind.EQUAL, PieceKind.INSERTED) == new
    assert all(piece.text for piece in pieces)
    for first, second in pairwise(pieces):
        assert first.kind is not second.kind
        assert (first.kind, second.kind) != (PieceKind.INSERTED, PieceKind.DELETED)


@given(TEXTS)
def test_the_same_text_has_no_differences(text: str) -> None:
    assert differences(text, text) == ((Piece(PieceKind.EQUAL, text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "painted"),
    [
        ("The court shall decide.", "The court must decide.", "=The court |-shall|+must|= decide."),
        (
            "Адам құқығы туралы заң",
            "Адам құқығы туралы жаңа заң",
            "=Адам құқығы туралы|+ жаңа|= заң",
        ),
        ("a b c", "a c", "=a|- b|= c"),
        ("a b", "b", "-a |=b"),
        ("b", "a b", "+a |=b"),
        ("12-баптың 3-тармағы", "13-баптың 3-тармағы", "-12-баптың|+13-баптың|= 3-тармағы"),
        ("1 000,5 сом", "1 000,7 сом", "-1 000,5|+1 000,7|= сом"),
        ("қызыл, жасыл, көк", "ақ, қара, сары", "-қызыл, жасыл, көк|+ақ, қара, сары"),
        ("a  b", "a b", "=a |- |=b"),
        ("a b", "a\u00a0b", "=a|- |+\u00a0|=b"),
        ("“Нұр”", "«Нұр»", "-“|+«|=Нұр|-”|+»"),
        ("Oʻzbekiston", "O'zbekiston", "-Oʻzbekiston|+O'zbekiston"),
        ("", "жаңа", "+жаңа"),
    ],
)
def test_whole_words_are_painted(old: str, new: str, painted: str) -> None:
    assert "|".join(SIGNS[p.kind] + p.text for p in differences(old, new)) == painted
