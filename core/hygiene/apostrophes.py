"""The letters oʻ, gʻ and ʼ of Uzbek in Latin script, however their apostrophes were typed."""

from collections.abc import Iterator

import regex

from core.hygiene.defect import Defect, DefectKind
from core.language import Language
from core.normal import APOSTROPHES

_ANY = f"[{APOSTROPHES}]"
_TURNED_COMMA, _APOSTROPHE_LETTER = "ʻ", "ʼ"
# Inside a word any of them; at its end (“togʻ”) ' and ’ only where they close no quotation.
_AFTER_O_OR_G = regex.compile(rf"(?<=[oOgG]){_ANY}(?=\p{{L}})|(?<=[oOgG])[‘`´](?!\p{{L}})")
_AT_END = regex.compile(r"(?<=[oOgG])['’](?!\p{L})")
_OPENING = regex.compile(r"(?<!\p{L})['‘’](?=\p{L})")
_AFTER_OTHERS = regex.compile(rf"(?<=[\p{{L}}--[oOgG]]){_ANY}(?=\p{{L}})", regex.VERSION1)
_WITH_APOSTROPHE = regex.compile(rf"\p{{L}}+(?:{_ANY}\p{{L}}+)*{_ANY}?")
# O'Brien, D'Alembert; NATO'ga; court's, don't: no Uzbek word is written so.
_FOREIGN = regex.compile(
    rf"\p{{Lu}}{_ANY}\p{{Lu}}\p{{Ll}}.*|\p{{Lu}}{{2,}}{_ANY}\p{{Ll}}.*|.*{_ANY}[st]|I{_ANY}m"
)


def wrong_apostrophes(text: str, language: Language) -> Iterator[Defect]:
    """Words of Uzbek in Latin script whose apostrophes are not U+02BB after o and g, else U+02BC.

    Marks of quotation stay, and so do names and words of other languages.
    """
    if language.tag != "uz-Latn":
        return
    closes_quotation = bool(_OPENING.search(text))
    for match in _WITH_APOSTROPHE.finditer(text):
        word = match.group()
        spelled = word if _FOREIGN.fullmatch(word) else _spelled(word, closes_quotation)
        if word != spelled:
            yield Defect(DefectKind.APOSTROPHES, match.start(), match.end(), word, spelled)


def _spelled(word: str, closes_quotation: bool) -> str:
    word = _AFTER_O_OR_G.sub(_TURNED_COMMA, word)
    word = _AFTER_OTHERS.sub(_APOSTROPHE_LETTER, word)
    return word if closes_quotation else _AT_END.sub(_TURNED_COMMA, word)
