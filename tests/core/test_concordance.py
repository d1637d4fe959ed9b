import pytest

from core.concordance import Phrase, Side


def test_a_phrase_is_looked_for_on_its_side() -> None:
    assert [Phrase("x", side).is_in(Side.SOURCE) for side in Side] == [True, False, True]
    assert [Phrase("x", side).is_in(Side.TARGET) for side in Side] == [False, True, True]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("en", "uz-Latn", True),
        ("en-GB", "uz-Cyrl", True),
        ("EN_us", "uz", True),
        ("en", "ru", False),
        ("ru", "uz-Latn", False),
    ],
)
def test_units_are_wanted_in_any_region_and_script(source: str, target: str, wanted: bool) -> None:
    phrase = Phrase("x", source_language="en", target_language="uz-Latn")
    assert phrase.wants(source, target) is wanted


def test_without_languages_all_are_wanted() -> None:
    assert Phrase("x").wants("de", "fr")
    assert not Phrase("x", target_language="kk").wants("de", "fr")
