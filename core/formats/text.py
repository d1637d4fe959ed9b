"""Plain text: every line that is not blank is a paragraph, and everything between them is kept."""

from collections.abc import Mapping

import regex

from core.encoding import DecodedText, decode, encode, holds
from core.formats.format import Block, Filled, ParsedFile

# What ends a paragraph. U+2028 and the vertical tab break a line inside one and stay in its text.
_PARAGRAPH = regex.compile(r"[^\n\r\f\x85\u2029]+")


class TextFormat:
    """Plain text in any encoding; the key of a block is where it stands, `start-end` in characters.

    A sentence cut out of a block has the same kind of key, with its own start and end.
    """

    name = "text"
    title = "Plain text"
    endings: tuple[str, ...] = (".txt", ".text")
    running_text = True

    def read(self, data: bytes, encoding: str | None = None) -> ParsedFile:
        """The paragraphs of the text, without the white space around them."""
        decoded = decode(data, encoding)
        blocks: list[Block] = []
        for match in _PARAGRAPH.finditer(decoded.text):
            source = match[0].strip()
            if source:
                start = match.start() + match[0].index(source)
                key = f"{start}-{start + len(source)}"
                blocks.append(Block(key, source, paragraph=len(blocks)))
        return ParsedFile(tuple(blocks), decoded.encoding)

    def fill(self, original: bytes, encoding: str, filled: Mapping[str, Filled]) -> bytes:
        """The text with targets in the places of their sources.

        Sources without a target stay. A target that the encoding cannot hold (Kazakh letters in
        Windows-1251) makes the whole file UTF-8.
        """
        decoded = decode(original, encoding)
        pieces, done = [], 0
        for start, end, target in sorted(_replacements(filled)):
            pieces += [decoded.text[done:start], target]
            done = end
        text = "".join([*pieces, decoded.text[done:]])
        return _encoded_like(decoded, text)


def _replacements(filled: Mapping[str, Filled]) -> list[tuple[int, int, str]]:
    found = []
    for key, value in filled.items():
        if value.target:
            start, end = key.split("-")
            found.append((int(start), int(end), value.target))
    return found


def _encoded_like(original: DecodedText, text: str) -> bytes:
    if holds(original.encoding, text):
        return encode(text, original.encoding, original.bom)
    return encode(text, "utf-8", bom=False)
