"""How commands print: JSON alone on stdout, progress on stderr where a person watches."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper

import click

from core.progress import Progress


def use_utf8() -> None:
    """Makes output UTF-8 wherever it goes, whatever the system's encoding.

    File names that are no text come out escaped, which in JSON is the same name again.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: object) -> None:
    """Print one JSON document; letters are not escaped."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(rows: Sequence[Sequence[str | int]]) -> None:
    """Print rows in columns as wide as their widest cell; columns of numbers to the right."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(str(cell)) for cell in column) for column in columns]
    numbers = [isinstance(column[-1], int) for column in columns]
    for row in rows:
        cells = (
            str(cell).rjust(width) if number else str(cell).ljust(width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def say(sentence: object) -> None:
    """Print a warning or an error on one line of stderr."""
    click.echo(f"terjiman: {' '.join(str(sentence).splitlines())}", err=True)


@contextmanager
def watched() -> Iterator[Progress]:
    """A Progress drawn on stderr while it is a terminal, and wiped away at the end."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    width = shutil.get_terminal_size().columns - 1

    def report(done: float, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{f'{done:4.0%}  {text}'[:width]}")
        sys.stderr.flush()

    try:
        yield Progress(report)
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
