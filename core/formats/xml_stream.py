"""Reads XML of any size as a stream, in flat memory, and never opens anything but the file itself.

Expat expands the entities a file defines within its own limits and refuses those that grow without
end. It skips what is defined outside without a word, and takes quadratic time over a tag or comment
without end; both are refused here.
"""

import codecs
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from core.encoding import decode_strictly, undecodable
from core.errors import UnreadableFileError
from core.formats.xml_source import xml_encoding
from core.progress import Progress

_CHUNK = 1 << 16
_FORBIDDEN = bytes(set(range(0x20)) - set(b"\t\n\r"))
_LONGEST = 1 << 24
"""Bytes of one tag or comment, and characters of one text: more than any file has honestly."""


class XmlStream:
    """The elements of an XML file, told one after the other to `on_start` and `on_end`.

    Names come as the file has them, with their prefix. Text is only kept between `collect` and
    `collected`. `fed` is how many bytes of UTF-8 were fed. `has_declarations` tells whether the
    file itself declares what elements, attributes or entities mean, and `is_refused` whether a
    piece was read that will be refused when it is fed.
    """

    def __init__(
        self,
        file: BinaryIO,
        encoding: str | None,
        on_start: Callable[[str, dict[str, str]], None],
        on_end: Callable[[str], None],
    ) -> None:
        """Begin to read `file`, in `encoding` or in the one it shows.

        Raises UnreadableFileError and EncodingError.
        """
        self._file = file
        self._chunk = file.read(_CHUNK)
        self.encoding = xml_encoding(self._chunk, encoding)
        self._decoder = _decoder(self.encoding.name)
        self.has_entities = self.has_declarations = self.is_refused = False
        self.fed = self._skipped = 0
        self._parts: list[str] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = on_start
        self._parser.EndElementHandler = on_end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._declared
        self._parser.SkippedEntityHandler = _refuse_entity
        self._parser.ExternalEntityRefHandler = _refuse_external

    @property
    def line(self) -> int:
        """The line of the file, from 1, in which the present event stands."""
        return self._parser.CurrentLineNumber + self._skipped

    @property
    def place(self) -> int:
        """The byte of all that was fed, from 0, at which the present event begins."""
        return self._parser.CurrentByteIndex

    def collect(self) -> None:
        """Keep the text from here on."""
        self._parts = []
        self._parser.CharacterDataHandler = self._parts.append

    def collected(self) -> str:
        """The text since `collect`; it is not kept any longer."""
        self._parser.CharacterDataHandler = None
        parts, self._parts = self._parts, []
        return parts[0] if len(parts) == 1 else "".join(parts)

    def texts(self, size: int, progress: Progress) -> Iterator[str]:
        """The pieces of the file, to be fed in this order; what is done with them is for others.

        `size` is that of the file in bytes, for the progress. Raises EncodingError, Cancelled.
        """
        read = lines = 0
        while self._chunk:
            progress.step(read / max(size, 1))
            text = self._decoded(lines)
            self.is_refused |= self._is_refused(text)
            yield text if read else text.removeprefix("\ufeff")
            read += len(self._chunk)
            lines += self._chunk.count(b"\n")
            self._chunk = self._file.read(_CHUNK)
        self._chunk = b""
        yield self._decoded(lines, final=True)
        progress.step(1.0)

    def feed(self, text: str) -> None:
        """Tell of the elements in the next piece. Raises UnreadableFileError."""
        data = text.encode("utf-8", "surrogatepass")  # half a pair is for expat to refuse
        self.fed += len(data)
        self._parse(data)
        token = self.fed - self._parser.CurrentByteIndex
        if token > _LONGEST or sum(map(len, self._parts)) > _LONGEST:
            raise UnreadableFileError(
                f"In line {self.line} begins a text or tag of more than {_LONGEST:,} characters, "
                "which no memory has. The file is damaged or no TMX."
            )

    def finish(self) -> None:
        """There is nothing more. Raises UnreadableFileError where something is missing."""
        self._parse(b"", final=True)

    def skip(self, lines: int) -> None:
        """So many lines that hold whole elements are not fed, and only counted."""
        self._skipped += lines

    def _is_refused(self, text: str) -> bool:
        """Whether the present piece, `text`, has in it what XML holds nowhere (XML 1.0, 2.2)."""
        data = self._chunk if self.encoding.name == "utf-8" else text.encode("utf-8", "replace")
        # The quickest way to look for several bytes.
        if len(data.translate(None, _FORBIDDEN)) < len(data):
            return True
        return "\ufffe" in text or "\uffff" in text

    def _decoded(self, lines: int, *, final: bool = False) -> str:
        try:
            return self._decoder.decode(self._chunk, final)
        except UnicodeDecodeError as error:
            line = lines + error.object.count(b"\n", 0, error.start) + 1
            raise undecodable(self.encoding.name, line, error.object[error.start]) from None
        except UnicodeError:  # of codecs that are not made for texts, such as “idna”
            return decode_strictly(self._chunk, self.encoding.name)

    def _parse(self, data: bytes, *, final: bool = False) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            raise UnreadableFileError(
                f"The file is broken in line {error.lineno + self._skipped}: "
                f"{expat.ErrorString(error.code)}. Ask for it anew, or mend that line."
            ) from None

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, has_declarations: bool
    ) -> None:
        self.has_declarations = bool(has_declarations)

    def _declared(self, _name: str, is_parameter: bool, *_: object) -> None:
        self.has_entities |= not is_parameter


def _decoder(name: str) -> codecs.IncrementalDecoder:
    """Raises EncodingError for what is no encoding of texts, such as “hex”."""
    try:
        " ".encode(name)
    except (LookupError, UnicodeError):
        decode_strictly(b" ", name)
    return codecs.getincrementaldecoder(name)()


def _refuse_entity(name: str, is_parameter: bool) -> None:
    """Text that stands elsewhere would be missing; outside declarations alone do no harm."""
    if not is_parameter:
        raise UnreadableFileError(
            f"The entity “&{name};” is not defined in the file itself, and Terjiman reads nothing "
            "from outside of it. Ask for the file anew, with its whole text."
        )


def _refuse_external(context: str, *_: object) -> int:
    name = context.split("\x0c")[-1]
    _refuse_entity(name, is_parameter=False)
    return 0
