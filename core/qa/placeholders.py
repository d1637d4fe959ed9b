"""The check that tags and placeholders are all there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from core.qa.check import Finding, Pair, difference
from core.tokens import Token, TokenKind

_ELEMENT = re.compile(r"<(?P<close>/?)(?P<name>[\w:.-]+)(?P<attributes>[^>]*?)(?P<empty>/?)>")
# “<dir>” that is never closed is a word for the reader, and is translated.
_NEVER_CLOSED = re.compile(r"[A-Za-z]{0,2}[0-9]*|img|wbr")
_POSITION = re.compile(r"(?<=%)[0-9]+\$")

_Named = list[tuple[str, Token]]
"""Tags by the name they are compared by."""


def placeholders(pair: Pair) -> Iterator[Finding]:
    """Tags or placeholders differ from the source"""
    closed = set(re.findall(r"(?<=</)[\w:.-]+", pair.source + pair.target))
    source = [(_name(token.text), token) for token in _tags(pair.source_tokens, closed)]
    target = [(_name(token.text), token) for token in _tags(pair.target_tokens, closed)]
    if _has_positions(source) != _has_positions(target):
        # “%s … %s” may become “%2$s … %1$s” where the order of words differs.
        source, target = _without_positions(source), _without_positions(target)
    missing = Counter(name for name, _ in source) - Counter(name for name, _ in target)
    extra = Counter(name for name, _ in target) - Counter(name for name, _ in source)
    if missing or extra:
        yield difference(
            "Tags", missing.elements(), [token for name, token in target if name in extra]
        )


def _tags(of: Iterable[Token], closed: set[str]) -> Iterator[Token]:
    for token in of:
        if token.kind is TokenKind.TAG:
            element = _ELEMENT.fullmatch(token.text)
            if element is None or _is_markup(element, closed):
                yield token


def _is_markup(element: re.Match[str], closed: set[str]) -> bool:
    name = element["name"]
    return (
        name in closed
        or bool(element["attributes"].strip() or element["empty"])
        or bool(_NEVER_CLOSED.fullmatch(name))
    )


def _name(tag: str) -> str:
    """A tag without its attributes, whose values may be translated."""
    element = _ELEMENT.fullmatch(tag)
    return f"<{element['close']}{element['name']}{element['empty']}>" if element else tag


def _has_positions(tags: _Named) -> bool:
    return any(_POSITION.search(name) for name, _ in tags)


def _without_positions(tags: _Named) -> _Named:
    return [(_POSITION.sub("", name), token) for name, token in tags]
