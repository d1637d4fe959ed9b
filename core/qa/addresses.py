"""The check that web and e-mail addresses are kept."""

import re
from collections.abc import Iterable, Iterator

from core.qa.check import Finding, Pair, difference
from core.tokens import Token, TokenKind

# Pages have versions by language: /en/ may rightly become /ru/, and en. become kk.
_LANGUAGE = r"en|eng|ru|rus|kk|kz|kaz|ky|kg|kir|kyr|tg|tj|taj|tk|tm|tuk|turk|uz|uzb|oz|cyrl|latn"
_LANGUAGE_LABEL = re.compile(rf"\b(?:{_LANGUAGE})(?:-(?:{_LANGUAGE}))?\.(?=[\w-]+\.)")
_LANGUAGE_PART = re.compile(rf"(?<=[/=_-])(?:{_LANGUAGE})(?=[/&#?_.-]|$)")
_BEGINNING = re.compile(r"^(?:https?://|ftp://)?(?:www\.)?")


def addresses(pair: Pair) -> Iterator[Finding]:
    """Web or e-mail address differs from the source"""
    expected = _addresses(pair.source_tokens)
    present = _addresses(pair.target_tokens)
    missing = [token for key, token in expected.items() if key not in present]
    extra = [token for key, token in present.items() if key not in expected]
    if missing or extra:
        yield difference("Addresses", [token.text for token in missing], extra)


def _addresses(of: Iterable[Token]) -> dict[str, Token]:
    return {_key(token.text): token for token in of if token.kind is TokenKind.ADDRESS}


def _key(address: str) -> str:
    """The address without what may differ between versions of a page by language."""
    plain = _BEGINNING.sub("", address.lower()).rstrip("/")
    if "@" in plain:
        return plain
    host, slash, path = plain.partition("/")
    if _LANGUAGE_LABEL.match(host):
        # en.example.org and ru.example.org name their pages in their own languages.
        return _LANGUAGE_LABEL.sub("", host, count=1)
    return host + _LANGUAGE_PART.sub("*", slash + path).removesuffix("/*")
