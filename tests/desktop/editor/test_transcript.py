"""Texts go into a QTextDocument and come out as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.transcript import Transcript, for_layout, from_outside

HAZARDS = (
    "\r", "\n", "\r\n", "\t", "\u00a0", "\u202f", "\u2007", "\u2028", "\u2029", "\ufdd0", "\ufdd1",
    "\ufdd2", "\ufdd5", "\ufffc", "\ufeff", "\ufffe", "\x00", "\x0b", "\x85", "\u0301", "\u0306",
    "ʻ", "’", "й", "\u0438\u0306", "ö", "o\u0308", "ғ", "\U0001f600", "\ue000", "<b>", "&nbsp;",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=30), st.lists(st.sampled_from(HAZARDS), max_size=12).map("".join)
)


def through_document(text: str) -> str:
    transcript, document = Transcript(text), QTextDocument()
    document.setPlainText(transcript.shown(text))
    return transcript.restored(document.toRawText())


@pytest.mark.parametrize("hazard", HAZARDS)
def test_each_hazard_survives(hazard: str) -> None:
    for text in (hazard, f"a{hazard}b", hazard * 3, f"\n{hazard}\r\n"):
        assert through_document(text) == text


@given(texts)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    assert through_document(text) == text


@given(texts, texts, st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co")))
def test_a_typed_character_changes_nothing_else(before: str, after: str, char: str) -> None:
    if (before[-1:], after[:1]) == ("\r", "\n"):
        return  # between the two there is no place
    transcript, document = Transcript(before + after), QTextDocument()
    document.setPlainText(transcript.shown(before + after))
    cursor = QTextCursor(document)
    cursor.setPosition(len(transcript.shown(before).encode("utf-16-le")) // 2)
    cursor.insertText(transcript.shown(char))
    assert transcript.restored(document.toRawText()) == before + char + after


def test_a_new_line_in_a_text_with_crlf_is_crlf() -> None:
    transcript = Transcript("one\r\ntwo")
    assert transcript.shown("one\r\ntwo") == "one\ntwo"
    assert transcript.restored("one\u2029two\u2029three") == "one\r\ntwo\r\nthree"


def test_a_layout_breaks_lines_where_the_document_does() -> None:
    assert for_layout("one\r\ntwo\nthree").count("\u2028") == 2
    assert for_layout("one\u00a0two") == "one\u00a0two"


def test_line_ends_from_outside_become_one_kind() -> None:
    assert from_outside("a\r\nb\rc\u2029d\ne\ufdd0\u00a0f") == "a\nb\nc\nd\ne\u00a0f"
