"""Words that mix Cyrillic and Latin letters: “Қазақcтан” with a Latin c, “А.Daulbayev”."""

from collections.abc import Iterator
from itertools import pairwise

import regex

from core.hygiene.defect import Defect, DefectKind
from core.language import Language, Script
from core.look_alikes import LETTERS, in_one_script, is_mixed

_MEETING = regex.compile(
    r"\p{Script=Cyrillic}[\p{M}.]*\p{Script=Latin}|\p{Script=Latin}[\p{M}.]*\p{Script=Cyrillic}"
)
# A word or a part of one between hyphens (“IV-бап” is two), or initials with a surname.
_WORD = regex.compile(r"(?:\p{Lu}\.)+\p{Lu}[\p{L}\p{M}]+|[\p{L}\p{M}]+")
# “PDFке”: an acronym with a suffix.
_ACRONYM_WITH_SUFFIX = regex.compile(
    r"\p{Lu}{2,}(?<=\p{Script=Latin})(?=\p{Script=Cyrillic})\p{Ll}+"
    r"|\p{Lu}{2,}(?<=\p{Script=Cyrillic})(?=\p{Script=Latin})\p{Ll}+"
)


def mixed_words(text: str, language: Language) -> Iterator[Defect]:
    """Words with letters of both scripts, with the word in the one script it can be read in.

    Of words that can be read in both, the script of `language` decides. Foreign stems with
    a suffix (“WhatsAppқа”), acronyms with one, and Roman numerals in Latin letters are right.
    """
    if not _MEETING.search(text):
        return
    for match in _WORD.finditer(text):
        word = match.group()
        if not is_mixed(word) or _ACRONYM_WITH_SUFFIX.fullmatch(word):
            continue
        repaired = in_one_script(word, language.script)
        if repaired or _is_interleaved(word):
            yield Defect(DefectKind.MIXED_SCRIPT, match.start(), match.end(), word, repaired)


def letters_of_other_script(defect: Defect, script: Script = Script.CYRILLIC) -> str:
    """The letters of a mixed word that do not belong, named with their script.

    Its repair tells what belongs; where it has none, `script` does.
    """
    belonging = script
    if defect.repair:
        belonging = next(one for one, letters in LETTERS.items() if letters.search(defect.repair))
    other = Script.LATIN if belonging is Script.CYRILLIC else Script.CYRILLIC
    letters = "".join(dict.fromkeys(LETTERS[other].findall(defect.text)))
    return f"the {'Latin' if other is Script.LATIN else 'Cyrillic'} “{letters}”"


def _is_interleaved(word: str) -> bool:
    """Whether the scripts change more than once."""
    scripts = [
        script for letter in word for script, those in LETTERS.items() if those.match(letter)
    ]
    return sum(one is not other for one, other in pairwise(scripts)) > 1
