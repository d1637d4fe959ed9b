"""Reads the units of a TMX, from version 1.1 to 1.4b, one after the other as the file has them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from core.errors import UnreadableFileError
from core.formats.tmx_inline import InlineText
from core.formats.xml_stream import XmlStream
from core.progress import Progress

END = "</tu>"
"""What a unit ends with, as most files spell it."""

_MOST = 10_000
_NO_STARTS: dict[str, Callable[[dict[str, str]], None]] = {}
_NO_ENDS: dict[str, Callable[[], None]] = {}


@dataclass(slots=True)
class Variant:
    """One `tuv`: its number in the unit from 0, its language as the file spells it, and its text.

    `inline` tells of the codes in the text where there are any.
    """

    number: int
    language: str
    attributes: dict[str, str]
    text: str = ""
    inline: InlineText | None = None
    props: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class TmxUnit:
    """One `tu` as the file has it, with its number from 0 and the line it begins in, from 1."""

    number: int
    line: int
    attributes: dict[str, str]
    variants: list[Variant]
    props: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


class TmxReader:
    """The units of one file, once; what its head says is known with the first of them.

    `header_extras` counts notes and properties of the file as a whole, and `count` its units.
    """

    def __init__(self, file: BinaryIO, size: int, encoding: str | None = None) -> None:
        """Begin to read a `file` of `size` bytes, in `encoding` or in the one it shows.

        Raises UnreadableFileError and EncodingError.
        """
        self._stream = XmlStream(file, encoding, self._start, self._end)
        self._size = size
        self.srclang = ""
        self.header_extras = 0
        self._done: list[TmxUnit] = []
        self._end_of_unit = -1
        self.count = 0
        self._unit: TmxUnit | None = None
        self._variant: Variant | None = None
        self._inline: InlineText | None = None
        self._prop = ""
        self._in_seg = self._has_seg = False
        self._known_starts: dict[str, Callable[[dict[str, str]], None]] = {
            "tu": self._start_tu,
            "tuv": self._start_tuv,
            "seg": self._start_seg,
            "prop": self._start_prop,
            "note": self._start_note,
            "header": self._start_header,
        }
        self._known_ends: dict[str, Callable[[], None]] = {
            "tu": self._end_tu,
            "tuv": self._end_tuv,
            "prop": self._end_prop,
            "note": self._end_note,
        }
        # What is looked up at each element; both are empty before the root and inside a seg.
        self._starts, self._ends = _NO_STARTS, _NO_ENDS

    @property
    def encoding(self) -> str:
        """The codec the file is read in."""
        return self._stream.encoding.name

    @property
    def encoding_lied(self) -> bool:
        """Whether the file declares another encoding."""
        return self._stream.encoding.lied

    @property
    def lacks_mark(self) -> bool:
        """Whether it is in UTF-16 without the byte order mark that belongs there."""
        return self.encoding.startswith("utf-16") and not self._stream.encoding.bom

    @property
    def has_entities(self) -> bool:
        """Whether it defines abbreviations of its own, which then stand in full in the texts."""
        return self._stream.has_entities

    def units(self, progress: Progress) -> Iterator[TmxUnit]:
        """All units in order. Raises UnreadableFileError, EncodingError, Cancelled at any of them.

        An error can come as late as at the end of the file: keep nothing of it then.
        """
        for text in self.texts(progress):
            yield from self.fed(text)
        self.finish()

    def texts(self, progress: Progress) -> Iterator[str]:
        """The pieces of the file, for who feeds them, or passes over some of them."""
        return self._stream.texts(self._size, progress)

    def fed(self, text: str) -> list[TmxUnit]:
        """The units that end in the next piece of the file. Raises UnreadableFileError."""
        self._stream.feed(text)
        done, self._done = self._done, []
        return done

    def finish(self) -> None:
        """There are no more pieces. Raises UnreadableFileError where something is missing."""
        self._stream.finish()

    @property
    def is_between(self) -> bool:
        """Whether what was fed ends with `</tu>`, which is the end of a unit.

        Not where the text as such does not tell what it means: in a file that declares elements and
        entities of its own, or that holds what XML does not.
        """
        stream = self._stream
        told = not (stream.has_declarations or stream.is_refused)
        return told and self._end_of_unit + len(END) == stream.fed

    def passed(self, units: int, lines: int) -> None:
        """Behind a unit, some more that take so many lines are not fed but known otherwise."""
        self.count += units
        self._stream.skip(lines)

    # -- elements --------------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if start := self._starts.get(name):
            start(attributes)
        elif self._in_seg:
            self._start_inline(name, attributes)
        elif not self._starts:
            self._start_root(name)
        elif start := self._starts.get(name.rpartition(":")[2]):
            start(attributes)

    def _end(self, name: str) -> None:
        if end := self._ends.get(name):
            end()
        elif self._in_seg:
            self._end_in_seg()
        elif end := self._ends.get(name.rpartition(":")[2]):
            end()

    def _start_root(self, name: str) -> None:
        if name.rpartition(":")[2] != "tmx":
            raise UnreadableFileError(
                "This is no TMX file: it does not begin with a <tmx> element."
            )
        self._starts, self._ends = self._known_starts, self._known_ends

    def _start_header(self, attributes: dict[str, str]) -> None:
        self.srclang = attributes.get("srclang", "")

    def _start_tu(self, attributes: dict[str, str]) -> None:
        self._unit = TmxUnit(self.count, self._stream.line, attributes, [])
        self.count += 1

    def _end_tu(self) -> None:
        if self._unit:
            self._done.append(self._unit)
            self._end_of_unit = self._stream.place
        self._unit = self._variant = None

    def _start_tuv(self, attributes: dict[str, str]) -> None:
        if self._unit is None:
            return
        number = len(self._unit.variants)
        _refuse_endless(self._unit, number)
        language = attributes.get("xml:lang") or attributes.get("lang") or ""
        self._variant = Variant(number, language, attributes)
        self._has_seg = False
        self._unit.variants.append(self._variant)

    def _end_tuv(self) -> None:
        self._variant = None

    # -- texts -----------------------------------------------------------------------------------

    def _start_seg(self, _attributes: dict[str, str]) -> None:
        self._in_seg = True
        self._starts, self._ends = _NO_STARTS, _NO_ENDS
        self._inline = None
        self._stream.collect()

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if self._inline is None:
            self._inline = InlineText()
        self._inline.add(self._stream.collected())
        self._inline.start(name.rpartition(":")[2], attributes)
        self._stream.collect()

    def _end_in_seg(self) -> None:
        text = self._stream.collected()
        if self._inline:
            self._inline.add(text)
            if self._inline.depth:
                self._inline.end()
                self._stream.collect()
                return
            text = self._inline.text
        self._in_seg = False
        self._starts, self._ends = self._known_starts, self._known_ends
        if self._variant and not self._has_seg:
            self._has_seg = True
            self._variant.text, self._variant.inline = text, self._inline

    def _start_prop(self, attributes: dict[str, str]) -> None:
        self._prop = attributes.get("type", "")
        self._stream.collect()

    def _end_prop(self) -> None:
        text = self._stream.collected()
        if self._unit:
            place = self._variant or self._unit
            _refuse_endless(self._unit, len(place.props))
            place.props += ((self._prop, text),)
        else:
            self.header_extras += 1

    def _start_note(self, _attributes: dict[str, str]) -> None:
        self._stream.collect()

    def _end_note(self) -> None:
        text = self._stream.collected()
        if self._unit:
            place = self._variant or self._unit
            _refuse_endless(self._unit, len(place.notes))
            place.notes += (text,) if text else ()
        else:
            self.header_extras += 1


def _refuse_endless(unit: TmxUnit, number: int) -> None:
    if number == _MOST:
        raise UnreadableFileError(
            f"The unit in line {unit.line} has more than {_MOST:,} variants, notes or properties, "
            "which no memory has. The file is damaged or no TMX."
        )
