import pytest

from core.language import TAGS, Script
from core.transliteration.tags import in_other_script, in_script, written


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("uz-Cyrl", ("uz", Script.CYRILLIC)),
        ("uz", ("uz", Script.LATIN)),
        ("UZN_cyrl_UZ", ("uz", Script.CYRILLIC)),
        ("kk", ("kk", Script.CYRILLIC)),
        ("kaz-Latn-KZ", ("kk", Script.LATIN)),
        ("tk", ("tk", Script.LATIN)),
        ("tk-Cyrl", ("tk", Script.CYRILLIC)),
        ("kk-Arab", None),
        ("ru", None),
        ("tr", None),
        ("", None),
    ],
)
def test_the_script_of_a_tag(tag: str, expected: tuple[str, Script] | None) -> None:
    assert written(tag) == expected


def test_the_tag_in_the_other_script() -> None:
    assert {tag: in_other_script(tag) for tag in TAGS} == {
        "en": "",
        "ru": "",
        "kk": "kk-Latn",
        "ky": "",
        "tg": "",
        "tk": "tk-Cyrl",
        "uz-Cyrl": "uz-Latn",
        "uz-Latn": "uz-Cyrl",
    }
    assert in_other_script("kk-Latn") == "kk"


def test_only_the_other_script_of_the_language_is_converted() -> None:
    assert in_script("uz-Cyrl-UZ", "uz", Script.LATIN) == "uz-Latn"
    assert in_script("uz-Latn", "uz-Cyrl", Script.LATIN) == ""
    assert in_script("kk", "uz", Script.LATIN) == ""
    assert in_script("tk", "tk", Script.CYRILLIC) == "tk-Cyrl"
