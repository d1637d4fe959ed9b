"""Reads the tables of resources/transliteration/: how the letters of two scripts answer each other.

A table speaks of single small letters: where an alphabet writes a letter with several signs (oʻ),
the table has one in its place (ŏ), and `spelled` says how it is written.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import starmap
from typing import Any

import resources
from core.language import Script

LANGUAGES = ("kk", "tk", "uz")
"""The languages that are written in both scripts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one group of letters is written in the other script.

    `after` and `before` are the letters that must stand beside it, # for the edge of the word;
    empty for any. `instead` is what else it might be, `reason` why that cannot be known.
    """

    find: str
    give: str
    after: str = ""
    before: str = ""
    instead: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """One way to write a language in Latin letters, with the rules from and to Cyrillic ones.

    `name` tells it from others of its language, `title` is for people, `act` the document that
    it comes from. `rules` are by the script they lead to, the first that fits counts. `spelled`
    is how letters of the rules are written in Latin, `capitals` which are not what Unicode says;
    `unclear_capitals` stand for two letters. `stems` are words that no rule gets right: Cyrillic,
    Latin (empty where the rules tell it), and whether that is the whole word.
    """

    language: str
    name: str
    title: str
    act: str
    rules: Mapping[Script, tuple[Rule, ...]]
    spelled: Mapping[str, str]
    capitals: Mapping[str, str]
    unclear_capitals: str
    stems: tuple[tuple[str, str, bool], ...]


def base(language: str) -> str:
    """The language of a tag without its script: “uz” of “uz-Cyrl”."""
    return language.partition("-")[0]


@cache
def alphabets(language: str) -> tuple[Alphabet, ...]:
    """The Latin alphabets of a language, the usual one first; none where it has one script."""
    tag = base(language)
    if tag not in LANGUAGES:
        return ()
    table = tomllib.loads(resources.path(f"transliteration/{tag}.toml").read_text("utf-8"))
    stems = tuple(_stems(tag))
    common = table.get("common", {})
    return tuple(_alphabet(tag, own, common, stems) for own in table["alphabets"])


def alphabet(language: str, name: str = "") -> Alphabet:
    """The alphabet called `name`, or the usual one.

    Raises ValueError for a language in one script, and for a name that is not there.
    """
    for one in alphabets(language):
        if name in ("", one.name):
            return one
    raise ValueError(f"no alphabet {name!r} for {language!r}")


def _alphabet(
    tag: str, own: dict[str, Any], common: dict[str, Any], stems: tuple[tuple[str, str, bool], ...]
) -> Alphabet:
    letters = _merged(_pairs(common, "letters"), _pairs(own, "letters"))
    vowels = own.get("vowels") or common["vowels"]
    to_latin, to_cyrillic = (
        tuple(
            _rule(entry, vowels[script])
            for entry in own.get(key, []) + ([] if "letters" in own else common.get(key, []))
        )
        for key, script in (("to_latin", Script.CYRILLIC), ("to_cyrillic", Script.LATIN))
    )
    return Alphabet(
        tag,
        own["name"],
        own["title"],
        own["act"],
        {
            Script.LATIN: to_latin + tuple(Rule(*pair) for pair in letters.items()),
            Script.CYRILLIC: to_cyrillic
            # sh before s
            + tuple(sorted(starmap(_backwards, letters.items()), key=lambda rule: -len(rule.find))),
        },
        _pairs(own, "spelled"),
        _pairs(own, "capitals"),
        own.get("unclear_capitals", ""),
        stems,
    )


def _backwards(cyrillic: str, latin: str) -> Rule:
    return Rule(latin, cyrillic)


def _pairs(table: Mapping[str, str], key: str) -> dict[str, str]:
    words = iter(table.get(key, "").split())
    return dict(zip(words, words, strict=True))


def _merged(common: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """All letters; what the alphabet itself says of a Latin letter drives out what is shared."""
    kept = {cyrillic: latin for cyrillic, latin in common.items() if latin not in own.values()}
    return kept | dict(own)


def _rule(entry: Mapping[str, str], vowels: str) -> Rule:
    return Rule(
        find=entry["find"],
        give=entry["give"],
        after=entry.get("after", "").replace("V", vowels),
        before=entry.get("before", "").replace("V", vowels),
        instead=entry.get("or", ""),
        reason=entry.get("reason", ""),
    )


def _stems(tag: str) -> Iterator[tuple[str, str, bool]]:
    lines = resources.path(f"transliteration/{tag}.words.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            cyrillic, _, latin = line.partition("\t")
            yield cyrillic.removesuffix("#"), latin, cyrillic.endswith("#")
