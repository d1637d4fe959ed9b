"""Finds units in the other script of a language, and brings them over.

Uzbek, Kazakh and Turkmen have memories in Cyrillic and in Latin letters. A question about one
script is asked about the other one as well, in its letters; what is found there is marked, pays
its penalty, and offers its target in the script that is wanted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.language import Script
from core.memory.lookup import Question
from core.memory.match import Match, Penalty
from core.memory.memories import is_language
from core.memory.unit import TranslationUnit
from core.transliteration import alphabets, convert
from core.transliteration.tags import in_other_script, written

Ask = Callable[[Question, str, str], Sequence[Match]]
"""Answers a question from the units in these languages, of source and target."""


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A question in the letters of the other script, about units in these languages."""

    question: Question
    source_language: str
    target_language: str


def bridged(
    asked: Question,
    source_language: str,
    target_language: str,
    penalties: tuple[Penalty, ...],
    ask: Ask,
) -> list[Match]:
    """What units have to offer that are in the other script on one side or on both.

    The languages are those that are wanted; `penalties` are taken off every match. In no order.
    """
    found: dict[tuple[int, TranslationUnit], Match] = {}
    for crossing in _crossings(_paying(asked, penalties), source_language, target_language):
        matches = ask(crossing.question, crossing.source_language, crossing.target_language)
        for match in matches:
            key = match.unit_id, match.unit
            if key not in found or match.score > found[key].score:
                found[key] = replace(match, compared=crossing.question.source)
    return [_brought(match, target_language) for match in found.values()]


def pairs_across(source_language: str, target_language: str) -> list[tuple[str, str]]:
    """Pairs of languages like these two, of which one or both are in the other script."""
    sources = [source_language, in_other_script(source_language)]
    targets = [target_language, in_other_script(target_language)]
    pairs = [(source, target) for source in sources for target in targets if source and target]
    return pairs[1:]


def is_across(unit: TranslationUnit, source_language: str, target_language: str) -> bool:
    """Whether a unit is in these languages, but on one side or on both in the other script."""
    return any(
        is_language(unit.source_language, source) and is_language(unit.target_language, target)
        for source, target in pairs_across(source_language, target_language)
    )


def _paying(asked: Question, more: tuple[Penalty, ...]) -> Question:
    def penalties(wanted: str, unit: TranslationUnit) -> tuple[Penalty, ...]:
        return asked.penalties(wanted, unit) + more

    return replace(asked, penalties=penalties)


def _crossings(asked: Question, source_language: str, target_language: str) -> Iterator[_Crossing]:
    for source, target in pairs_across(source_language, target_language):
        if source == source_language:
            yield _Crossing(asked, source, target)
            continue
        for question in _in_letters_of(asked, source):
            yield _Crossing(question, source, target)


def _in_letters_of(asked: Question, tag: str) -> Iterator[Question]:
    """The question in the script of `tag`, in each of the alphabets that it may be written in."""
    name, script = _two_scripts(tag)
    for alphabet in [one.name for one in alphabets(name)] if script is Script.LATIN else [""]:
        source, before, after = (
            convert(text, name, script, alphabet).text
            for text in (asked.source, asked.before, asked.after)
        )
        yield replace(asked, source=source, before=before, after=after)


def _brought(match: Match, target_language: str) -> Match:
    """The match with its target in the wanted script."""
    if is_language(match.unit.target_language, target_language):
        return replace(match, transliterated=True)
    name, script = _two_scripts(target_language)
    offer = convert(match.offer, name, script).text
    return replace(match, adapted=offer, transliterated=True)


def _two_scripts(tag: str) -> tuple[str, Script]:
    found = written(tag)
    assert found, "only languages in two scripts are crossed"
    return found
