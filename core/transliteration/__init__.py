"""Uzbek, Kazakh and Turkmen between Cyrillic and Latin letters, and the key both are found by."""

from core.transliteration.alphabet import Alphabet, alphabets
from core.transliteration.convert import Converted, Doubt, convert
from core.transliteration.key import search_key, search_key_with_places

__all__ = [
    "Alphabet",
    "Converted",
    "Doubt",
    "alphabets",
    "convert",
    "search_key",
    "search_key_with_places",
]
