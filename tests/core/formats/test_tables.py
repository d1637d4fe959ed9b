"""Tables come back cell by cell, also by other means than those they were written with."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from core.formats.proof_tables import read_back_tsv, read_back_xlsx
from core.formats.tables import CELL_LETTERS, for_cell, write_tsv, write_xlsx

texts = st.text(st.characters(codec="utf-8"), max_size=40)
rows = st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=6)

ODD = [
    ["Source", "Target"],
    ["tab\there", 'say "yes"'],
    ["two\nlines\r\nor three", "\u00a0no-break\u202f"],
    ["=1+1", "007"],
    ["<b>&amp;</b>", "oʻzbekcha ʼ 😀"],
    ["", " spaces "],
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
    assert read_back_xlsx(data) == [[for_cell(cell) for cell in row] for row in table]


def test_a_workbook_is_always_the_same_and_has_its_parts() -> None:
    data = write_xlsx(ODD, (60, 60), "A “title” & more")
    assert data == write_xlsx(ODD, (60, 60), "A “title” & more")
    with ZipFile(BytesIO(data)) as book:
        assert book.testzip() is None
        assert "xl/workbook.xml" in book.namelist()
        assert "A “title” &amp; more" in book.read("xl/workbook.xml").decode("utf-8")


def test_what_a_spreadsheet_cannot_hold_is_left_out() -> None:
    assert for_cell("a\x00b\x0bc\ufffe") == "abc"
    assert len(for_cell("x" * (CELL_LETTERS + 5))) == CELL_LETTERS
    assert for_cell("a\r\nb\rc\td") == "a\nb\nc\td"
