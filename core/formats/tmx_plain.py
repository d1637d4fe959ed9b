"""Finds, in the text of a TMX, units that say nothing but two texts: many at once, without XML."""

import re


def _pattern(text: str) -> re.Pattern[str]:
    """What finds units whose texts look like `text`."""
    # Python's own engine: it takes a fraction of the time of `regex` here.
    extras = r"(?:<(?:prop|note)(?:\s[^>]*)?>[^<]*</(?:prop|note)>\s*)*"
    return re.compile(
        rf"""
        \s*(<tu\ tuid="|<tu)((?:(?<=")[^"<&\t\n]*)?)
        ((?:["\s][^>]*)?>\s*{extras}<tuv\s[^>]*>\s*{extras}<seg>)((?!\s*<){text})
        (</seg>\s*</tuv>\s*<tuv\s[^>]*>\s*{extras}<seg>)((?!\s*<){text})</seg>\s*</tuv>\s*</tu>
      | (\s*<tu\b.*?</tu>|.+)
        """,
        re.VERBOSE | re.DOTALL,
    )


_ANY = _pattern(r"[^<]*")
_WITH_ENTITIES = _pattern(r"[^<&]*(?:&(?:amp|lt|gt|quot|apos);[^<&]*)*")
_OTHER_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


Found = tuple[str, str, str, str, str, str, str]
"""A plain unit: how it begins, its uid, its head, first text, middle, and second text; or nothing
of these, and as the last anything else up to a `</tu>`.

All that begin alike and have the same head and middle differ in their uid and texts alone. The
texts are not empty, and may hold entities.
"""


def line_ends(text: str) -> str:
    """`text` with line ends as XML reads them (XML 1.0, 2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain_units(text: str) -> list[Found]:
    """What stands in `text`, from behind one unit to the end of another, without gaps.

    `text` has XML's line ends. Whether heads and middles are good XML is for others to say.
    """
    if "]]>" in text:  # which no text of an element may hold as such (XML 1.0, 2.4)
        return [("", "", "", "", "", "", text)]
    return (_WITH_ENTITIES if _OTHER_ENTITY.search(text) else _ANY).findall(text)


def unescaped(text: str) -> str:
    """The text that is meant by one with XML’s own entities in it."""
    if "&" in text:
        for entity, sign in _ENTITIES:  # the ampersand last
            text = text.replace(entity, sign)
    return text
