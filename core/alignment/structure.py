"""Headings and list markers: "Article 5", "5-бап", "§ 3", "12." at the head of a sentence."""

from zlib import crc32

import regex

_WORD = regex.compile(r"\p{L}{2,}")
_NUMBER = regex.compile(r"\p{N}+")
_LIST_MARKER = regex.compile(r"^\W*(?:\p{N}+[.):]?|\p{L}[.)]|[IVXLC]+[.)])(?=\s|$)")
_HEADING_WORDS = 2
"""A sentence with a number and no more words than this is a heading."""


def is_heading(sentence: str) -> bool:
    """Whether it is "Article 5", "§ 3" and the like: a number and hardly a word."""
    return bool(_NUMBER.search(sentence)) and len(_WORD.findall(sentence)) <= _HEADING_WORDS


def heading_id(sentence: str) -> int:
    """The `number_id` of the first number of a heading; 0 for other sentences."""
    found = _NUMBER.search(sentence) if is_heading(sentence) else None
    return number_id(found[0]) if found else 0


def number_id(number: str) -> int:
    """A number above 0 that stands for the one written with these digits."""
    return crc32(number.encode()) + 1


def without_marker(sentence: str) -> str:
    """The sentence without the number or letter of a list item; headings stay whole."""
    return sentence if is_heading(sentence) else _LIST_MARKER.sub("", sentence)
