"""Checks for letters of the wrong script, and for apostrophes that should be letters."""

from collections.abc import Iterator

import regex

from core.hygiene.apostrophes import wrong_apostrophes
from core.hygiene.letters import wrong_letters
from core.hygiene.mixed_script import letters_of_other_script, mixed_words
from core.language import Script
from core.look_alikes import LETTERS, is_mixed
from core.qa.check import Finding, Pair


def mixed_script(pair: Pair) -> Iterator[Finding]:
    """Cyrillic and Latin letters in one word"""
    for defect in mixed_words(pair.target_prose, pair.target_language):
        odd = letters_of_other_script(defect, pair.target_language.script)
        yield pair.repairing(f"“{defect.text}” has {odd} among its letters.", [defect])


def foreign_letters(pair: Pair) -> Iterator[Finding]:
    """Letters of another alphabet"""
    for defect in wrong_letters(pair.target_prose, pair.target_language):
        if defect.text not in pair.source_words:
            yield pair.repairing(
                f"“{defect.text}” is spelled “{defect.repair}” in {pair.target_language.name}.",
                [defect],
            )


def wrong_script(pair: Pair) -> Iterator[Finding]:
    """Written in the wrong script for the language"""
    expected = pair.target_language.script
    other = Script.LATIN if expected is Script.CYRILLIC else Script.CYRILLIC
    # Names and terms may be left as the source has them.
    kept = pair.source_prose.casefold()
    words = [
        word
        for word in regex.findall(r"[\p{L}\p{M}]+", pair.target_prose)
        if word.casefold() not in kept and not word.isupper() and not is_mixed(word)
    ]
    letters = "".join(words)
    wrong = len(LETTERS[other].findall(letters))
    if wrong > 3 and wrong > len(LETTERS[expected].findall(letters)):
        name = "Latin" if other is Script.LATIN else "Cyrillic"
        yield Finding(
            f"The target is in {name} letters, {pair.target_language.name} is not.",
            0,
            len(pair.target),
        )


def apostrophe_letters(pair: Pair) -> Iterator[Finding]:
    """Apostrophes in place of the letters oʻ, gʻ and ʼ"""
    wrong = [
        defect
        for defect in wrong_apostrophes(pair.target_prose, pair.target_language)
        if defect.text not in pair.source_words
    ]
    if wrong:
        first = wrong[0]
        yield pair.repairing(
            f"“{first.text}” is spelled “{first.repair}”, with letters for apostrophes.", wrong
        )
