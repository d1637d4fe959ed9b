"""Letters of one script that look like letters of the other, and words that mix the two."""

from unicodedata import normalize

import regex

from core.language import Script

# At the same places; marks above them do not matter.
_LOOK_ALIKE = {
    Script.CYRILLIC: "АВЕКМНОРСТУХІЈЅҺҮӘӨаеорсухіјѕһәө",
    Script.LATIN: "ABEKMHOPCTYXIJSHYƏƟaeopcyxijshəɵ",
}
_TO = {
    Script.LATIN: str.maketrans(_LOOK_ALIKE[Script.CYRILLIC], _LOOK_ALIKE[Script.LATIN]),
    Script.CYRILLIC: str.maketrans(_LOOK_ALIKE[Script.LATIN], _LOOK_ALIKE[Script.CYRILLIC]),
}
LETTERS = {
    Script.CYRILLIC: regex.compile(r"\p{Script=Cyrillic}"),
    Script.LATIN: regex.compile(r"\p{Script=Latin}"),
}
"""What finds a letter of each script."""

_ROMAN = regex.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def is_mixed(word: str) -> bool:
    """Whether `word` has letters of both scripts."""
    return all(letters.search(word) for letters in LETTERS.values())


def in_one_script(word: str, preferred: Script) -> str | None:
    """`word` in the one script that all its letters can be read in, or None.

    A Roman numeral is Latin; of other words that can be read in both, `preferred` decides.
    """
    readings = {
        script: reading
        for script, table in _TO.items()
        if not is_mixed(reading := normalize("NFC", normalize("NFD", word).translate(table)))
        and LETTERS[script].search(reading)
    }
    latin = readings.get(Script.LATIN, "")
    if latin and _ROMAN.fullmatch(latin):
        return latin
    return readings.get(preferred) or next(iter(readings.values()), None)
