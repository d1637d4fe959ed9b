"""Tables come back cell by cell, also by other means than those they were written with."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.proof_tables import read_back_tsv, read_back_xlsx
from core.formats.tables import CELL_LETTERS, fits_cell, write_tsv, write_xlsx

texts = st.text(st.characters(codec="utf-8"), max_size=40)
rows = st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=6)

ODD = [
    ["Source", "Target"],
    ["tab\there", 'say "yes"'],
    ["two\nlines\r\nor three", "\u00a0no-break\u202f"],
    ["=1+1", "007"],
    ["<b>&amp;</b>", "oʻzbekcha ʼ 😀"],
    ["", " spaces "],
    ["_x000D_ is no escape, _x005F_x000D_ neither", "control\x00\x0b\x1f\r\ufffe"],
]


def test_what_is_odd_comes_back_from_a_tsv() -> None:
    data = write_tsv(ODD)
    assert data.startswith(b"\xef\xbb\xbfSource\tTarget\r\n")
    assert read_back_tsv(data) == ODD


@given(rows)
def test_every_tsv_comes_back(table: list[list[str]]) -> None:
    assert read_back_tsv(write_tsv(table)) == table


@given(rows)
def test_every_workbook_comes_back(table: list[list[str]]) -> None:
    data = write_xlsx(table, (60, 60), "Alignment")
    assert read_back_xlsx(data) == table


def test_a_workbook_is_always_the_same_and_has_its_parts() -> None:
    data = write_xlsx(ODD, (60, 60), "A “title” & more")
    assert data == write_xlsx(ODD, (60, 60), "A “title” & more")
    with ZipFile(BytesIO(data)) as book:
        assert book.testzip() is None
        assert "xl/workbook.xml" in book.namelist()
        assert "A “title” &amp; more" in book.read("xl/workbook.xml").decode("utf-8")


def test_what_is_odd_comes_back_from_a_workbook() -> None:
    assert read_back_xlsx(write_xlsx(ODD, (60, 60), "Alignment")) == ODD


def test_what_reads_as_an_escape_is_escaped_itself() -> None:
    with ZipFile(BytesIO(write_xlsx([["_x000D_", "a\rb"]], (60, 60), "Alignment"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "_x005F_x000D_<" in sheet
    assert ">a_x000D_b<" in sheet


def test_no_cell_is_cut_off() -> None:
    assert fits_cell("x" * CELL_LETTERS)
    for long in ("x" * (CELL_LETTERS + 1), "😀" * (CELL_LETTERS // 2 + 1)):
        assert not fits_cell(long)
        with pytest.raises(ValueError, match="letters"):
            write_xlsx([[long]], (60,), "Alignment")
