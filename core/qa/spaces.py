"""Checks for spaces that do not belong where they are."""

import re
from collections.abc import Iterator

from core.qa.check import Finding, Pair

_SPACES = "[ \u00a0\u202f]"
_INNER_RUN = re.compile(rf"(?<=\S){_SPACES}{{2,}}(?=\S)")
_NO_BREAK = "\u00a0\u202f"


def edge_spaces(pair: Pair) -> Iterator[Finding]:
    """Spaces at the beginning or end

    What the source has there is right; a space that only the source has at its end is no loss,
    but a line break is.
    """
    core = pair.target.strip()
    start = pair.target.index(core)
    end = start + len(core)
    lead, trail = _edges(pair.source)
    if _is_wrong(pair.target[:start], lead):
        yield Finding(_message("beginning", lead), 0, start, pair.fixed(0, start, lead))
    if _is_wrong(pair.target[end:], trail):
        fix = pair.fixed(end, len(pair.target), trail)
        yield Finding(_message("end", trail), end, len(pair.target), fix)


def _edges(text: str) -> tuple[str, str]:
    core = text.strip()
    return (text[: text.index(core)], text[text.index(core) + len(core) :]) if core else ("", "")


def _is_wrong(space: str, expected: str) -> bool:
    return space != expected and (bool(space) or "\n" in expected)


def _message(where: str, expected: str) -> str:
    if not expected:
        return f"There is white space at the {where} of the target, but not of the source."
    return f"The white space at the {where} of the target differs from that of the source."


def double_spaces(pair: Pair) -> Iterator[Finding]:
    """Double spaces"""
    runs = list(_INNER_RUN.finditer(pair.target))
    # Columns and gaps of forms come from the source.
    if len(runs) > len(_INNER_RUN.findall(pair.source)):
        fix = _INNER_RUN.sub(_single, pair.target)
        yield Finding("There is more than one space.", runs[0].start(), runs[0].end(), fix)


def _single(run: re.Match[str]) -> str:
    return next((space for space in run.group() if space in _NO_BREAK), " ")
