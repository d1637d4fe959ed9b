"""Lists of words as people keep them."""

from pathlib import Path

import pytest

from core.errors import UnreadableFileError
from services.alignment_knowledge import known_words
from services.texts import read_words
from services.word_lists import WordList, add_list, lists, remove_list
from tests.build import make_project


def test_words_stand_beside_their_translations(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes("court\tсот\r\n\n free of charge \t тегін\tadverb\n".encode())
    assert read_words(path) == (("court", "сот"), ("free of charge", "тегін"))


def test_lines_may_end_as_on_old_computers(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes("court\tсот\rlaw\tзаң\r".encode())
    assert read_words(path) == (("court", "сот"), ("law", "заң"))


@pytest.mark.parametrize("line", ["court", "court\t", "\tсот", "court – сот"])
def test_what_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"law\tзаң\n{line}\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"Line 2 of “words\.tsv”.*Put a tab"):
        read_words(path)


def test_a_project_keeps_lists_by_name(tmp_path: Path) -> None:
    store = make_project(tmp_path, target_language="kk")
    court, law = tmp_path / "court.tsv", tmp_path / "law.tsv"
    court.write_text("court\tсот\njudge\tсудья\ncourt\tсот\n", encoding="utf-8")
    law.write_text("law\tзаң\n", encoding="utf-8")
    assert add_list(store, court) == WordList("court.tsv", 2)
    add_list(store, law)
    assert lists(store) == [WordList("court.tsv", 2), WordList("law.tsv", 1)]
    assert known_words(store) == (("court", "сот"), ("judge", "судья"), ("law", "заң"))
    court.write_text("court\tсот\n", encoding="utf-8")
    add_list(store, court)
    remove_list(store, "law.tsv")
    assert lists(store) == [WordList("court.tsv", 1)]
    assert known_words(store) == (("court", "сот"),)
    store.close()


def test_a_list_that_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    store = make_project(tmp_path, target_language="kk")
    path = tmp_path / "court.tsv"
    path.write_text("court\tсот\n", encoding="utf-8")
    add_list(store, path)
    for text in ("", "court"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFileError, match=r"court\.tsv"):
            add_list(store, path)
    assert lists(store) == [WordList("court.tsv", 1)]
    store.close()
