import sys
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.normal import _SIMPLE, APOSTROPHES, fold_apostrophes, normal_form


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_every_apostrophe_is_one(apostrophe: str) -> None:
    assert normal_form(f"O{apostrophe}zbekiston") == "o'zbekiston"


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "  ", " \u00a0"])
def test_every_space_is_one_plain_space(space: str) -> None:
    assert normal_form(f"{space}5{space}km{space}") == "5 km"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ҚАЗАҚСТАН Ө", "қазақстан ө"),
        ("ӮЗБЕКӢ Ҷ", "ӯзбекӣ ҷ"),
        ("ÝAŇŞÝ", "ýaňşý"),
        (normalize("NFD", "Йод Ӣ ň"), "йод ӣ ň"),
        ("Straße", "strasse"),
        ("İzmir", "i\u0307zmir"),
    ],
)
def test_case_and_composition_do_not_matter(text: str, normal: str) -> None:
    assert normal_form(text) == normal


def test_the_short_way_is_the_long_way() -> None:
    simple = [sign for sign in map(chr, range(sys.maxunicode + 1)) if _SIMPLE.fullmatch(sign)]
    assert len(simple) > 700
    for sign in simple:
        assert sign.lower() == normalize("NFC", normalize("NFD", sign).casefold())
    # Nothing is put together that was apart: only these have a part in that (UAX 15).
    assert not any(combining(sign) for sign in simple)
    assert normalize("NFC", "".join(simple) * 2) == "".join(simple) * 2
    assert "".join(simple).lower() == "".join(sign.lower() for sign in simple)


@given(st.text())
def test_a_normal_form_is_its_own(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text())
def test_composed_and_decomposed_text_have_one_normal_form(text: str) -> None:
    assert normal_form(normalize("NFD", text)) == normal_form(normalize("NFC", text))


@given(st.text(alphabet=st.sampled_from("oʻ'’xİ ")))
def test_folding_apostrophes_moves_nothing(text: str) -> None:
    folded = fold_apostrophes(text)
    assert len(folded) == len(text)
    assert all(one == other or one in APOSTROPHES for one, other in zip(text, folded, strict=True))
