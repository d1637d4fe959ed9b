"""Reads TMX a second way, with expat and without core.formats.tmx, to prove what was written."""

from xml.parsers import expat

from core.errors import ExportError
from core.formats.proof import Entry

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


def read_back_tmx(data: bytes) -> list[Entry]:
    """The first two languages of every unit, in order, with tuid and x-status.

    Raises ExportError where the bytes are no well-formed XML.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ExportError(
            f"The TMX does not read back (line {error.lineno}: {expat.ErrorString(error.code)})."
        ) from None
    return reader.entries


class _Reader:
    """Collects entries while expat walks through the file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._path: list[str] = []
        self._key = ""
        self._status = ""
        self._prop = ""
        self._segs: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if name == "tu":
            self._key, self._status, self._segs = attributes.get("tuid", ""), "", []
        elif name == "seg":
            self._segs.append("")
        elif name == "prop":
            self._prop = attributes.get("type", "")

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "tu":
            source, target = (*self._segs, "", "")[:2]
            self.entries.append(Entry(source, target, self._status, self._key))

    def text(self, text: str) -> None:
        if "seg" in self._path:
            if not _CODES.intersection(self._path):
                self._segs[-1] += text
        elif self._path[-2:] == ["tu", "prop"] and self._prop == "x-status":
            self._status += text
