"""Headings and numbering: "Article 5", "5-бап", "§ 3", "12." at the head of a sentence."""

from zlib import crc32

import regex

_WORD = regex.compile(r"\p{L}{2,}")
_NUMBER = regex.compile(r"\p{N}+")
_LEADING = regex.compile(r"^\W*(?:\p{L}+\W{0,2})?(\p{N}+)")
_LIST_MARKER = regex.compile(r"^\W*(?:\p{N}+[.):]?|\p{L}[.)]|[IVXLC]+[.)])(?=\s|$)")
_HEADING_WORDS = 2
"""A sentence with a number and no more words than this is a heading."""


def is_heading(sentence: str) -> bool:
    """Whether it is "Article 5", "§ 3" and the like: a number and hardly a word."""
    return bool(_NUMBER.search(sentence)) and len(_WORD.findall(sentence)) <= _HEADING_WORDS


def heading_id(sentence: str) -> float:
    """A number that headings with the same first number share; 0 for other sentences."""
    found = _NUMBER.search(sentence) if is_heading(sentence) else None
    return _id(found[0]) if found else 0.0


def numbering_id(sentence: str) -> float:
    """The same for any sentence that begins with a number, or with one word and a number."""
    found = _LEADING.match(sentence)
    return heading_id(sentence) or (_id(found[1]) if found else 0.0)


def _id(digits: str) -> float:
    """Whole numbers below 2³², which sum without rounding, so that sums tell sets apart."""
    return float(crc32(digits.encode()) or 1)


def without_marker(sentence: str) -> str:
    """The sentence without the number or letter of a list item; headings stay whole."""
    return sentence if is_heading(sentence) else _LIST_MARKER.sub("", sentence)
