"""What is lit up in two sentences that stand beside each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.alignment.evidence import SharedKind, shared


def lit(source: str, target: str, *pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [
        (one.kind.value, source[slice(*one.source)], target[slice(*one.target)])
        for one in shared(source, target, pairs)
    ]


def test_numbers_names_and_terms() -> None:
    assert lit(
        "The tenant Osmonov pays 12,500 tenge to the public body.",
        "Арендатор Осмонов уплачивает государственному органу 12 500 тенге.",
        ("public body", "государственный орган"),
        ("tenant", "арендатор"),
        ("landlord", "арендодатель"),
    ) == [
        ("term", "tenant", "Арендатор"),
        ("name", "Osmonov", "Осмонов"),
        ("number", "12,500", "12 500"),
        ("name", "tenge", "тенге"),
        ("term", "public body", "государственному органу"),
    ]


@pytest.mark.parametrize("target", ["Oʻzbekiston", "O'zbekiston", "Ўзбекистон"])
def test_apostrophes_and_scripts_do_not_matter(target: str) -> None:
    assert lit("in O’zbekiston", f"bu {target}да")[0][1] == "O’zbekiston"


def test_places_are_those_of_the_text_as_it_stands() -> None:
    decomposed = "и\u0306ога Бишкек"
    assert lit("yoga Bishkek", decomposed)[-1][2] == "Бишкек"


def test_a_number_is_paired_once() -> None:
    assert lit("5 and 5 and 5", "5 и 5") == [("number", "5", "5"), ("number", "5", "5")]


def test_other_numbers_are_not_shared() -> None:
    assert lit("Article 5", "Статья 6") == []


@given(st.text(), st.text(), st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5))))
def test_any_text_will_do(source: str, target: str, pairs: list[tuple[str, str]]) -> None:
    found = shared(source, target, pairs)
    ends = 0
    for one in found:
        assert one.kind in SharedKind
        assert ends <= one.source[0] < one.source[1] <= len(source)
        assert 0 <= one.target[0] < one.target[1] <= len(target)
        ends = one.source[1]
