"""Reads tables back that were written, by means that have nothing in common with the writing."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import regex
from lxml import etree

_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = regex.compile("_x([0-9A-Fa-f]{4})_")


def read_back_tsv(data: bytes) -> list[list[str]]:
    """The cells of a TSV."""
    lines = StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(lines, dialect="excel-tab", strict=True))


def read_back_xlsx(data: bytes) -> list[list[str]]:
    """The cells of the first sheet of a workbook whose texts stand in the cells."""
    with ZipFile(BytesIO(data)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        for name in book.namelist():
            etree.fromstring(book.read(name))  # each part has to be well-formed
    return [
        [_unescaped("".join(map(str, cell.itertext()))) for cell in row.iterfind(f"{_SHEETS}c")]
        for row in sheet.iter(f"{_SHEETS}row")
    ]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
