"""Every cell of the lexicon is spelled as its language is, and what others need is found in it."""

from itertools import chain
from pathlib import Path
from unicodedata import normalize

import pytest

import resources
from core.language import TAGS, Script
from core.lexicon import Entry, concepts, entries, months, pairs
from core.orthography import ALPHABETS
from core.terms import Term, TermStatus
from core.transliteration import convert, search_key

FILES = sorted(resources.path("lexicon").glob("*.tsv"))
CELLS = [
    (entry.subject, tag, word)
    for entry in entries()
    for tag, some in entry.words.items()
    for word in some
]
BETWEEN = {" ", "-", ","}
APOSTROPHES = {"en": {"'"}, "uz-Latn": {"ʻ", "ʼ"}}
FOREIGN = {("en", "ü")}  # Türkiye is called so in English too


@pytest.mark.parametrize("tag", TAGS)
def test_letters_belong_to_the_language(tag: str) -> None:
    allowed = ALPHABETS[tag] | BETWEEN | APOSTROPHES.get(tag, set())
    wrong = {
        (word, sign)
        for _, language, word in CELLS
        if language == tag
        for sign in word.lower()
        if sign not in allowed and (tag, sign) not in FOREIGN
    }
    assert wrong == set()


def test_words_are_composed_and_have_single_spaces_only() -> None:
    assert [w for _, _, w in CELLS if w != normalize("NFC", " ".join(w.split()))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_table_has_a_cell_for_every_language_and_no_word_twice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert {row.count("\t") for row in text.splitlines()} == {len(TAGS) - 1}
    table = [entry for entry in entries() if entry.subject == path.stem]
    for entry in table:
        assert all(len(set(words)) == len(words) for words in entry.words.values()), entry
    names = list(chain.from_iterable(entry.words["en"] for entry in table))
    assert len(set(names)) == len(names), "a notion twice"
    rows = [tuple(sorted(entry.words.items())) for entry in table]
    assert len(set(rows)) == len(rows)


def test_uzbek_has_the_same_words_in_both_scripts() -> None:
    for entry in entries():
        cyrillic, latin = (entry.words.get(tag, ()) for tag in ("uz-Cyrl", "uz-Latn"))
        assert [convert(word, "uz", Script.LATIN).text for word in cyrillic] == list(latin)
        assert [search_key(word, "uz-Cyrl") for word in cyrillic] == [
            search_key(word, "uz-Latn") for word in latin
        ]


def test_it_is_as_large_as_it_says() -> None:
    law = {"human-rights", "justice", "legislation", "treaties"}
    assert sum(entry.subject in law for entry in entries()) >= 300
    for tag in TAGS:
        known = sum(tag in entry.words for entry in entries())
        assert known >= 0.9 * len(entries()), tag


@pytest.mark.parametrize("tag", TAGS)
def test_months_are_twelve_and_numbers_are_complete(tag: str) -> None:
    assert len(months(tag)) == 12
    assert all(months(tag))
    for subject in ("cardinals", "ordinals", "weekdays"):
        assert all(tag in entry.words for entry in entries() if entry.subject == subject)


def test_pairs_hold_every_synonym_once_in_both_directions() -> None:
    found = pairs("en", "ru")
    assert ("torture", "пытка") in found
    assert ("lawful", "законный") in found
    assert ("legal", "законный") in found
    assert len(set(found)) == len(found)
    assert {(b, a) for a, b in found} == set(pairs("ru", "en"))
    assert pairs("en", "ru") is found, "it is worked out once"


def test_concepts_prefer_the_first_word_and_leave_out_what_has_no_word() -> None:
    found = concepts("en", "uz-Latn")
    torture = next(c for c in found if Term("en", "torture") in c.terms)
    assert torture.terms == (Term("en", "torture"), Term("uz-Latn", "qiynoq"))
    equality = next(c for c in found if Term("en", "discrimination") in c.terms)
    assert equality.terms[1:] == (
        Term("uz-Latn", "kamsitish"),
        Term("uz-Latn", "diskriminatsiya", TermStatus.ADMITTED),
    )
    assert all({term.language for term in concept.terms} == {"en", "uz-Latn"} for concept in found)


def test_an_entry_cannot_be_changed() -> None:
    entry: Entry = entries()[0]
    with pytest.raises(TypeError):
        entry.words["en"] = ("x",)  # type: ignore[index]
