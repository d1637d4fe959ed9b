"""Letters that were read in a wrong encoding: “Р—Р°ТЈ”, “KazyÃ½et”, “Çàêîí”; and lost ones.

Two mishaps are undone: UTF-8 read as Windows-1251 or as Windows-1252 (Latin-1), and Windows-1251
read as Windows-1252. Each is undone only where the bytes give letters of our languages again.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

import regex

from core.hygiene.defect import Defect, DefectKind
from core.language import LANGUAGES, Language, Script
from core.orthography import ALPHABETS

_MARKS = frozenset("«»“”„‘’–—…№§°·•\u00a0ʻʼ\u0301")
_OURS = {
    script: frozenset(
        chain.from_iterable(ALPHABETS[one.tag] for one in LANGUAGES if one.script is script)
    )
    for script in Script
}
_ALL_OURS = frozenset(chain.from_iterable(_OURS.values())) | _MARKS

# Runs that can be bytes beyond ASCII; U+FFFC stands for a tag, U+FFFD for what is lost, and
# invisible characters of Unicode were put in later.
_RUN = regex.compile(r"[^\x00-\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffc\ufffd]+")
_ASCII_LETTER = regex.compile("[a-zA-Z]")


def _bytes_of(codec: str) -> dict[int, int]:
    """Characters to bytes, where a byte without a character may be the control of its number."""
    table = {byte: byte for byte in range(0x80, 0xA0)}
    if codec == "cp1252":
        table |= {byte: byte for byte in range(0xA0, 0x100)}
    for byte in range(0x80, 0x100):
        if read := bytes([byte]).decode(codec, "ignore"):
            table[ord(read)] = byte
    return table


_BYTES = {codec: _bytes_of(codec) for codec in ("cp1251", "cp1252")}


def _utf8_signs(codec: str) -> regex.Pattern[str]:
    """What finds a letter beyond ASCII whose bytes in UTF-8 were read in `codec`."""
    lead2, lead3, rest = (
        "".join(regex.escape(chr(sign)) for sign, byte in _BYTES[codec].items() if byte in some)
        for some in (range(0xC2, 0xE0), range(0xE0, 0xF0), range(0x80, 0xC0))
    )
    return regex.compile(f"[{lead2}][{rest}]|[{lead3}][{rest}]{{2}}")


_LATIN_1 = regex.compile(r"[À-ÖØ-öø-ÿ]")
_LONG_RUN = 5


def mojibake(text: str, language: Language) -> Iterator[Defect]:
    """Runs of letters read in a wrong encoding, with the letters that were meant.

    A short run that could be right (“Её” is two Russian letters, and one Latin in UTF-8) counts
    only beside one that could not.
    """
    for sign, undo in _MISHAPS:
        if not sign.search(text):
            continue
        read = [(run, undo(run.group())) for run in _RUN.finditer(text)]
        known = [(run, meant) for run, meant in read if meant and meant != run.group()]
        if any(_is_sure(run, meant, undo is _as_1251, language) for run, meant in known):
            for run, meant in known:
                yield Defect(DefectKind.MOJIBAKE, run.start(), run.end(), run.group(), meant)
            return


def _utf8(codec: str, run: str) -> str | None:
    """What `run` says when the bytes it was read from in `codec` are read as UTF-8."""
    data = [_BYTES[codec].get(ord(sign)) for sign in run]
    try:
        meant = bytes(byte for byte in data if byte is not None).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if None not in data and _ALL_OURS.issuperset(meant.lower()) else None


def _as_1251(run: str) -> str | None:
    """What `run` says when the bytes it was read from in Windows-1252 are read in 1251."""
    data = [_BYTES["cp1252"].get(ord(sign)) for sign in run]
    if None in data:
        return None
    meant = bytes(byte for byte in data if byte is not None).decode("cp1251", "replace")
    return meant if (_OURS[Script.CYRILLIC] | _MARKS).issuperset(meant.lower()) else None


# What shows that a mishap may have happened, and what undoes it.
_MISHAPS: tuple[tuple[regex.Pattern[str], Callable[[str], str | None]], ...] = (
    (_utf8_signs("cp1251"), partial(_utf8, "cp1251")),
    (_utf8_signs("cp1252"), partial(_utf8, "cp1252")),
    (regex.compile(rf"{_LATIN_1.pattern}{{{_LONG_RUN}}}"), _as_1251),
)


def _is_sure(run: regex.Match[str], meant: str, is_1251: bool, language: Language) -> bool:
    """Whether nobody writes such a run in `language`."""
    found = run.group()
    if is_1251:
        whole = regex.findall(r"\p{L}", run.string)
        accented = sum(bool(_LATIN_1.match(letter)) for letter in whole)
        is_long = len(_LATIN_1.findall(found)) >= _LONG_RUN
        return is_long and (language.script is Script.CYRILLIC or accented * 2 > len(whole))
    if (_OURS[language.script] | _MARKS).issuperset(found.lower()):
        return False
    return len(meant) > 1 or len(found) > 2 or _is_glued(run)


def _is_glued(run: regex.Match[str]) -> bool:
    """Whether a letter of ASCII stands beside the run."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return bool(_ASCII_LETTER.match(before) or _ASCII_LETTER.match(after))


_LOST = regex.compile(r"\ufffd+|\p{L}\?+\p{Ll}|\?{4,}")


def lost(text: str, _language: Language) -> Iterator[Defect]:
    """Places where letters became question marks; nobody can tell from the text which."""
    for match in _LOST.finditer(text):
        yield Defect(DefectKind.LOST, match.start(), match.end(), match.group())
