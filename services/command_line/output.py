"""How commands print: JSON alone on stdout, progress on stderr where a person watches."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from core.progress import Progress


def print_json(value: object) -> None:
    """Print one JSON document; letters are not escaped."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(rows: list[tuple[str, ...]]) -> None:
    """Print rows in columns as wide as their widest cell; numbers to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.rjust(width) if cell.isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


@contextmanager
def watched() -> Iterator[Progress]:
    """A Progress drawn on stderr while it is a terminal, and wiped away at the end."""
    if not sys.stderr.isatty():
        yield Progress()
        return

    def report(done: float, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{done:4.0%}  {text}")
        sys.stderr.flush()

    try:
        yield Progress(report)
    finally:
        sys.stderr.write("\r\x1b[K")
