"""Writes a table into a file: CSV for spreadsheets, HTML for browsers and word processors."""

import csv
from collections.abc import Sequence
from html import escape
from io import StringIO
from pathlib import Path

from services import files

Row = Sequence[str | int]

_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: 0.3em 0.8em; border-bottom: 1px solid #ccc; text-align: left; }}
td.number {{ text-align: right; }}
</style>
</head>
<body>
<h1>{title}</h1>
<table>
<tr>{head}</tr>
{rows}
</table>
</body>
</html>
"""


def write(path: Path, title: str, head: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a table as HTML where `path` ends so, else as CSV. Raises ExportError.

    CSV is UTF-8 with a signature: without it spreadsheets take it for the system's encoding.
    """
    html = path.suffix.lower() in (".html", ".htm")
    text = _html(title, head, rows) if html else _csv(head, rows)
    files.replace(path, text.encode("utf-8" if html else "utf-8-sig"))


def _csv(head: Sequence[str], rows: Sequence[Row]) -> str:
    made = StringIO()
    csv.writer(made).writerows([head, *([safe(cell) for cell in row] for row in rows)])
    return made.getvalue()


def safe(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula, whatever a text or the name of a file is."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def _html(title: str, head: Sequence[str], rows: Sequence[Row]) -> str:
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return _PAGE.format(title=escape(title), head=heads, rows=lines)


def _cell(cell: str | int) -> str:
    if isinstance(cell, int):
        return f'<td class="number">{cell}</td>'
    return f"<td>{escape(cell)}</td>"
