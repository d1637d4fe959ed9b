import pytest

from core.language import Script
from core.look_alikes import in_one_script, is_mixed


@pytest.mark.parametrize(
    ("word", "preferred", "expected"),
    [
        ("Қазақcтан", Script.CYRILLIC, "Қазақстан"),  # a Latin c
        ("Қазақcтан", Script.LATIN, "Қазақстан"),
        ("соurt", Script.CYRILLIC, "court"),  # a Cyrillic со
        ("сор", Script.LATIN, "cop"),
        ("ХIХ", Script.CYRILLIC, "XIX"),  # Cyrillic Х, Latin I
        ("мɵɵнɵт", Script.LATIN, "мөөнөт"),  # a Latin ɵ
        ("PDFни", Script.CYRILLIC, None),
    ],
)
def test_a_word_in_the_one_script_it_can_be_read_in(
    word: str, preferred: Script, expected: str | None
) -> None:
    assert in_one_script(word, preferred) == expected


def test_what_is_mixed() -> None:
    assert is_mixed("Қазақcтан")
    assert not is_mixed("Қазақстан-2030")
    assert not is_mixed("PDF")
