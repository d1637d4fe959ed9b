"""Tags of foreign files lead to one of our languages, or to none; plural rules are sound."""

from gettext import c2py

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExpectedError
from core.language import LANGUAGES, TAGS, language, match_tag


@pytest.mark.parametrize(
    ("spelled", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en"),
        ("en-Latn-GB", "en"),
        ("rus", "ru"),
        ("ru_RU", "ru"),
        ("kk-Cyrl-KZ", "kk"),
        ("kk-Latn", None),
        ("kaz", "kk"),
        ("kir", "ky"),
        ("tgk", "tg"),
        ("tuk", "tk"),
        ("tk-Cyrl", None),
        ("uz", "uz-Latn"),
        ("uz_UZ", "uz-Latn"),
        ("uz-cyrl-uz", "uz-Cyrl"),
        ("uzb_CYRL", "uz-Cyrl"),
        ("uzn-Latn", "uz-Latn"),
        ("uz-Arab", None),
        ("ru-1918", "ru"),
        ("de", None),
        ("x-none", None),
        (" en ", "en"),
        ("", None),
        ("-", None),
    ],
)
def test_spellings_of_foreign_files(spelled: str, tag: str | None) -> None:
    assert match_tag(spelled) == tag


@given(st.text(max_size=12))
def test_any_tag_leads_to_one_of_ours_or_none(spelled: str) -> None:
    assert match_tag(spelled) in {*TAGS, None}


def test_our_own_tags_lead_to_themselves() -> None:
    for tag in TAGS:
        assert language(tag).tag == tag
        for spelled in (tag, tag.lower(), tag.replace("-", "_"), language(tag).bcp47):
            assert match_tag(spelled) == tag


def test_an_unknown_tag_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ExpectedError, match=r"“de” is not one .* en, ru, kk, ky, tg, tk, uz-Cyrl"):
        language("de")


def test_plural_rules_give_every_form_and_no_other() -> None:
    for found in LANGUAGES:
        forms, rule = found.plurals.removesuffix(";").split("; plural=")
        plural = c2py(rule)  # gettext's own reading of it
        given = {plural(number) for number in range(200)}
        assert given == set(range(int(forms.removeprefix("nplurals=")))), found.tag
        if found.tag == "ru":
            counts = (0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111)
            assert [plural(n) for n in counts] == [2, 0, 1, 1, 2, 2, 2, 0, 1, 2, 0, 2]
