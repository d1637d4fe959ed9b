import pytest

from core.language import Script
from core.orthography import misfits, script_shares, words


def test_words_of_one_script_are_in_small_letters() -> None:
    text = "Сот ШЕШІМІ, 12 court"
    assert words(text, Script.CYRILLIC) == ["сот", "шешімі"]
    assert words(text, Script.LATIN) == ["court"]


def test_latin_letters_typed_for_kazakh_ones_are_read_as_those() -> None:
    assert words("бiрiншi кəсiп", Script.CYRILLIC) == ["бірінші", "кәсіп"]


def test_a_word_goes_on_after_an_apostrophe_or_hyphen() -> None:
    assert words("oʻzbek O'zbekiston ýa-da", Script.LATIN) == ["oʻzbek", "o'zbekiston", "ýa-da"]
    assert words("маъно қадр-қиммат", Script.CYRILLIC) == ["маъно", "қадр-қиммат"]


@pytest.mark.parametrize(
    ("word", "fits", "not_in"),
    [
        ("құқық", "kk", "ky"),
        ("мыйзам", "ky", "uz-Cyrl"),
        ("ҳуқуқлари", "uz-Cyrl", "kk"),
        ("ҷумҳурӣ", "tg", "uz-Cyrl"),
        ("хоҡуҡ", "ba", "tt"),
        ("болыўы", "kaa", "kk"),
        ("роўнымі", "be", "uk"),
        ("noyabr", "uz-Latn", ""),
        ("cinayat", "az", "uz-Latn"),
    ],
)
def test_a_letter_that_a_language_does_not_write_is_a_misfit(
    word: str, fits: str, not_in: str
) -> None:
    assert misfits([word], fits) == 0
    assert not not_in or misfits([word], not_in) == 1


def test_shares_add_up() -> None:
    assert sum(script_shares("Суд court").values()) == pytest.approx(1.0)
