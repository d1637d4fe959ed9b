"""XML as bytes that lxml reads safely, in whatever encoding they came, and back again."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import regex
from lxml import etree

from core.encoding import MARKS, decode_strictly, refuse_other_kinds
from core.errors import UnreadableFileError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

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
class XmlSource:
    """An XML file: `data` for lxml, and how the original was written.

    `lied` tells that the file declares another encoding than it is in.
    """

    data: bytes
    encoding: str
    bom: bool
    lied: bool


def open_xml(data: bytes, encoding: str | None = None) -> XmlSource:
    """The XML in `data`, read in `encoding`, or else by its byte order mark and declaration.

    Raises UnreadableFileError, and EncodingError where the bytes are in another encoding.
    """
    if not data.strip():
        raise UnreadableFileError("The file is empty.")
    refuse_other_kinds(data)
    declared = _declared(data)
    start = next((start for start in _STARTS if data.startswith(start[0])), None)
    name, bom = start[1:] if start else (encoding or declared or "utf-8", False)
    if name.startswith("utf-16") and not start and encoding is None:
        name = "utf-8"  # UTF-16 would show in the very first bytes
    if name == "utf-8" and declared in ("", "utf-8"):
        return XmlSource(data, name, bom, lied=False)
    text = decode_strictly(data, name).removeprefix("\ufeff")
    plain = _ENCODING.sub("", text, count=1).encode("utf-8")
    return XmlSource(plain, name, bom, lied=bool(declared) and declared != name)


def walk(source: XmlSource, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """Events ("start", "end") of the elements called `tags`, in any namespace, as a stream.

    Raises UnreadableFileError or EncodingError where the file turns out to be broken.
    """
    names = [f"{{*}}{tag}" for tag in tags]
    events = etree.iterparse(BytesIO(source.data), events=("start", "end"), tag=names, **_SAFE)
    try:
        yield from events
    except etree.XMLSyntaxError as error:
        raise broken(source, error) from None


def tree(source: XmlSource) -> etree._ElementTree:
    """The whole file as a tree that keeps comments, CDATA and white space.

    Raises UnreadableFileError or EncodingError.
    """
    parser = etree.XMLParser(strip_cdata=False, **_SAFE)
    try:
        return etree.parse(BytesIO(source.data), parser)
    except etree.XMLSyntaxError as error:
        raise broken(source, error) from None


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


def broken(source: XmlSource, error: etree.XMLSyntaxError) -> UnreadableFileError:
    """What to tell of a file that libxml2 refused; EncodingError where the bytes are to blame."""
    decode_strictly(source.data, "utf-8")
    message = str(error.msg).partition(", ")[0].strip(" .")
    return UnreadableFileError(
        f"The file is broken in line {error.lineno}: {message}. Ask for it anew, or mend that line."
    )


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


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
