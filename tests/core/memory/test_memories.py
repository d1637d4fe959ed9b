import pytest

from core.memory.memories import is_language


@pytest.mark.parametrize(
    ("tag", "wanted", "expected"),
    [
        ("en", "", True),
        ("en", "en", True),
        ("en-US", "en", True),
        ("EN_gb", "en-US", True),
        ("uz", "uz-Latn", True),
        ("uz-Latn", "uz-Cyrl", False),
        ("kk", "kk-Latn", False),
        ("kk-Cyrl-KZ", "kk", True),
        ("de-AT", "de", True),
        ("sr-Cyrl", "sr-Latn-RS", False),
        ("sr-Cyrl-ME", "sr-cyrl", True),
        ("ru", "kk", False),
    ],
)
def test_regions_make_no_difference_scripts_do(tag: str, wanted: str, expected: bool) -> None:
    assert is_language(tag, wanted) is expected
