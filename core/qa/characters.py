"""Checks for characters that nobody sees, and for letters that were damaged on the way."""

import unicodedata
from collections.abc import Iterator

import regex

from core.language import Script
from core.qa.check import Finding, Pair

# Control and format characters, without line breaks and tabs. Joiners (U+200C, U+200D) do no harm
# and hold emoji together.
_INVISIBLE = regex.compile(r"[[\p{Cc}\p{Cf}]--[\t\n\r\u200c\u200d]]", regex.VERSION1)


def invisible_characters(pair: Pair) -> Iterator[Finding]:
    """Invisible characters"""
    known = set(_INVISIBLE.findall(pair.source))
    found = [match for match in _INVISIBLE.finditer(pair.target) if match.group() not in known]
    if found:
        names = ", ".join(dict.fromkeys(_name(match.group()) for match in found))
        yield Finding(
            f"There are characters that cannot be seen: {names}.",
            found[0].start(),
            found[0].end(),
            _INVISIBLE.sub(lambda m: m.group() if m.group() in known else "", pair.target),
        )


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"


# UTF-8 that was read as cp1251 (“РљР°Р·”), as cp1252 (“Ðšà°”, “Ã¤”, “â€™”), cp1251 that was
# read as cp1252 (“Êàçàõ”), and letters that an encoding without them turned into question marks.
_SECOND_BYTE_1251 = bytes(range(0x80, 0xC0)).decode("cp1251", errors="ignore")
_SECOND_BYTE_1252 = bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore")
_UTF8_AS_1251 = regex.compile(rf"(?:[РСТУ][{regex.escape(_SECOND_BYTE_1251)}]){{3,}}")
_UTF8_AS_1252 = regex.compile(
    rf"(?:[ÐÑÒÓ][{regex.escape(_SECOND_BYTE_1252)}\x80-\x9f]){{2,}}"
    r"|Ã[\x80-\xbf]|â€[\x80-\xbf™œ˜“”¦]"
)
_1251_AS_1252 = regex.compile(r"[À-ÖØ-öø-ÿ]{5,}")
_LOST = regex.compile(r"\ufffd|\p{L}\?+\p{Ll}|\?{4,}")


def corrupted_characters(pair: Pair) -> Iterator[Finding]:
    """Corrupted characters"""
    for pattern, written, read in (
        (_UTF8_AS_1251, "utf-8", "cp1251"),
        (_UTF8_AS_1252, "utf-8", "cp1252"),
        (_1251_AS_1252, "cp1251", "cp1252"),
        (_LOST, "", ""),
    ):
        found = pattern.search(pair.target_prose)
        if found and not pattern.search(pair.source_prose):
            fix = _read_again(pair, written, read) if written else None
            yield Finding(
                f"Letters were damaged: “{found.group()}”.", found.start(), found.end(), fix
            )
            return


def _read_again(pair: Pair, written: str, read: str) -> str | None:
    """The target as it was before it was read in the wrong encoding, if it all can be."""
    if written == "cp1251" and pair.target_language.script is not Script.CYRILLIC:
        return None
    try:
        return pair.target.encode(read).decode(written)
    except UnicodeError:
        return None
