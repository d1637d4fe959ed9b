"""Checks of the marks between and around words."""

from collections.abc import Iterator

import regex

from core.qa.check import Finding, Pair

# Marks at the end, with the quotes, brackets and spaces among them.
_TAIL = regex.compile(r"[\s\p{Pe}\p{Pf}\p{Pi}\"'.…,:;!?\ufffc]*$")
_LAST_MARK = regex.compile(r"\?!|!\?|\.{2,}|[.…,:;!?]")
# “!” is a matter of style, and in a salutation stands where English has a comma.
_CLASSES = {"...": "…", "..": "…", "!": ".", "?!": "?", "!?": "?"}
# Points of a list end in either or in nothing, by the habits of the language.
_LOOSE = frozenset(",;")
# A full stop after so few letters may belong to an abbreviation: “etc.”, “т.б.”, “km.”.
_ABBREVIATION = regex.compile(r"(?:\p{L}\.\s?\p{L}{1,4}|(?<!\p{L})\p{L}{1,4}|\p{N}\S*)\.[^.]*$")
_SENTENCE = regex.compile(r"\p{L}{2}")


def end_punctuation(pair: Pair) -> Iterator[Finding]:
    """Punctuation at the end differs from the source"""
    source, target = pair.source_prose, pair.target_prose
    if not (_SENTENCE.search(source) and _SENTENCE.search(target)):
        return
    expected, found = _marks(source), _marks(target)
    if not _agree(expected, found) and not _may_be_abbreviation(expected, found, source, target):
        yield _ending(pair, expected, found)


def _marks(text: str) -> list[str]:
    """The marks at the end of `text`, the last one last."""
    tail = _TAIL.search(text)
    return _LAST_MARK.findall(tail.group()) if tail else []


def _agree(expected: list[str], found: list[str]) -> bool:
    """Whether the last mark of either is among those of the other, or neither has any."""
    one, other = ([_CLASSES.get(mark, mark) for mark in marks] for marks in (expected, found))
    if _LOOSE.intersection(one[-1:] + other[-1:]):
        return True
    if not one or not other:
        return one == other
    return one[-1] in other or other[-1] in one


def _may_be_abbreviation(expected: list[str], found: list[str], source: str, target: str) -> bool:
    if expected and found:
        return False
    marks, text = (expected, source) if expected else (found, target)
    return marks == ["."] and bool(_ABBREVIATION.search(text))


def _ending(pair: Pair, expected: list[str], found: list[str]) -> Finding:
    end = len(pair.target.rstrip())
    mark = expected[-1] if expected else ""
    start = end - len(found[-1]) if found and pair.target[:end].endswith(found[-1]) else end
    says = f"ends with “{mark}”" if mark else "has no mark at its end"
    has = f"ends with “{found[-1]}”" if found else "has none"
    fix = pair.fixed(start, end, mark) if start < end or not found else None
    message = f"The source {says}, the target {has}."
    return Finding(message, start, end, fix) if start < end else Finding(message, fix=fix)


_BRACKETS = {")": "(", "]": "[", "}": "{"}
# “a)”, “1.2)”, “iv)” name points of a list.
_LIST_POINT = regex.compile(
    r"(?<![\p{L}\p{N}(])(?:\p{N}[\p{N}.]*\p{L}?|\p{L}{1,2}|[ivxIVX]{1,4})\)"
)


def brackets(pair: Pair) -> Iterator[Finding]:
    """Brackets without their partner"""
    lonely = _lonely_brackets(pair.target_prose)
    theirs = [pair.source_prose[place] for place in _lonely_brackets(pair.source_prose)]
    for place in lonely:
        if pair.target[place] not in theirs:
            yield Finding(f"“{pair.target[place]}” has no partner.", place, place + 1)


def _lonely_brackets(text: str) -> list[int]:
    opened: list[int] = []
    lonely = []
    points = {match.end() - 1 for match in _LIST_POINT.finditer(text)}
    for place, character in enumerate(text):
        if character in _BRACKETS.values():
            opened.append(place)
        elif character in _BRACKETS:
            if opened and text[opened[-1]] == _BRACKETS[character]:
                opened.pop()
            elif place not in points:
                lonely.append(place)
    return sorted(lonely + opened)


def quotes(pair: Pair) -> Iterator[Finding]:
    """Quotation marks without their partner"""
    # A quotation that goes on over several segments is open in both languages.
    if _unpaired_quotes(pair.source_prose):
        return
    for mark in _unpaired_quotes(pair.target_prose):
        place = pair.target_prose.rindex(mark)
        yield Finding(f"“{mark}” has no partner.", place, place + 1)


_CURLY = "“”„"
_INCHES = regex.compile(r'(?<=\p{N})"')


def _unpaired_quotes(text: str) -> list[str]:
    """The kinds of quotation marks in `text` that are not paired."""
    unpaired = []
    depth = nested = 0
    for character in text:
        if character == "«":
            nested += depth > 0
            depth += 1
        elif character == "»":
            depth -= 1
    # One “»” may close two quotations that end together: «ЖШС «Нұр».
    if depth < 0 or depth > nested:
        unpaired.append("»" if depth < 0 else "«")
    curly = [character for character in text if character in _CURLY]
    if len(curly) % 2:
        unpaired.append(curly[-1])
    if text.count('"') % 2 and not _INCHES.search(text):
        unpaired.append('"')
    return unpaired
