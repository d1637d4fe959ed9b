"""Writes the hits of a concordance to a file: a table, a web page, or a translation memory."""

import csv
from collections.abc import Sequence
from html import escape
from io import StringIO
from pathlib import Path

from core.concordance import Concordance, Hit, Place
from core.counting import counted
from core.errors import ExportError
from services import files, tables
from services.tmx_files import write_tmx

_COLUMNS = (
    "source", "target", "source language", "target language", "memory", "document", "author",
    "changed", "before", "after",
)  # fmt: skip

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border-top: 1px solid #ccc; padding: 0.4em; text-align: left; vertical-align: top;
          white-space: pre-wrap; }}
mark {{ background: #fbe9a8; }}
.origin {{ color: #555; font-size: 85%; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{count}</p>
<table>
<tr><th>Source</th><th>Target</th><th>From</th></tr>
{rows}
</table>
</body>
</html>
"""


def export_hits(found: Concordance, path: Path) -> int:
    """Write the hits to `path`, whose ending is tsv, html or tmx; how many there were.

    Raises ExportError; what was at `path` is still there then.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending == "tmx":
        units = [hit.unit for hit in found.hits]
        write_tmx(units, path, found.phrase.source_language or units[0].source_language)
    elif ending in ("html", "htm"):
        files.replace(path, _page(found).encode("utf-8"))
    elif ending == "tsv":
        # Only with this mark do spreadsheets take a table for UTF-8.
        files.replace(path, _table(found.hits).encode("utf-8-sig"))
    else:
        raise ExportError(
            f"Hits cannot be written as “{path.suffix}”. Choose a name that ends in .tsv, .html or "
            ".tmx."
        )
    return len(found.hits)


def _table(hits: Sequence[Hit]) -> str:
    text = StringIO()
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for hit in hits:
        unit = hit.unit
        row = (
            unit.source, unit.target, unit.source_language, unit.target_language, hit.memory,
            unit.document, unit.changed_by or unit.author, unit.changed or unit.created,
            unit.context_before, unit.context_after,
        )  # fmt: skip
        writer.writerow(map(tables.safe, row))
    return text.getvalue()


def _page(found: Concordance) -> str:
    total = f"{'more than ' * found.is_more}{counted(found.total, 'hit')}"
    return _PAGE.format(
        title=f"Concordance: {escape(found.phrase.text)}",
        count=f"{len(found.hits):,} of {total}",
        rows="\n".join(_row(hit) for hit in found.hits),
    )


def _row(hit: Hit) -> str:
    unit = hit.unit
    who, when = unit.changed_by or unit.author, unit.changed or unit.created
    about = (hit.memory, unit.document, who, when)
    return (
        f'<tr><td lang="{escape(unit.source_language)}">{_lit(unit.source, hit.source_places)}</td>'
        f'<td lang="{escape(unit.target_language)}">{_lit(unit.target, hit.target_places)}</td>'
        f'<td class="origin">{escape(" · ".join(part for part in about if part))}</td></tr>'
    )


def _lit(text: str, places: Sequence[Place]) -> str:
    parts, end = [], 0
    for place in places:
        parts.append(escape(text[end : place.start]))
        parts.append(f"<mark>{escape(text[place.start : place.end])}</mark>")
        end = place.end
    return "".join([*parts, escape(text[end:])])
