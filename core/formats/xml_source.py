"""XML as bytes that lxml reads safely, in whatever encoding they came, and back again."""

import codecs
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import regex
from lxml import etree

from core.encoding import MARKS, decode_strictly, refuse_other_kinds
from core.errors import UnreadableFileError

_DECLARATION = regex.compile(r"^<\?xml\b[^>]*\?>\s*")
_DECLARED = regex.compile(rb"^<\?xml\b[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_ENCODING = regex.compile(r"\sencoding\s*=\s*([\"'])[\w.:-]*\1")
_STARTS = (
    (MARKS["utf-8"], "utf-8", True),
    (MARKS["utf-16-le"], "utf-16-le", True),
    (MARKS["utf-16-be"], "utf-16-be", True),
    (b"<\x00", "utf-16-le", False),
    (b"\x00<", "utf-16-be", False),
)
# What XML 1.0 cannot hold, not even as a character reference.
_INVALID = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

# Entities of the file itself are expanded within libxml2's limits; nothing outside is ever read,
# and nothing is recovered, because recovering drops text without a word. Never add
# `collect_ids=False`: it makes lxml load the DTD that the DOCTYPE names.
_SAFE: dict[str, Any] = {
    "resolve_entities": "internal",
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": False,
}


@dataclass(frozen=True, slots=True)
class XmlEncoding:
    """The codec an XML file is in, whether a byte order mark says so, and what it declares.

    `declared` is the codec of the XML declaration, empty where there is none.
    """

    name: str
    bom: bool
    declared: str

    @property
    def lied(self) -> bool:
        """Whether the file declares another encoding than it is in."""
        return bool(self.declared) and self.declared != self.name


@dataclass(frozen=True, slots=True)
class XmlSource:
    """An XML file: `data` for lxml, and how the original was written.

    `lied` tells that the file declares another encoding than it is in.
    """

    data: bytes
    encoding: str
    bom: bool
    lied: bool


def xml_encoding(start: bytes, encoding: str | None = None) -> XmlEncoding:
    """The encoding of an XML file that begins with `start`: the one given, or what the file shows.

    Raises UnreadableFileError for what is no XML.
    """
    if not start.strip():
        raise UnreadableFileError("The file is empty.")
    refuse_other_kinds(start)
    declared = _declared(start)
    begin = next((begin for begin in _STARTS if start.startswith(begin[0])), None)
    name, bom = begin[1:] if begin else (encoding or declared or "utf-8", False)
    if name.startswith("utf-16") and not begin and encoding is None:
        name = "utf-8"  # UTF-16 would show in the very first bytes
    return XmlEncoding(name, bom, declared)


def open_xml(data: bytes, encoding: str | None = None) -> XmlSource:
    """The XML in `data`, read in `encoding`, or else by its byte order mark and declaration.

    Raises UnreadableFileError, and EncodingError where the bytes are in another encoding.
    """
    found = xml_encoding(data, encoding)
    if found.name == "utf-8" and not found.lied:
        return XmlSource(data, found.name, found.bom, lied=False)
    text = decode_strictly(data, found.name).removeprefix("\ufeff")
    plain = _ENCODING.sub("", text, count=1).encode("utf-8")
    return XmlSource(plain, found.name, found.bom, found.lied)


def tree(source: XmlSource) -> etree._ElementTree:
    """The whole file as a tree that keeps comments, CDATA and white space.

    Raises UnreadableFileError or EncodingError.
    """
    parser = etree.XMLParser(strip_cdata=False, **_SAFE)
    try:
        return etree.parse(BytesIO(source.data), parser)
    except etree.XMLSyntaxError as error:
        raise _broken(source, error) from None


def serialise(tree: etree._ElementTree, original: bytes, source: XmlSource) -> bytes:
    """The bytes of `tree` with the encoding, declaration and mark of `original`.

    What the encoding cannot hold becomes character references; a file that lied becomes UTF-8.
    """
    head = decode_strictly(original, source.encoding).removeprefix("\ufeff")
    declaration = _DECLARATION.match(head)
    text = (declaration[0] if declaration else "") + etree.tostring(tree, encoding="unicode")
    if source.lied:
        return _ENCODING.sub("", text, count=1).encode("utf-8")
    data = text.encode(source.encoding, "xmlcharrefreplace")
    return (MARKS[source.encoding] if source.bom else b"") + data


def _broken(source: XmlSource, error: etree.XMLSyntaxError) -> UnreadableFileError:
    """What to tell of a file that libxml2 refused; EncodingError where the bytes are to blame."""
    decode_strictly(source.data, "utf-8")
    message = str(error.msg).partition(", ")[0].strip(" .")
    return UnreadableFileError(
        f"The file is broken in line {error.lineno}: {message}. Ask for it anew, or mend that line."
    )


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def escaped(text: str) -> str:
    """`text` as it stands between tags; a carriage return would else come back as a line feed."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def escaped_attribute(text: str) -> str:
    """`text` as it stands between double quotes."""
    text = escaped(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


def without_invalid(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _INVALID.sub("", text)


def first_invalid(text: str) -> str | None:
    """The first character of `text` that XML cannot hold, or None."""
    match = _INVALID.search(text)
    return match[0] if match else None


def _declared(data: bytes) -> str:
    match = _DECLARED.match(data)
    if not match:
        return ""
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        raise UnreadableFileError(
            f"The file says it is in “{match[1].decode('ascii')}”, an encoding nobody knows."
        ) from None
