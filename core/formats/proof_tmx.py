"""Reads TMX a second way, without what core.formats.tmx* are made of, to prove what was written."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import BinaryIO
from xml.parsers import expat

from core.errors import ExportError
from core.formats.proof import Entry, shown
from core.progress import Progress

_CHUNK = 1 << 18


def prove_tmx(file: BinaryIO, meant: Sequence[int], progress: Progress) -> None:
    """Raises ExportError unless the file holds just the entries whose hashes are `meant`.

    Raises Cancelled.
    """
    there = progress.track(read_back_tmx(file), len(meant))
    for number, (found, wanted) in enumerate(zip_longest(there, meant), 1):
        if found is None or wanted != hash(found):
            instead = f"holds {shown(found)} instead" if found else "is missing"
            raise ExportError(
                "The file that was written does not read back as it was meant, so it was thrown "
                f"away and nothing was replaced. Its unit {number} {instead}."
            )


def read_back_tmx(file: BinaryIO) -> Iterator[Entry]:
    """The first two texts of every unit with all they hold, in order, with tuid and x-status.

    Raises ExportError where the bytes are no well-formed XML.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    is_more = True
    while is_more:
        chunk = file.read(_CHUNK)
        is_more = bool(chunk)
        try:
            parser.Parse(chunk, not is_more)
        except expat.ExpatError as error:
            message = expat.ErrorString(error.code)
            raise ExportError(
                f"The TMX does not read back (line {error.lineno}: {message})."
            ) from None
        yield from reader.entries
        reader.entries.clear()


class _Reader:
    """Collects entries while expat walks through the file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._path: list[str] = []
        self._key = self._status = self._prop = ""
        self._segs: list[str] = []
        self._languages: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if name == "tu":
            self._key, self._status = attributes.get("tuid", ""), ""
            self._segs, self._languages = [], []
        elif name == "tuv":
            self._languages.append(attributes.get("xml:lang", ""))
        elif name == "seg":
            self._segs.append("")
        elif name == "prop":
            # The first x-status is ours; a foreign file may have carried others.
            self._prop = "" if self._status else attributes.get("type", "")

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "tu":
            source, target = (*self._segs, "", "")[:2]
            first, second = (*self._languages, "", "")[:2]
            self.entries.append(Entry(source, target, self._status, self._key, (first, second)))

    def text(self, text: str) -> None:
        if "seg" in self._path:
            self._segs[-1] += text
        elif self._path[-2:] == ["tu", "prop"] and self._prop == "x-status":
            self._status += text
