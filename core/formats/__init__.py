"""The file formats documents come from and go back to.

A format is one file here with a class that keeps the promises of `core.formats.format.Format`,
and one line in `FORMATS`. `tests/core/formats/promises.py` has the tests that every format
inherits.
"""

from pathlib import PurePath

import regex

from core.errors import UnreadableFileError
from core.formats.format import Format
from core.formats.po import PoFormat
from core.formats.text import TextFormat
from core.formats.tmx import TmxFormat

FORMATS: tuple[Format, ...] = (TextFormat(), PoFormat(), TmxFormat())
"""Every format, in the order in which people are offered them."""

_START = 4096
_SIGNS = (
    (regex.compile(rb"<tmx[\s>]"), "tmx"),
    (regex.compile(rb"(?:^|\n)msgid[ \t]*\""), "po"),
)


def format_named(name: str) -> Format:
    """The format whose `name` a document keeps; a KeyError for any other is a bug."""
    return {known.name: known for known in FORMATS}[name]


def format_for(name: str, data: bytes = b"") -> Format:
    """The format of a file by the ending of its name, or else by the first bytes of `data`.

    Raises UnreadableFileError where neither tells.
    """
    ending = PurePath(name).suffix.lower()
    for known in FORMATS:
        if ending in known.endings:
            return known
    start = data[:_START].replace(b"\x00", b"")  # so that UTF-16 reads like ASCII
    for sign, found in _SIGNS:
        if sign.search(start):
            return format_named(found)
    readable = "; ".join(f"{known.title} ({', '.join(known.endings)})" for known in FORMATS)
    raise UnreadableFileError(
        f"Terjiman does not know what kind of file “{PurePath(name).name}” is. "
        f"It reads: {readable}."
    )
