"""What the spelling of a text says about its language: script, alphabet, words."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex

from core.language import Script

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"

# Letters of native words and of the loans that official texts are full of.
ALPHABETS: dict[str, frozenset[str]] = {
    "ru": frozenset(_RUSSIAN),
    "kk": frozenset(_RUSSIAN + "әғқңөұүһі"),
    "ky": frozenset(_RUSSIAN + "ңөү"),
    "tg": frozenset(_RUSSIAN + "ғӣқӯҳҷ") - frozenset("щы"),
    "uz-Cyrl": frozenset(_RUSSIAN + "ўқғҳ") - frozenset("щы"),
    "en": frozenset(_ENGLISH),
    "uz-Latn": frozenset(_ENGLISH) - frozenset("w"),
    "tk": frozenset(_ENGLISH + "çäžňöşüý") - frozenset("cqvx"),
    # Neighbours that a text must not be mistaken for.
    "tr": frozenset(_ENGLISH + "çğıöşüâîû") - frozenset("qwx"),
    "az": frozenset(_ENGLISH + "çəğıöşü") - frozenset("w"),
    "uk": frozenset(_RUSSIAN + "ґєії") - frozenset("ёъыэ"),
    "tt": frozenset(_RUSSIAN + "әөүҗңһ"),
    "kaa": frozenset(_RUSSIAN + "әғқңөүўҳ"),
    "ba": frozenset(_RUSSIAN + "әғҙҡңөҫүһ"),
    "be": frozenset(_RUSSIAN + "іў") - frozenset("ищъ"),
    "bg": frozenset(_RUSSIAN) - frozenset("ёыэ"),
    "mn": frozenset(_RUSSIAN + "өү"),
    "mk": frozenset("абвгдѓежзѕијклљмнњопрстќуфхцчџш"),
    "sr": frozenset("абвгдђежзијклљмнњопрстћуфхцчџш"),
}

_LETTERS = regex.compile(r"\p{L}+")
_LETTERS_OF = {
    Script.CYRILLIC: regex.compile(r"\p{Cyrillic}+"),
    Script.LATIN: regex.compile(r"\p{Latin}+"),
}
# Kazakh і and ә are often typed as the Latin i and ə, and both as parts of Cyrillic words.
_WORDS_OF = {
    Script.CYRILLIC: regex.compile(r"\p{Cyrillic}(?:[\p{Cyrillic}iə]|[’ʼ'-](?=\p{L}))*"),
    Script.LATIN: regex.compile(r"\p{Latin}(?:[\p{Latin}ʻʼ‘’'`]|-(?=\p{L}))*"),
}
_TYPED_FOR = str.maketrans("iə", "іә")
_MARKS = frozenset("ʻʼ‘’'`-")
_C_ALONE = regex.compile("c(?!h)")


def script_shares(text: str) -> dict[Script, float]:
    """The share that each script has of the letters of `text`, 0 for both where it has none."""
    total = sum(map(len, _LETTERS.findall(text))) or 1
    return {
        script: sum(map(len, pattern.findall(text))) / total
        for script, pattern in _LETTERS_OF.items()
    }


def words(text: str, script: Script) -> list[str]:
    """The words of `text` in one script, in small letters and NFC."""
    found = _WORDS_OF[script].findall(unicodedata.normalize("NFC", text).replace("İ", "ı").lower())
    return [word.translate(_TYPED_FOR) for word in found] if script is Script.CYRILLIC else found


def misfits(found: Sequence[str], language: str) -> int:
    """How many of the words have a letter that `language` does not write."""
    return sum(language in _misfitting(word) for word in found)


@lru_cache(maxsize=16_384)
def _misfitting(word: str) -> frozenset[str]:
    """The languages that cannot write a word."""
    letters = frozenset(word) - _MARKS
    found = {language for language, alphabet in ALPHABETS.items() if letters - alphabet}
    return frozenset(found | {"uz-Latn"} if _C_ALONE.search(word) else found)
