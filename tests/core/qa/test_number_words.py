import pytest

from core.language import TAGS
from core.qa.number_words import scale_after, small_numbers


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "under the age of Eighteen years", 18),
        ("ru", "не моложе тридцати пяти лет", 35),
        ("kk", "он сегіз жасқа толған", 18),
        ("ky", "жыйырма бирден", 20),
        ("tg", "ҳаждаҳ сола", 18),
        ("tk", "otuz bäş ýaşyna ýeten", 35),
        ("uz-Latn", "oʻn sakkiz yosh", 18),
        ("uz-Cyrl", "ўн саккиз ёш", 18),
    ],
)
def test_numbers_are_read_in_words(language: str, text: str, number: int) -> None:
    assert number in small_numbers(text, language)


@pytest.mark.parametrize("language", TAGS)
def test_every_language_says_nothing_in_a_text_without_number_words(language: str) -> None:
    assert small_numbers("§ – 12, ???", language) == set()


@pytest.mark.parametrize(
    ("text", "factor"), [("5 тыс. евро", 1000), ("5 km", 1), ("5K", 1000), ("5 млн", 10**6)]
)
def test_scales_follow_the_number(text: str, factor: int) -> None:
    assert scale_after(text, 1) == factor
