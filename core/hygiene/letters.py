"""Letters of a foreign alphabet that stand for those of the language: “Тољикистон”, “yaşaýşyñ”."""

from collections.abc import Iterator

import regex

from core.hygiene.defect import Defect, DefectKind
from core.language import TAGS, Language
from core.orthography import ALPHABETS

# Letters that look nearly the same as one of ours, and are typed for it where a keyboard or font
# lacks that.
_LOOK_ALIKES = {
    "қ": "ӄҡҝҟ", "ғ": "ӷӻ", "ң": "ӈӊҥ", "ҳ": "ӽӿ", "ҷ": "ӌҹ", "ө": "ѳ", "ӯ": "ў", "ў": "ӯ",
    "ş": "ș", "ň": "ñ", "ý": "ÿ",
}  # fmt: skip
# Fonts of the 1990s drew Tajik letters in the places of Macedonian, Serbian and Ukrainian ones.
_IN_OLD_FONTS = {"tg": {"ќ": "қ", "ѓ": "ғ", "њ": "ҳ", "љ": "ҷ", "ї": "ӣ"}}

_WORD = regex.compile(r"[\p{L}\p{M}]+")
# “Київ” and “España” are names; the letters in question stand at the end of our words.
_ONLY_AT_END = "їñ"


def _stand_ins(tag: str) -> dict[str, str]:
    alphabet = ALPHABETS[tag]
    found = {
        wrong: right
        for right, some in _LOOK_ALIKES.items()
        for wrong in some
        if right in alphabet and wrong not in alphabet
    }
    return found | _IN_OLD_FONTS.get(tag, {})


_STAND_INS = {tag: _stand_ins(tag) for tag in TAGS}
_WITH_CAPITALS = {
    tag: str.maketrans(some | {wrong.upper(): right.upper() for wrong, right in some.items()})
    for tag, some in _STAND_INS.items()
}


def wrong_letters(text: str, language: Language) -> Iterator[Defect]:
    """Words of `language` with letters that it does not have and that are typed for its own.

    A word that has other foreign letters as well belongs to another language.
    """
    stand_ins, alphabet = _STAND_INS[language.tag], ALPHABETS[language.tag]
    if not stand_ins or stand_ins.keys().isdisjoint(text.lower()):
        return
    for match in _WORD.finditer(text):
        word = match.group()
        small = word.lower()
        repaired = word.translate(_WITH_CAPITALS[language.tag])
        if (
            word != repaired
            and alphabet.issuperset(repaired.lower())
            and not any(sign in small[:-1] for sign in _ONLY_AT_END)
        ):
            yield Defect(DefectKind.LETTERS, match.start(), match.end(), word, repaired)
