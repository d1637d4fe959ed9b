"""Lists of words as people keep them."""

from pathlib import Path

import pytest

from core.errors import UnreadableFileError
from services.word_lists import read_words


def test_words_stand_beside_their_translations(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes("court\tсот\r\n\n free of charge \t тегін\tadverb\n".encode())
    assert read_words(path) == (("court", "сот"), ("free of charge", "тегін"))


@pytest.mark.parametrize("line", ["court", "court\t", "\tсот", "court – сот"])
def test_what_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"law\tзаң\n{line}\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"Line 2 of “words\.tsv”.*Put a tab"):
        read_words(path)
