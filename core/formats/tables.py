"""Plain tables of texts as files, TSV and XLSX, that spreadsheets show as they are."""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain, repeat
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import regex

Table = Sequence[Sequence[str]]
"""Rows of cells, the first row being the headings."""

CELL_LETTERS = 32_767
"""The most UTF-16 units that a cell of a spreadsheet holds (Excel's own limits)."""

_NEEDS_QUOTES = regex.compile('[\t\r\n"]')
# What XML cannot hold, or would change; and what reads as such an escape itself.
_ESCAPED = regex.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRAPPED = 1  # the style of texts, by its place in styles.xml
_HEADING = 2
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same table gives the same bytes

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = (
    f'<styleSheet xmlns="{_SHEETS}"><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs count="3"><xf xfId="0"/>'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>'
)


def write_tsv(table: Table) -> bytes:
    """UTF-8 with a signature, by which spreadsheets know it; a cell in quotes where it has to be.

    Texts come back byte for byte by the rules of CSV (RFC 4180) with tabs for commas.
    """
    lines = ("\t".join(map(_quoted, row)) + "\r\n" for row in table)
    return "".join(lines).encode("utf-8-sig")


def write_xlsx(table: Table, widths: Sequence[int], title: str) -> bytes:
    """A workbook with one sheet whose first row stays in view; widths are in characters.

    Every cell is text, so that nothing is taken for a number, a date or a formula. What XML cannot
    hold is escaped as ST_Xstring has it (ECMA-376, 22.9.2.19: “_x000D_”). Raises ValueError for a
    cell that is longer than CELL_LETTERS.
    """
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        for name, content in _parts(table, widths, title):
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            book.writestr(ZipInfo(name, _MOMENT), head + content, ZIP_DEFLATED)
    return file.getvalue()


def fits_cell(text: str) -> bool:
    """Whether a cell of a spreadsheet can hold all of `text`."""
    astral = sum(letter > "\uffff" for letter in text) if len(text) * 2 > CELL_LETTERS else 0
    return len(text) + astral <= CELL_LETTERS


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def _parts(table: Table, widths: Sequence[int], title: str) -> list[tuple[str, str]]:
    book = (
        f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(title, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )
    return [
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            _relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"),
        ),
        ("xl/styles.xml", _STYLES),
        ("xl/worksheets/sheet1.xml", _sheet(table, widths)),
    ]


def _relations(*kinds_and_targets: str) -> str:
    pairs = zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True)
    lines = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return _RELATIONS + "".join(lines) + "</Relationships>"


def _sheet(table: Table, widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    styles = chain([_HEADING], repeat(_WRAPPED))
    rows = "".join(
        f'<row r="{n}">{"".join(_cell(cell, style) for cell in row)}</row>'
        for n, (row, style) in enumerate(zip(table, styles, strict=False), 1)
    )
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_SHEETS}"><sheetViews><sheetView workbookViewId="0">{view}'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _cell(text: str, style: int) -> str:
    if not fits_cell(text):
        raise ValueError(f"a cell of {len(text)} letters")
    inside = escape(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{inside}</t></is></c>'
