"""Inline codes of TMX (level 2) as tags in the text, and tags in the text as inline codes.

A code whose content is one tag or placeholder of ours (`<b>`, `%s`) stands in the text as just
that; any other (`{\\f1`, an empty `ph`) as a numbered tag: `<1>` and `</1>` around a text, `<2/>`
alone. `hi` only marks text. Text of a `sub` belongs to the code around it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from core.errors import UnreadableFileError
from core.formats.xml_source import escaped, local_name
from core.tokens import TokenKind, tokens

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_DEEPEST = 256
_MOST_CODES = 10_000
_LONGEST = 1 << 24


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is still open, and how many parts of text stood before it."""

    name: str
    attributes: Mapping[str, str]
    begin: int


class InlineText:
    """Takes the content of a `seg` piece by piece and makes its text of it.

    `numbered` counts the codes that became numbered tags, `subflows` the texts inside codes that
    are not part of the text, `unknown` the elements that TMX does not have.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.numbered = self.subflows = self.unknown = 0
        self._subs = self._codes = self._length = self._highest = 0
        self._open: list[_Open] = []
        self._numbers: dict[str, int] = {}

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def add(self, text: str) -> None:
        """Text follows. Raises UnreadableFileError where there is no end to it."""
        self._length += len(text)
        if self._length > _LONGEST:
            raise _endless(f"has more than {_LONGEST:,} characters")
        self.parts.append(text)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises UnreadableFileError where there is no end to them."""
        self._codes += 1
        if self._codes > _MOST_CODES:
            raise _endless(f"holds more than {_MOST_CODES:,} inline elements")
        if self.depth == _DEEPEST:
            raise _endless(f"holds more than {_DEEPEST} inline elements inside each other")
        self._open.append(_Open(name, attributes, len(self.parts)))

    def end(self) -> None:
        """The element that began last ends."""
        element = self._open.pop()
        if element.name in _CODES:
            content = "".join(self.parts[element.begin :])
            if not _is_tag(content):
                self.subflows += self._subs
                content = self._tag(element)
            self._subs = 0
            self.parts[element.begin :] = [content]
        elif element.name == "sub":
            self._subs += self._has_text(element)
        elif element.name != "hi":
            self.unknown += 1
            if not self._has_text(element):
                self.parts.append(self._numbered("", "<{}/>"))

    def _has_text(self, element: _Open) -> bool:
        return any(part.strip() for part in self.parts[element.begin :])

    def _tag(self, element: _Open) -> str:
        """The numbered tag that stands for a code."""
        attributes = element.attributes
        pair = "i" + attributes.get("i", "")
        if element.name == "bpt":
            self._numbers[pair] = self._number(attributes.get("x", ""))
            return self._numbered(pair, "<{}>")
        if element.name == "ept":
            return self._numbered(pair, "</{}>")
        if element.name == "it":
            shape = "</{}>" if attributes.get("pos") == "end" else "<{}>"
            return self._numbered(attributes.get("x", ""), shape)
        return self._numbered(attributes.get("x", ""), "<{}/>")

    def _numbered(self, key: str, shape: str) -> str:
        self.numbered += 1
        number = self._numbers.get(key)
        return shape.format(self._number(key) if number is None else number)

    def _number(self, wanted: str) -> int:
        """`x` pairs codes across languages; what has none is counted on."""
        number = int(wanted) if _is_number(wanted) else self._highest + 1
        self._highest = max(self._highest, number)
        self._numbers[wanted or f"#{len(self._numbers)}"] = number
        return number


def _endless(what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"A text {what}, which no memory has. The file is damaged or no TMX."
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _is_tag(content: str) -> bool:
    if not content or content[0] not in "<%{$":
        return False
    found = tokens(content)
    return found[0].kind is TokenKind.TAG and found[0].end == len(content)


@dataclass(frozen=True, slots=True)
class CodedText:
    """The text of a `seg` in a tree, the same that a stream makes of it, and its codes by tag."""

    text: str
    codes: Mapping[str, Sequence[etree._Element]]


def coded_text(seg: etree._Element) -> CodedText:
    """What stands in a `seg` of a tree."""
    inline = InlineText()
    codes: defaultdict[str, list[etree._Element]] = defaultdict(list)
    _take(seg, inline, codes)
    return CodedText(inline.text, codes)


def _take(
    element: etree._Element, inline: InlineText, codes: dict[str, list[etree._Element]]
) -> None:
    inline.add(element.text or "")
    for child in element:
        if name := local_name(child):
            inline.start(name, {str(key): str(value) for key, value in child.attrib.items()})
            _take(child, inline, codes)
            inline.end()
            if name in _CODES:
                codes[inline.parts[-1]].append(child)
        inline.add(child.tail or "")


def refill(seg: etree._Element, text: str, codes: Mapping[str, Sequence[etree._Element]]) -> None:
    """Put `text` into a `seg`, with one of `codes` for each of its tags while there are any."""
    left = {tag: list(reversed(known)) for tag, known in codes.items()}
    seg[:] = []
    seg.text, last, done = "", None, 0
    for token in tokens(text):
        if not left.get(token.text):
            continue
        before, done = text[done : token.start], token.end
        last = _append(seg, last, before, deepcopy(left[token.text].pop()))
    _append(seg, last, text[done:], None)


def _append(
    seg: etree._Element, last: etree._Element | None, text: str, code: etree._Element | None
) -> etree._Element | None:
    """Add text after the `last` code of a `seg`, then the next `code`, and return that."""
    if last is None:
        seg.text = text
    else:
        last.tail = text
    if code is not None:
        code.tail = None
        seg.append(code)
    return code


# -- tags as inline codes ------------------------------------------------------------------------


class CodeNumbers:
    """The `x` of each tag of a unit: the same in every language, another for each tag."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], int] = {}

    def of(self, tag: str, nth: int) -> int:
        """The number of the `nth` occurrence of `tag` in a text."""
        return self._known.setdefault((tag, nth), len(self._known) + 1)


def level_2(text: str, numbers: CodeNumbers) -> str:
    """The content of a `seg`, as XML, with each tag of `text` in an inline code.

    Tags that embrace a text become `bpt` and `ept`, those that lack the other one `it`, and those
    that stand alone `ph`. Placeholders (`%s`, `{0}`) stay text: OmegaT drops what is in a code.
    """
    if "<" not in text:
        return escaped(text)
    parts, done = [], 0
    for start, end, code in _codes(text, numbers):
        parts += [escaped(text[done:start]), code]
        done = end
    return "".join([*parts, escaped(text[done:])])


def _codes(text: str, numbers: CodeNumbers) -> Iterator[tuple[int, int, str]]:
    found = [
        token
        for token in tokens(text)
        if token.kind is TokenKind.TAG and token.text.startswith("<")
    ]
    shapes = _shapes([token.text for token in found])
    seen: dict[str, int] = {}
    for token, (element, attributes) in zip(found, shapes, strict=True):
        if element != "ept":  # which has no `x`
            seen[token.text] = seen.get(token.text, 0) + 1
            attributes += f' x="{numbers.of(token.text, seen[token.text])}"'
        yield token.start, token.end, f"<{element}{attributes}>{escaped(token.text)}</{element}>"


def _shapes(tags: list[str]) -> list[tuple[str, str]]:
    """For each tag the name of its element, and the attributes that do not depend on the text."""
    shapes = [("ph", "")] * len(tags)
    waiting: list[int] = []
    pairs = 0
    for number, tag in enumerate(tags):
        if tag.endswith("/>"):
            continue
        if not tag.startswith("</"):
            shapes[number] = ("it", ' pos="begin"')
            waiting.append(number)
            continue
        shapes[number] = ("it", ' pos="end"')
        name = _name(tag)
        opened = next((n for n in reversed(waiting) if _name(tags[n]) == name), None)
        if opened is not None:
            del waiting[waiting.index(opened) :]
            pairs += 1
            shapes[opened], shapes[number] = ("bpt", f' i="{pairs}"'), ("ept", f' i="{pairs}"')
    return shapes


def _name(tag: str) -> str:
    return tag.strip("</> ").split(maxsplit=1)[0]
