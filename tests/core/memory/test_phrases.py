import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.concordance import Phrase, Place, Side
from core.memory.phrases import folded, hit_of, holds, places
from core.memory.unit import TranslationUnit

DIFFICULT = "aеёЁйЙ́̈ İßŉʻ’' \u00a0\t\n\u200d\u00ad\u0307가각ᄀ\u1161\u11a8ǰΐﬃΣσςсoкһщШяьў𝒜"
texts = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(DIFFICULT)), max_size=25)
languages = st.sampled_from(["", "en", "ru", "kk", "uz-Cyrl", "uz-Latn", "tk"])


def found(phrase: str, text: str, language: str = "en", *, whole_words: bool = False) -> list[str]:
    wanted = Phrase(phrase, whole_words=whole_words)
    return [text[place.start : place.end] for place in places(wanted, text, language)]


@given(texts, languages, st.data())
def test_what_is_lit_has_the_phrase_in_it(text: str, language: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    phrase = text[start : data.draw(st.integers(start, len(text)))]
    lit = places(Phrase(phrase), text, language)
    assert bool(lit) == bool(folded(phrase, language) in folded(text, language) and folded(phrase))
    end = 0
    for place in lit:
        assert end <= place.start < place.end <= len(text)
        end = place.end
        assert folded(phrase, language) in folded(text[place.start : place.end], language)


@given(texts, languages)
def test_a_folded_text_has_no_line_break(text: str, language: str) -> None:
    assert "\n" not in folded(text, language)


@pytest.mark.parametrize(
    ("phrase", "text", "lit"),
    [
        ("court", "The Court, a courthouse and COURTS", ["Court", "court", "COURT"]),
        ("the  law", "The\u00a0law and the\n law", ["The\u00a0law", "the\n law"]),
        ("cafe\u0301", "Café cafe\u0301", ["Café", "cafe\u0301"]),
        ("cafe", "Café cafe", ["cafe"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("s", "Maß", ["ß"]),
        ("прав", "Права\u0301 и право", ["Прав", "прав"]),
        ("right", "ri\u00adght", ["ri\u00adght"]),
        ("", "anything", []),
        (" ", "anything at all", []),
        ("aa", "aaaa", ["aa", "aa"]),
    ],
)
def test_spelling_makes_no_difference(phrase: str, text: str, lit: list[str]) -> None:
    assert found(phrase, text) == lit


def test_any_apostrophe_will_do() -> None:
    for phrase in ("o'z", "oʻz", "o‘z", "O’Z", "o`z"):
        assert found(phrase, "Oʻzbekiston, o'zbek", "uz-Latn") == ["Oʻz", "o'z"]


@pytest.mark.parametrize(
    ("phrase", "text", "language", "lit"),
    [
        ("huquq", "Инсон ҳуқуқлари", "uz-Cyrl", ["ҳуқуқ"]),
        ("ҳуқуқ", "Inson huquqlari", "uz-Latn", ["huquq"]),
        ("Ўзбекистон", "Oʻzbekiston Respublikasi", "uz-Latn", ["Oʻzbekiston"]),
        ("ҳуқуқ", "Inson huquqlari", "en", []),
    ],
)
def test_the_other_script_is_found(phrase: str, text: str, language: str, lit: list[str]) -> None:
    assert found(phrase, text, language) == lit


@pytest.mark.parametrize(
    ("phrase", "text", "lit"),
    [
        ("court", "A court, the courthouse: 'court' (court)", ["court"] * 3),
        ("refoulement", "the non-refoulement rule", ["refoulement"]),
        ("the court", "bathe court the court", ["the court"]),
        ("don", "don't", []),
        ("5", "15 and 5", ["5"]),
        ("(a)", "(a) and b(a)c", ["(a)"] * 2),
        ("name", "%(name)s", ["name"]),
        ("ame", "%(name)s", []),
    ],
)
def test_whole_words(phrase: str, text: str, lit: list[str]) -> None:
    assert found(phrase, text, whole_words=True) == lit
    whole = holds(folded(phrase, "en"), folded(text, "en"), whole_words=True)
    assert whole is bool(lit)


def test_a_hit_is_lit_where_the_phrase_is_looked_for() -> None:
    unit = TranslationUnit("no court", "no суд", "en", "ru")
    both = hit_of(Phrase("no"), unit, memory="m", unit_id=7)
    assert (both.source_places, both.target_places) == ((Place(0, 2),), (Place(0, 2),))
    assert (both.memory, both.unit_id) == ("m", 7)
    assert hit_of(Phrase("no", Side.SOURCE), unit).target_places == ()
    assert hit_of(Phrase("no", Side.TARGET), unit).source_places == ()
