from unicodedata import normalize

import pytest
import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.language import TAGS, Script
from core.transliteration import alphabets, convert, search_key, search_key_with_places
from tests.core.transliteration.cases import ALL, TABLES, syllables

LETTERS = {
    "uz": "абвгғдеёжзийкқлмнопрстуўфхҳцчшъэюя",
    "tk": "аәбвгдеёжҗзийклмнңоөпрстуүфхцчшъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
}
# What no word has, and what falls together in one script only.
NEVER = {
    "uz": regex.compile("цҳ|йй|йе|ъъ|[оёгя]ъ|т[ъь]?ц|ьў"),
    "tk": regex.compile("йй|ьө"),
    "kk": regex.compile("(?:[шщтчц]|с[хһ])[ъь]*щ|щ[ъь]*[шщч]"),
}


def words(language: str) -> st.SearchStrategy[str]:
    letters = LETTERS[language]
    return st.text(st.sampled_from(letters + letters.upper()), min_size=1, max_size=12)


@pytest.mark.parametrize(("language", "name"), TABLES)
@given(data=st.data())
def test_both_scripts_have_one_key(language: str, name: str, data: st.DataObject) -> None:
    word = data.draw(words(language))
    assume(not NEVER[language].search(word.lower()))
    latin = convert(word, language, Script.LATIN, name).text
    assert search_key(latin, language) == search_key(word, language)


@pytest.mark.parametrize("language", ["uz", "tk", "kk"])
@given(data=st.data())
def test_both_scripts_have_one_key_in_an_unknown_language(
    language: str, data: st.DataObject
) -> None:
    word = data.draw(syllables(language))
    assert search_key(convert(word, language, Script.LATIN).text) == search_key(word)


@pytest.mark.parametrize(("language", "name", "ways", "cyrillic", "latin"), ALL)
def test_cases(language: str, name: str, ways: str, cyrillic: str, latin: str) -> None:
    assert search_key(cyrillic, language) == search_key(latin, language), (name, ways)


SAME = [
    ("uz", ["Oʻzbekiston", "O'zbekiston", "O`ZBEKISTON", "O’zbekiston", "Ўзбекистон"]),
    ("uz", ["ўзбек", "у\u0306збек", "oʻzbek"]),
    ("uz", ["maʼno", "ma'no", "маъно"]),
    ("uz", ["sentabr", "сентябр", "сентябрь"]),
    ("uz", ["konstitutsiya", "конституция"]),
    ("kk", ["Қазақстан", "Қазақcтан", "Qazaqstan", "қазақ\u00adстан"]),
    ("kk", ["ғылым", "ǵylym", "ğylym", "g'ylym", "ğılım"]),
    ("kk", ["шешім", "şeşım", "sheshim", "s'es'im", "şeşim"]),
    ("kk", ["қаулы", "qauly", "qaýly", "qay'ly", "qawlı"]),
    ("tk", ["häkimiýet", "хәкимиет", "HÄKIMIÝET"]),
    ("ru", ["Суд", "cуд", "СУД"]),
    ("en", ["the  court’s\u00a0own", "The court's own"]),
    ("", ["Oʻzbekiston", "Ўзбекистон", "Ozbekiston"]),
    ("", ["häkimiýet", "хәкимиет"]),
    ("", ["әділет", "ädılet", "adilet"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts"), SAME)
def test_what_meets(language: str, texts: list[str]) -> None:
    assert len({search_key(text, language) for text in texts}) == 1


DIFFERENT = [
    ("uz", "oʻt", "ot"),
    ("uz", "gʻoya", "goya"),
    ("uz", "қол", "кол"),
    ("uz", "xol", "hol"),
    ("tk", "öl", "ol"),
    ("tk", "žurnal", "jurnal"),
    ("kk", "өл", "ол"),
    ("kk", "үн", "ұн"),
    ("kk", "әл", "ал"),
    ("ru", "суд", "sud"),
    ("", "kitob", "китоблар"),
]


@pytest.mark.parametrize(("language", "one", "other"), DIFFERENT)
def test_what_does_not_meet(language: str, one: str, other: str) -> None:
    assert search_key(one, language) != search_key(other, language)


TEXTS = st.one_of(
    st.text(),
    st.text("аоўғқҳoʻg'ʼ’ ʻsшhъьеyeцtsсҳІIİıiк̆ \u00ad\u00a0aсcС"),
)
LANGUAGES = st.sampled_from([*TAGS, ""])


@given(TEXTS, LANGUAGES)
@example("ﬃ İstanbul ǰ", "")
@example("각 \u1100\u1161", "kk")
def test_places_come_with_the_same_key(text: str, language: str) -> None:
    key, places = search_key_with_places(text, language)
    assert key == search_key(text, language)
    assert len(places) == len(key) + 1
    assert list(places) == sorted(places)
    assert not places or places[-1] <= len(text)


@given(TEXTS, LANGUAGES)
def test_composition_and_spaces_make_no_difference(text: str, language: str) -> None:
    assert search_key(normalize("NFD", text), language) == search_key(text, language)
    assert search_key(f"  {text}\u00a0", language) == search_key(text, language)


def test_places_are_where_a_word_stands() -> None:
    text = "Ушбу «Ўзбекистон  Республикаси» сўзлари"
    key, places = search_key_with_places(text, "uz")
    wanted = search_key("Oʻzbekiston Respublikasi", "uz")
    start = key.index(wanted)
    end = start + len(wanted)
    assert text[places[start] : places[end]] == "Ўзбекистон  Республикаси"


def test_all_alphabets_have_a_name_a_title_and_an_act() -> None:
    for language in ("uz", "kk", "tk"):
        for one in alphabets(language):
            assert one.name
            assert one.title
            assert len(one.act) > 30
