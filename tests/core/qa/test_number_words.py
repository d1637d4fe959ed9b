import pytest

from core.language import TAGS
from core.lexicon import entries
from core.qa.number_words import numbers_in_words, scale_after


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
    assert str(number) in numbers_in_words(text, language)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "two hundred and fifty", {"2", "100", "50", "250"}),
        ("en", "one and a half million", {"1", "0.5", "1000000", "1500000"}),
        ("en", "two, three", {"2", "3"}),
        ("ru", "семьсот двадцать одного", {"700", "20", "1", "721"}),
        ("ru", "два с половиной", {"2", "0.5", "2.5"}),
        ("kk", "бес жүз мың", {"5", "100", "1000", "500000"}),
        ("tg", "ҳафтсаду сӣ", {"700", "30", "730"}),
        ("tg", "бисту чор", {"20", "4", "24"}),
        ("tk", "bir müň dokuz ýüz", {"1", "1000", "9", "100", "1900"}),
        ("uz-Latn", "bir yarim", {"1", "0.5", "1.5"}),
        ("kk", "екі жүзден бес жүзге", {"2", "100", "5", "200", "500"}),
        ("ky", "эки миңден беш миңге", {"2", "1000", "5", "2000", "5000"}),
        ("uz-Cyrl", "бешдан йигирмагача", {"5", "20"}),
        ("ru", "миллион двести тысяч три", {"1000000", "200", "1000", "3", "1200003"}),
    ],
)
def test_words_of_one_number_are_read_together(language: str, text: str, said: set[str]) -> None:
    assert numbers_in_words(text, language) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "вторник, четверг, третейский суд, шествие, первоначальный"),
        ("kk", "адам үшін, алтын, жүзеге асыру"),
        ("ky", "адам үчүн, алтын, жүзөгө ашыруу"),
        ("tk", "adam üçin, altyn, ýüze çykarmak, ýüz tutma"),
        ("uz-Latn", "inson uchun, oltin, yuzaga kelish, yuz berish"),
        ("uz-Cyrl", "инсон учун, олтин, юзага келиш, юз бериш"),
    ],
)
def test_words_that_begin_like_a_number_say_none(language: str, text: str) -> None:
    assert numbers_in_words(text, language) == set()


@pytest.mark.parametrize("language", TAGS)
def test_every_language_says_nothing_in_a_text_without_number_words(language: str) -> None:
    assert numbers_in_words("§ – 12, ???", language) == set()


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
        if str(number) not in numbers_in_words(word, tag)
    }
    assert unread == set()


@pytest.mark.parametrize("tag", TAGS)
def test_every_scale_of_the_lexicon_is_read(tag: str) -> None:
    for factor, words in zip(SCALES, words_of("cardinals", tag)[-3:], strict=True):
        assert [scale_after(f"5 {word}", 1) for word in words] == [factor] * len(words)
