import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.errors import ExportError
from services import tables

HEAD = ("document", "words")
# What XML and a line of CSV can hold; names of files hold no more.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@given(rows=st.lists(st.tuples(WORDS, st.integers(0)), max_size=4))
def test_html_reads_back(folder: Path, rows: list[tuple[str, int]]) -> None:
    path = folder / "out.html"
    tables.write(path, "Words & <more>", HEAD, rows)
    page = etree.parse(path, etree.HTMLParser(encoding="utf-8"))
    read = [[cell.text for cell in row] for row in page.iterfind(".//tr")]
    assert page.findtext(".//h1") == "Words & <more>"
    assert read == [list(HEAD), *([word, str(number)] for word, number in rows)]


@given(rows=st.lists(st.tuples(WORDS, st.integers(0)), max_size=4))
def test_csv_reads_back_without_formulas(folder: Path, rows: list[tuple[str, int]]) -> None:
    path = folder / "out.csv"
    tables.write(path, "Words", HEAD, rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *read = csv.reader(file)
    assert head == list(HEAD)
    for (word, number), (cell, figure) in zip(rows, read, strict=True):
        assert cell.removeprefix("'") == word.removeprefix("'")
        assert cell[:1] not in "=+-@"
        assert figure == str(number)


def test_the_file_is_named_where_it_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"out\.csv"):
        tables.write(tmp_path / "missing" / "out.csv", "Words", HEAD, [])
