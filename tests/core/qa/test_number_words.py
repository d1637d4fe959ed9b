import pytest

from core.language import TAGS
from core.lexicon import entries
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


CARDINALS = [*range(21), *range(30, 101, 10)]
SCALES = [10**3, 10**6, 10**9]


def words_of(subject: str, tag: str) -> list[tuple[str, ...]]:
    return [entry.words[tag] for entry in entries() if entry.subject == subject]


@pytest.mark.parametrize("tag", TAGS)
def test_every_number_of_the_lexicon_is_read(tag: str) -> None:
    cardinals = words_of("cardinals", tag)
    assert len(cardinals) == len(CARDINALS) + len(SCALES)
    numbers = [*zip(CARDINALS, cardinals, strict=False)][1:]
    numbers += enumerate(words_of("ordinals", tag), 1)
    unread = {
        word
        for number, words in numbers
        for word in words
        if number not in small_numbers(word, tag)
    }
    assert unread == set()


@pytest.mark.parametrize("tag", TAGS)
def test_every_scale_of_the_lexicon_is_read(tag: str) -> None:
    for factor, words in zip(SCALES, words_of("cardinals", tag)[-3:], strict=True):
        assert [scale_after(f"5 {word}", 1) for word in words] == [factor] * len(words)
