from itertools import chain

import pytest

import resources
from core.language import TAGS, Script, language
from core.orthography import ALPHABETS, misfits, script_shares
from core.wording import everyday, likeness

FILES = {path.stem: path for path in resources.path("identification").glob("*.txt")}


def signs(tag: str) -> list[str]:
    lines = FILES[tag].read_text(encoding="utf-8").splitlines()
    return list(chain.from_iterable(line.split() for line in lines if not line.startswith("#")))


def test_all_our_languages_have_everyday_words_and_forms() -> None:
    assert set(TAGS) <= set(FILES) <= set(ALPHABETS)
    assert all(any(sign.startswith("-") for sign in signs(tag)) for tag in FILES)


@pytest.mark.parametrize("tag", FILES)
def test_every_sign_can_be_written_in_its_language(tag: str) -> None:
    bare = [sign.strip("-").replace("ʻ", "'").replace("‘", "'") for sign in signs(tag)]
    assert [sign for sign in bare if misfits([sign], tag)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_signs_are_in_the_script_of_the_language(tag: str) -> None:
    shares = script_shares(" ".join(signs(tag)))
    assert [script for script in Script if shares[script]] == [language(tag).script]


@pytest.mark.parametrize("tag", FILES)
def test_a_sign_stands_once_in_a_file(tag: str) -> None:
    assert len(signs(tag)) == len(set(signs(tag)))


def test_a_word_that_only_one_language_has_says_most() -> None:
    only, shared = likeness(["үшін"]), likeness(["мен"])
    assert set(only) == {"kk"}
    assert only["kk"] > shared["kk"] == shared["ky"] == shared["uz-Cyrl"]


def test_a_longer_ending_says_more() -> None:
    scores = likeness(["китобларимизнинг"])
    assert scores["uz-Cyrl"] == max(scores.values())
    assert likeness(["китобнинг"])["uz-Cyrl"] > likeness(["китобга"])["uz-Cyrl"]


def test_a_beginning_and_an_ending_both_speak_for_a_language() -> None:
    whole = likeness(["өкмөттүн"])["ky"]
    assert whole > likeness(["өкмөт"])["ky"] > 0
    assert whole > likeness(["зүмүштүн"])["ky"] > 0


def test_an_ending_needs_a_stem() -> None:
    assert "uz-Cyrl" not in likeness(["ҳнинг"])


def test_vowels_that_do_not_go_together_speak_against_a_language() -> None:
    assert likeness(["көшеде"])["kk"] > likeness(["көшеде"])["ky"]
    assert likeness(["көчөдө"])["ky"] > likeness(["көчөдө"])["kk"]
    assert likeness(["мөмөмө"])["tt"] < 0


@pytest.mark.parametrize(
    ("language", "word"),
    [("kk", "кыгык"), ("kaa", "кыгык"), ("ky", "йорт"), ("ky", "новый"), ("tt", "жжж")],
)
def test_letters_that_are_not_beside_each_other_speak_against_a_language(
    language: str, word: str
) -> None:
    assert likeness([word])[language] < 0


@pytest.mark.parametrize("word", ["oʻz", "o'z", "o‘z", "o`z"])
def test_apostrophes_make_no_difference(word: str) -> None:
    assert everyday([word], "uz-Latn") == 1
    assert likeness([word]) == likeness(["oʻz"])


def test_no_words_say_nothing() -> None:
    assert not likeness([])
    assert everyday([], "kk") == 0
